import type { State } from '../flow/state.js';
import { now } from '../timer.js';
import { LIFETIME, type Attempt } from './attempt.js';
import { PAGE, pruneStoredAttempts } from './resumable.js';
import { removeStoredAttempt, storeAttempt, storedAttempts } from './stored-attempts.js';

/** The attempt of a controller, and its record in session storage. */
export class OwnedAttempt {
  #current: Attempt | undefined;
  #isStored = false;

  get current(): Attempt | undefined {
    return this.#current;
  }

  setCurrent(attempt: Attempt): Attempt {
    return (this.#current = attempt);
  }

  /** Makes the attempt end so many seconds from now, on all pages. */
  extend(attempt: Attempt, seconds: number): void {
    const remaining = Math.min(seconds * 1000, LIFETIME);
    attempt.expires = Date.now() + remaining;
    attempt.ends = now() + remaining;
  }

  /** Stores its phase, the name of its window, and whether an element of this page owns it. */
  store(current: State, name: string, isPresent: boolean): void {
    if (!this.#current) return;
    const { state, url, id, attemptId, expires } = this.#current;
    storeAttempt(state, {
      url,
      id,
      attemptId: 'attemptId' in current ? current.attemptId : attemptId,
      phase: current.phase,
      returnTo: 'via' in current && current.via === 'redirect' ? location.href : '',
      name,
      expires: `${expires}`,
      page: isPresent ? PAGE : '',
    });
    this.#isStored = pruneStoredAttempts().some(([stored]) => stored === state);
  }

  /** Reads the record again, after this page was in the back/forward cache: another page may have extended the attempt. False if it ended it. */
  reread(): boolean {
    const current = this.#current;
    if (!current || !this.#isStored) return true;
    const stored = storedAttempts().get(current.state);
    const expires = Number(stored?.expires);
    if (expires && expires !== current.expires) Object.assign(current, { expires, ends: undefined });
    return !!stored;
  }

  /** Ends the attempt, and removes its record. */
  end(): void {
    if (this.#current) removeStoredAttempt(this.#current.state);
    this.#current = undefined;
  }

  /** Leaves the attempt and its record to another page. */
  release(): void {
    this.#current = undefined;
  }
}
