import { isAtRedirectUri } from '../oauth/redirect-uri.js';
import { takeResponse } from './address.js';
import { removeStoredAttempt, storedAttempts, type StoredAttempt } from './stored-attempts.js';

/** Which page this is, for notes: no two pages of a tab have begun at the same moment. */
export const PAGE = `${performance.timeOrigin}`;

/** How many notes a tab may hold, and for how long after their end, in milliseconds. */
const MAX_STORED = 8;
const KEPT_AFTER_END = 24 * 60 * 60 * 1000;

/** An attempt that a page of this tab has left behind; or, without `expires`, a response to one that is not of this tab. */
export interface ResumableAttempt extends Partial<StoredAttempt> {
  state: string;
  /** By which road the letter came, if there is one. */
  transport: 'storage' | 'url';
}

/** Removes what is over for long, what nobody of ours wrote, and the oldest of too many. The newest come first. */
export function pruneStoredAttempts(): [string, Partial<StoredAttempt>][] {
  const age = ([, { expires }]: [string, Partial<StoredAttempt>]): number => Date.now() - (Number(expires) || 0);
  const found = [...storedAttempts()].sort((one, other) => age(one) - age(other));
  return found.filter((entry, index) => {
    const isKept = index < MAX_STORED && age(entry) < KEPT_AFTER_END;
    if (!isKept) removeStoredAttempt(entry[0]);
    return isKept;
  });
}

/**
 * The attempt to go on with, of those whose authorization request `isOurs` knows: the one that is answered,
 * else the newest that no element on this page has. A letter in the address of this page is taken, so it is read once.
 */
export function findResumable(isOurs: (state: string, url: unknown) => boolean, redirectUri: string): ResumableAttempt | undefined {
  const here = new URL(location.href);
  const isRedirectPage = isAtRedirectUri(here, redirectUri);
  const answered = here.searchParams.get('state');
  const ours = pruneStoredAttempts().filter(([state, { url, page }]) => page !== PAGE && isOurs(state, url));
  const found = ours.find(([other, { returnTo }]) => returnTo && other === answered);
  // Without a way back another window has asked, whose stored attempts this one may have a copy of.
  if (answered && (found || isRedirectPage)) {
    const response = takeResponse();
    return { ...found?.[1], state: answered, transport: 'url', ...(isRedirectPage && { letter: response }) };
  }
  const [state, stored] = ours.find(([, { letter: response }]) => response) ?? ours[0] ?? [];
  if (!state) return undefined;
  // An answer without our state is nobody's; but it may hold a code, and is not for the address bar, nor for a note.
  if (isRedirectPage) takeResponse();
  return { ...stored, state, transport: 'storage' };
}
