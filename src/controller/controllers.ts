import type { Phase } from '../flow/state.js';
import { WeakList } from './weak-list.js';

/** What the list reads of a controller. */
interface Listed {
  readonly isLive: boolean;
  readonly isPresent: boolean;
  readonly state: { readonly phase: Phase };
  readonly currentAttempt: { readonly state: string } | undefined;
  /** Whether an attempt of the other controller fits the attributes of this one's element. */
  fits(other: this): boolean;
}

/** The controllers of all elements of the page, also of removed elements. */
export class Controllers<Controller extends Listed> {
  readonly #list = new WeakList<Controller>();

  add(controller: Controller): void {
    this.#list.add(controller);
  }

  /** Whether no element on the page has an attempt, or shows how one ended. */
  get areIdle(): boolean {
    return this.#list.all.every((one) => !one.isPresent || one.state.phase === 'idle');
  }

  /** The controller that owns the attempt with this state. */
  ownerOf(state: string): Controller | undefined {
    return this.#list.all.find(({ currentAttempt }) => currentAttempt?.state === state);
  }

  /** The newest controller of an element on the page that can continue the attempt of a removed one. */
  successorOf(removed: Controller): Controller | undefined {
    return this.#list.all.findLast((other) => !other.isLive && other.isPresent && other.fits(removed));
  }
}
