import type { WiseOptions } from './wise-client.js';

/** Wise has two worlds, and nothing of one is good in the other. */
export type Environment = 'sandbox' | 'production';

const PAGES: Readonly<Record<Environment, string>> = {
  sandbox: 'https://wise-sandbox.com/oauth/authorize/',
  production: 'https://wise.com/oauth/authorize/',
};

// The API's two production hosts, without and with client certificates.
const PRODUCTION_HOSTS = new Set(['api.wise.com', 'api-mtls.transferwise.com']);

/** The page at Wise where a customer gives access, and to whom. */
export interface AuthorizePage {
  environment: Environment;
  url: string;
  clientId: string;
}

/** The authorize page that belongs to this API: a code of any other would never be redeemed here. */
export function authorizePage({ apiUrl, clientId, authorizeUrl }: WiseOptions): AuthorizePage {
  const environment = PRODUCTION_HOSTS.has(new URL(apiUrl).hostname) ? 'production' : 'sandbox';
  return { environment, url: authorizeUrl ?? PAGES[environment], clientId };
}

/** The address to send a customer to. Wise documents these three parameters and no language. */
export function authorizeUrl({ url, clientId }: AuthorizePage, redirectUri: string, state: string): string {
  const address = new URL(url);
  const parameters = { client_id: clientId, redirect_uri: redirectUri, state };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}
