/** A request that the servers of a stage received. `at` is in milliseconds since 1970, with fractions. */
export interface Call {
  name: 'authorize' | 'redirect' | 'exchange';
  at: number;
}

/** The requests that matter, in their order. */
export class Calls {
  #all: Call[] = [];
  #waiting: ((call: Call) => void)[] = [];

  record(name: Call['name']): void {
    const call = { name, at: performance.timeOrigin + performance.now() };
    this.#all.push(call);
    for (const told of this.#waiting) told(call);
  }

  clear(): void {
    this.#all = [];
    this.#waiting = [];
  }

  /** When the first request of this name came. NaN if none came. */
  first(name: Call['name']): number {
    return this.#all.find((call) => call.name === name)?.at ?? NaN;
  }

  /** When the first request of this name came, or comes. Rejects after 20 seconds. */
  next(name: Call['name']): Promise<number> {
    const known = this.first(name);
    if (!Number.isNaN(known)) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`No request: ${name}`)), 20_000);
      this.#waiting.push((call) => {
        if (call.name !== name) return;
        clearTimeout(late);
        resolve(call.at);
      });
    });
  }
}
