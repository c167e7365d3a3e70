/** Work that may outlast the request that began it. */
export class Background {
  readonly #running = new Set<Promise<void>>();

  /** The result if it comes in time, else null; then the work goes on, and its failure is told to `onLateError`. */
  async within<T>(ms: number, work: Promise<T>, onLateError: (error: unknown) => void): Promise<T | null> {
    const ended = work.then(
      () => {},
      () => {},
    );
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
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

  /** Waits for all work to end. */
  async finish(): Promise<void> {
    await Promise.all(this.#running);
  }
}
