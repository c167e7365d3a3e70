/** Runs work that may outlast the request that started it. */
export class Background {
  readonly #running = new Set<Promise<void>>();

  /** The result, or null after `ms` milliseconds. The work then goes on, and `onLateError` receives its error. */
  async within<T>(ms: number, work: Promise<T>, onLateError: (error: unknown) => void): Promise<T | null> {
    this.#track(work);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), ms);
    });
    try {
      const result = await Promise.race([work, late]);
      if (result === null) work.catch(onLateError);
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The result of work for which `finish` waits. */
  async run<T>(work: Promise<T>): Promise<T> {
    this.#track(work);
    return work;
  }

  #track(work: Promise<unknown>): void {
    const ended = work.then(
      () => {},
      () => {},
    );
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
  }

  /** Waits until all work has ended. */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
  }
}
