type Work = () => void;

/** A fake `AbortSignal`, whose listeners get no event. */
export class Signal {
  aborted = false;
  reason: unknown;
  readonly #steps: Work[] = [];
  readonly #listeners: Work[] = [];

  addEventListener(_type: 'abort', listener: Work): void {
    this.#listeners.push(listener);
  }

  /** Adds an abort algorithm, which runs before the listeners. */
  before(step: Work): void {
    this.#steps.push(step);
  }

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const work of [...this.#steps, ...this.#listeners]) work();
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** A signal that is aborted from the beginning. */
  static abort(): Signal {
    const signal = new Signal();
    signal.abort({ name: 'AbortError' });
    return signal;
  }
}

/** A fake `AbortController`. */
export class Controller {
  readonly signal = new Signal();

  abort(): void {
    this.signal.abort({ name: 'AbortError' });
  }
}
