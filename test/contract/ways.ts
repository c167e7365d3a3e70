import type { Bank, Browser, Got } from '../server/bank.js';

/** Does something at the bank, and answers what came of it. */
export type Way = (sarah: Browser) => Promise<Got>;

/** What the element asks the start endpoint. */
export const START = { flow: 'popup', environment: 'sandbox', locale: 'en-GB' };

/** Has the start endpoint make an attempt. */
export async function start(bank: Bank, browser: Browser, body: unknown = START): Promise<Got> {
  const got = await browser.send('POST', '/api/wise/start', JSON.stringify(body));
  // The one answer that must tell a state: the hunt for secrets is not to find it.
  bank.outputs.pop();
  return got;
}
