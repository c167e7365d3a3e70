import type { Details } from '../flow/state.js';
import { now } from '../timer.js';
import { LIFETIME, type Attempt } from './attempt.js';
import { PAGE, pruneStoredAttempts } from './resumable.js';
import { removeStoredAttempt, storeAttempt, storedAttempts } from './stored-attempts.js';

/** The attempt that a controller has under way, and its record in session storage. */
export class OwnedAttempt {
  #current: Attempt | undefined;
  #isStored = false;

  get current(): Attempt | undefined {
    return this.#current;
  }

  track(attempt: Attempt): Attempt {
    return (this.#current = attempt);
  }

  /** The attempt ends so many seconds from now, for all pages. */
  extend(attempt: Attempt, seconds: number): void {
    const remaining = Math.min(seconds * 1000, LIFETIME);
    attempt.expires = Date.now() + remaining;
    attempt.ends = now() + remaining;
  }

  /** Records where it stands, the name of its window, and whether an element of this page has it. */
  store({ phase, via, attemptId }: Details, name: string, isPresent: boolean): void {
    if (!this.#current) return;
    const { state, url, id, expires } = this.#current;
    storeAttempt(state, {
      url,
      id,
      attemptId: attemptId ?? this.#current.attemptId,
      phase,
      returnTo: via === 'redirect' ? location.href : '',
      name,
      expires: `${expires}`,
      page: isPresent ? PAGE : '',
    });
    this.#isStored = pruneStoredAttempts().some(([stored]) => stored === state);
  }

  /** Whether another page has ended it, while this one was in the back/forward cache. */
  get isEndedElsewhere(): boolean {
    return !!this.#current && this.#isStored && !storedAttempts().has(this.#current.state);
  }

  /** Ends it: nothing of it is kept. */
  end(): void {
    if (this.#current) removeStoredAttempt(this.#current.state);
    this.#current = undefined;
  }

  /** Leaves it, with its record, to another page. */
  release(): void {
    this.#current = undefined;
  }
}
