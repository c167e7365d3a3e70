import { isAtRedirectUri } from '../oauth/redirect-uri.js';
import { takeResponse } from './address.js';
import { removeStoredAttempt, storedAttempts, type StoredAttempt } from './stored-attempts.js';

/** Identifies this page in stored attempts: no two pages of a tab have the same time origin. */
export const PAGE = `${performance.timeOrigin}`;

/** How many attempts a tab may store, and for how long after their end, in milliseconds. */
const MAX_STORED = 8;
const KEPT_AFTER_END = 24 * 60 * 60 * 1000;

/** An attempt that a page of this tab has stored; or, without `expires`, a response to an attempt of another tab. */
export interface ResumableAttempt extends Partial<StoredAttempt> {
  state: string;
  /** How the response arrived, if there is one. */
  transport: 'storage' | 'url';
}

/** Removes attempts that ended long ago, invalid records, and the oldest above the limit. Returns the others, newest first. */
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
 * Finds the attempt to resume, among those whose authorization request `isOurs` accepts: the one with a response, else the
 * newest that no element of this page owns. A response in the URL of this page is removed from it, so it is read once.
 */
export function findResumable(isOurs: (state: string, url: unknown) => boolean, redirectUri: string): ResumableAttempt | undefined {
  const here = new URL(location.href);
  const isRedirectPage = isAtRedirectUri(here, redirectUri);
  const answered = here.searchParams.get('state');
  const ours = pruneStoredAttempts().filter(([state, { url, page }]) => page !== PAGE && isOurs(state, url));
  const found = ours.find(([other, { returnTo }]) => returnTo && other === answered);
  // Without `returnTo`, another window sent the request: the browser may have copied its session storage to this one.
  if (answered && (found || isRedirectPage)) {
    const response = takeResponse();
    return { ...found?.[1], state: answered, transport: 'url', ...(isRedirectPage && { letter: response }) };
  }
  const [state, stored] = ours.find(([, { letter: response }]) => response) ?? ours[0] ?? [];
  if (!state) return undefined;
  // A response without our state is ignored. It may contain a code, so it is removed from the URL.
  if (isRedirectPage) takeResponse();
  return { ...stored, state, transport: 'storage' };
}
