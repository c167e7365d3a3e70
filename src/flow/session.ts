import { withNullPrototype } from '../null-prototype.js';
import { asLinkError } from '../errors.js';
import type { FlowEvent, Send, State } from './state.js';
import { transition } from './transition.js';

/**
 * What a phase does, if it does anything: starts synchronously, resolves with the event that ends its phase or rejects with
 * a LinkError, may send hints on its way, and ends all that it began when `signal` aborts.
 */
export type Activity = (state: State, signal: AbortSignal, send: Send) => Promise<FlowEvent>;

/** Holds the one state and runs the one activity of the present phase. */
export abstract class Session {
  #state: State = withNullPrototype({ phase: 'idle' });
  #leaving = new AbortController();
  #isPaused = false;

  /** Does what the phase does. */
  abstract run(...args: Parameters<Activity>): Promise<FlowEvent>;

  /** Hears of every change. */
  abstract changed(state: State, previous: State): void;

  get state(): State {
    return this.#state;
  }

  /** The activity of the new phase starts in here, before anybody is told, so that `window.open` is first in a click. */
  send(event: FlowEvent): void {
    const previous = this.#state;
    const next = transition(previous, withNullPrototype(event));
    if (next === previous) return;
    const state = withNullPrototype(next);
    this.#state = state;
    // What is learnt on the way, of the window, the network or the time, does not begin the way anew.
    const isHint =
      state.phase === previous.phase &&
      ('isOffline' in state || 'isWaiting' in state || 'minutes' in state || ('window' in state && state.window !== 'open'));
    if (!isHint && !this.#isPaused) this.#run();
    // What the activity did may have changed it again, which has been told.
    if (state === this.#state) this.changed(state, previous);
  }

  /** Ends the activity, and begins none until `resume`. The state stays, and can be changed. */
  pause(): void {
    this.#isPaused = true;
    this.#leaving.abort();
  }

  /** Begins the activity of the present phase anew, if it was paused. */
  resume(): void {
    if (this.#isPaused) this.#run();
    this.#isPaused = false;
  }

  #run(): void {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    // In a turn of its own, so that listeners hear of a phase before they hear of what happened in it.
    const send: Send = (next) => queueMicrotask(() => signal.aborted || this.send(next));
    void this.run(this.#state, signal, send).then(send, (cause: unknown) => send({ phase: 'failed', error: asLinkError(cause) }));
  }
}
