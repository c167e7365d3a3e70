import type { Config } from '../config.js';
import type { Attempt } from './attempt.js';

/** How long a prefetched attempt may be used, in milliseconds. Its lifetime runs already. */
const USABLE_FOR = 5 * 60_000;

/** An attempt that the backend has started, or is starting. */
export interface Prefetched {
  /** Its config, as JSON. */
  readonly key: string;
  /** When it was requested, in milliseconds since 1970: the monotonic clock may stop during sleep. */
  readonly begun: number;
  readonly pending: Promise<Attempt>;
  attempt?: Attempt;
}

/** Has the backend start an attempt before the customer clicks, so that Wise opens in the click. */
export class PrefetchedStart {
  readonly #request: (config: Config) => Promise<Attempt>;
  #prefetched: Prefetched | undefined;
  #hasFailed = false;

  /** `request` calls `start-url`. */
  constructor(request: (config: Config) => Promise<Attempt>) {
    this.#request = request;
  }

  /** Requests an attempt, unless there is one or the last request failed: then only a click requests again. */
  prefetch(config: Config): void {
    if (!this.#hasFailed) this.#get(config);
  }

  /** Returns the prefetched attempt, or requests one. Each can be taken once. */
  claim(config: Config): Prefetched {
    const taken = this.#get(config);
    this.#prefetched = undefined;
    this.#hasFailed = false;
    return taken;
  }

  /** Drops a request that was aborted before its response arrived. */
  abort(): void {
    if (!this.#prefetched?.attempt) this.#prefetched = undefined;
  }

  #get(config: Config): Prefetched {
    const key = JSON.stringify(config);
    const found = this.#prefetched;
    // If the clock was set back by hours, its age is unknown.
    if (found?.key === key && Math.abs(Date.now() - found.begun) < USABLE_FOR) return found;
    const prefetched: Prefetched = {
      key,
      begun: Date.now(),
      pending: this.#request(config).then((attempt) => (prefetched.attempt = attempt)),
    };
    prefetched.pending.catch(() => {
      if (this.#prefetched !== prefetched) return; // taken: the caller of `take` reports the error
      this.#prefetched = undefined;
      this.#hasFailed = true;
    });
    return (this.#prefetched = prefetched);
  }
}
