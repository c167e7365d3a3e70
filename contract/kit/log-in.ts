import { SetupError } from './setup-error.js';

/** Logs a customer in at the bank. Returns the session cookies. */
export async function logIn(url: URL, json: string, origin: string): Promise<string> {
  const headers = { 'Content-Type': 'application/json', Origin: origin, 'Sec-Fetch-Site': 'same-origin', 'X-Wise-Link': '1' };
  const response = await fetch(url, { method: 'POST', body: json, headers, redirect: 'manual' });
  await response.body?.cancel();
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (response.status >= 400 || cookies.length === 0) {
    throw new SetupError(`The log-in at ${url.href} answered ${response.status} with ${cookies.length} cookies.`);
  }
  return cookies.join('; ');
}
