// The product's own backend, with the Wise simulator: the answers and their loss are real.
import { createWiseLink } from 'wise-link/server';
import { findCustomer } from '../../demo/bank/customers.js';
import { openStorage } from '../../demo/bank/storage.js';
import { startSimulator } from '../../src/simulator/index.js';
import type { Manners } from './authority.js';

/** The backend below `/api/wise`. */
export interface Bank {
  /** The authorize page of Wise. */
  authorizeUrl: string;
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Opens a backend for pages at an origin. The only customer is always logged in, also in a frame without cookies. */
export async function openBank(origin: string, { isIsolated }: Manners, otherAuthorizeUrl?: string): Promise<Bank> {
  const redirectUris = [`${origin}/redirect.html`];
  const wise = await startSimulator({ port: 0, clientId: 'bank', clientSecret: 'banksecret', redirectUris, ...(isIsolated && { switches: { coop: 'same-origin' as const } }) });
  const authorizeUrl = otherAuthorizeUrl ?? `${wise.url}/oauth/authorize/`;
  const customer = findCustomer('sarah');
  const wiseLink = await createWiseLink({
    ...(await openStorage({})),
    origin,
    redirectUris,
    wise: { environment: 'sandbox', apiUrl: wise.url, authorizeUrl, clientId: 'bank', clientSecret: 'banksecret' },
    session: async () => customer && { sessionId: 'one', customer },
    isSessionLive: async () => true,
  });
  return {
    authorizeUrl,
    fetch: (request) => wiseLink.fetch(request),
    close: async () => {
      await wiseLink.close();
      await wise.close();
    },
  };
}
