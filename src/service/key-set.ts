/** The keys that check the bank's tokens. */
import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { askBank } from './bank-response.js';

const TIMEOUT_MS = 5000;
const MAX_BYTES = 512 * 1024;
/** After a failed fetch there is no other one for this long: requests would wait for it one by one. */
const PAUSE_MS = 5000;
/** How long the last keys are used while the set cannot be fetched. A key that the bank has withdrawn is trusted no longer. */
const KEPT_MS = 60 * 60 * 1000;

/** Thrown if the keys cannot tell whether a token is right: the token may be of a key that has not been fetched. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** The bank's key set. It is fetched again for a key id that is not in it, at most once in `cooldownMs`, and every ten minutes. */
export function keySet(url: URL, now: () => number = Date.now, cooldownMs = PAUSE_MS): JWTVerifyGetKey {
  let last: { text: string; at: number } | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let fetches = 0;
  const load = async (headers: Headers): Promise<string> => {
    if (now() - failedAt < PAUSE_MS) throw new Error('The key set could not be fetched a moment ago.');
    const { status, text } = await askBank(url, { method: 'GET', headers: Object.fromEntries(headers), timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    if (status !== 200 || !isKeySet(text)) throw new Error('The answer is no key set.');
    return text;
  };
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: cooldownMs,
    [customFetch]: async (_, { headers }) => {
      try {
        last = { text: await load(headers), at: now() };
        fetches += 1;
      } catch (cause) {
        if (now() - failedAt >= PAUSE_MS) failedAt = now();
        if (!last || now() - last.at > KEPT_MS) throw cause;
      }
      return new Response(last.text, { headers: { 'Content-Type': 'application/json' } });
    },
  });
  return async (header, token) => {
    const before = fetches;
    try {
      return await keys(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSMultipleMatchingKeys) throw new KeysUnavailable('The header of the token needs a kid: more than one key fits.', { cause });
      if (cause instanceof errors.JWKSNoMatchingKey && fetches === before) throw new KeysUnavailable('The key set may be too old for the token.', { cause });
      throw cause;
    }
  };
}

/** Whether a text is a key set with at least one key. */
function isKeySet(text: string): boolean {
  try {
    const set = JSON.parse(text) as JSONWebKeySet;
    createLocalJWKSet(set);
    return set.keys.length > 0;
  } catch {
    return false;
  }
}
