import type { HttpClient } from './http-client.js';
import { NoAnswer } from './no-answer.js';
import { sessionHeader } from './session-header.js';
import type { SessionHeader } from './session-header.js';
import { SetupError } from './setup-error.js';

/** Logs a customer in at the bank. Returns the header with the session cookies. Throws `SetupError`. */
export async function logIn(http: HttpClient, url: URL, json: string, origin: string): Promise<SessionHeader> {
  const headers = { 'Content-Type': 'application/json', 'Origin': origin, 'Sec-Fetch-Site': 'same-origin', 'X-Wise-Link': '1' };
  const reply = await http.send(url, { method: 'POST', body: json, headers: Object.entries(headers) }).catch((error: unknown) => {
    throw error instanceof NoAnswer ? new SetupError(`The log-in at ${url.href} cannot be reached: ${error.message}.`) : error;
  });
  const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (reply.status >= 400 || cookies.length === 0) {
    throw new SetupError(`The log-in at ${url.href} answered ${reply.status} with ${cookies.length} cookies.`);
  }
  return sessionHeader('Cookie', cookies.join('; '), `The cookies of ${url.href}`);
}
