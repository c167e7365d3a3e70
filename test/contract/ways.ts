import type { Bank, Browser, Got } from '../server/bank.js';

/** Sends requests to the bank. Returns the response to check. */
export type Way = (sarah: Browser) => Promise<Got>;

/** The element's request to the start endpoint. */
export const START = { flow: 'popup', environment: 'sandbox', locale: 'en-GB' };

/** Creates an attempt with the start endpoint. */
export async function start(bank: Bank, browser: Browser, body: unknown = START): Promise<Got> {
  const got = await browser.send('POST', '/api/wise/start', JSON.stringify(body));
  // Only this response may contain the state, so it is excluded from the search for secrets.
  bank.outputs.pop();
  return got;
}
