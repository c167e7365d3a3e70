import { NAME } from '../name-prefix.js';

/**
 * Notes of attempts under way in this tab, kept in session storage under their states: with them an attempt outlives
 * its page. A redirect's note also takes the letter from the redirect page, which shares this file.
 *
 * Nothing personal is in a note, and no code but a letter's, between two pages.
 */

/** What is noted of an attempt, all of it as text. Anything may stand there that a page can write: all is in doubt. */
export interface StoredAttempt {
  /** The authorization request: it tells whose attempt it is. */
  url: string;
  /** When the attempt ends, in milliseconds since 1970. */
  expires: string;
  /** Its correlation id. */
  id: string;
  /** By which the backend knows it, where the backend has begun it. */
  attemptId: string;
  /** The name of its Wise window, where it has one. */
  name: string;
  /** Where it stood. */
  phase: string;
  /** The page that carries it on, as `performance.timeOrigin`; empty if none does. */
  page: string;
  /** Only of a redirect: where the customer left, and where the redirect page sends him back to. */
  returnTo: string;
  /** The URL with which Wise sent him back. */
  letter: string;
}

/** Writes a note, if the browser keeps any. */
export function storeAttempt(state: string, stored: Partial<StoredAttempt>): void {
  try {
    sessionStorage.setItem(NAME + state, `${new URLSearchParams({ ...stored })}`);
  } catch {
    // Storage is closed to us, or full. Who cannot do without a note looks whether it is there.
  }
}

/** All notes, by state. */
export function storedAttempts(): Map<string, Partial<StoredAttempt>> {
  const found = new Map<string, Partial<StoredAttempt>>();
  try {
    for (const key of Object.keys(sessionStorage)) {
      // A form of note that can be read without fail, whatever it is.
      if (key.startsWith(NAME)) found.set(key.slice(NAME.length), Object.fromEntries(new URLSearchParams(sessionStorage[key])));
    }
  } catch {
    // Storage is closed to us.
  }
  return found;
}

/** Removes a note. */
export function removeStoredAttempt(state: string): void {
  try {
    sessionStorage.removeItem(NAME + state);
  } catch {
    // Storage is closed to us: there is no note.
  }
}
