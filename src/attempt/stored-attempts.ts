import { NAME } from '../name-prefix.js';

/**
 * Stores the attempts of this tab in session storage, by state, so that an attempt survives a reload. In the redirect flow, the
 * redirect page adds the response. A record contains no personal data, and a code only between these two pages.
 */

/**
 * A stored attempt, all members as text. Untrusted input: any script on this origin can write it.
 *
 * The member names and the storage key are a wire format: partners deploy the redirect page and the element at different times.
 */
export interface StoredAttempt {
  /** The authorization request. Identifies the client, the environment and the redirect URI. */
  url: string;
  /** When the attempt ends, in milliseconds since 1970. */
  expires: string;
  /** Its correlation id. */
  id: string;
  /** The backend's id of the attempt, if the backend started it. */
  attemptId: string;
  /** The random part of the name of its Wise window, if it has one. */
  name: string;
  /** Its phase when it was stored. */
  phase: string;
  /** The page whose element owns it, as `performance.timeOrigin`; empty if none does. */
  page: string;
  /** In the redirect flow: the page that the customer left, to which the redirect page returns. */
  returnTo: string;
  /** The authorization response, as a URL, unread. */
  letter: string;
}

/** Stores an attempt, if the browser allows it. */
export function storeAttempt(state: string, stored: Partial<StoredAttempt>): void {
  try {
    sessionStorage.setItem(NAME + state, `${new URLSearchParams({ ...stored })}`);
  } catch {
    // Storage is blocked or full. Callers that need the record check that it is there.
  }
}

/** All stored attempts, by state. */
export function storedAttempts(): Map<string, Partial<StoredAttempt>> {
  const found = new Map<string, Partial<StoredAttempt>>();
  try {
    for (const key of Object.keys(sessionStorage)) {
      // `URLSearchParams` parses any text without an error.
      if (key.startsWith(NAME)) found.set(key.slice(NAME.length), Object.fromEntries(new URLSearchParams(sessionStorage[key])));
    }
  } catch {
    // Storage is blocked.
  }
  return found;
}

/** Removes a stored attempt. */
export function removeStoredAttempt(state: string): void {
  try {
    sessionStorage.removeItem(NAME + state);
  } catch {
    // Storage is blocked, so there is no record.
  }
}
