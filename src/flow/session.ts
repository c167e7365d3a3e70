import { nullPrototype } from '../null-prototype.js';
import { asLinkError } from '../errors.js';
import type { FlowEvent, Send } from './event.js';
import type { State } from './state.js';
import { transition } from './transition.js';

/**
 * The work of a phase. Starts synchronously, may send hints, and resolves with the event that ends the phase or rejects with
 * a LinkError. When `signal` aborts, everything that it started stops.
 */
export type Activity = (state: State, signal: AbortSignal, send: Send) => Promise<FlowEvent>;

/** Holds the state and runs the activity of the current phase. */
export abstract class Session {
  #state: State = nullPrototype({ phase: 'idle' });
  #leaving: AbortController | undefined;
  #isPaused = false;

  /** Runs the activity of a phase. */
  abstract run(...args: Parameters<Activity>): Promise<FlowEvent>;

  /** Called after every change of the state. */
  abstract changed(state: State, previous: State): void;

  get state(): State {
    return this.#state;
  }

  /** Applies an event. The activity of a new phase starts synchronously, so that `window.open` runs in the task of the click. */
  send(event: FlowEvent): void {
    const previous = this.#state;
    const next = transition(previous, nullPrototype(event));
    if (next.state === previous) return;
    const state = nullPrototype(next.state);
    this.#state = state;
    if (next.starts && !this.#isPaused) this.#run();
    // The activity may have changed the state again: that change has been reported already.
    if (state === this.#state) this.changed(state, previous);
  }

  /** Stops the activity, and starts none until `resume`. The state stays, and can change. */
  pause(): void {
    this.#isPaused = true;
    this.#leaving?.abort();
  }

  /** Starts the activity of the current phase again, if the session was paused. */
  resume(): void {
    if (this.#isPaused) this.#run();
    this.#isPaused = false;
  }

  #run(): void {
    this.#leaving?.abort();
    const { signal } = (this.#leaving = new AbortController());
    // In a microtask, so that listeners get the event of a phase before the events of what happened in it.
    const send: Send = (next) => queueMicrotask(() => signal.aborted || this.send(next));
    void this.run(this.#state, signal, send).then(send, (cause: unknown) => send({ type: 'failed', error: asLinkError(cause) }));
  }
}
