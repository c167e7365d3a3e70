import { popupGrant } from '../grant.js';
import type { Kit } from '../kit.js';

/** A call that changes state: its URL and a valid body. */
export interface Change {
  name: string;
  url: URL;
  body: unknown;
}

/** A valid call to each POST endpoint. Other sites must not be able to make them. */
export async function changes(kit: Kit): Promise<Change[]> {
  const { exchangeUrl, startUrl, emailUrl } = kit.options;
  const all: Change[] = [{ name: 'an exchange', url: exchangeUrl, body: await popupGrant(kit, kit.customer) }];
  if (startUrl !== undefined) {
    all.push({ name: 'a start', url: startUrl, body: { flow: 'popup', environment: 'sandbox', locale: 'en-GB' } });
  }
  if (emailUrl !== undefined) all.push({ name: 'a request for an email', url: emailUrl, body: {} });
  return all;
}
