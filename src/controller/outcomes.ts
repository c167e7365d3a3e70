import type { Link } from '../contract.js';

/** The promises of `open()` that have not settled. */
export class Outcomes {
  #waiting: { resolve: (link: Link) => void; reject: (reason: unknown) => void }[] = [];

  /** A promise that settles when the attempt ends. */
  next(): Promise<Link> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Returns a function that settles the promises of now. A caller who starts again in a listener of this end waits for the next one. */
  end(): (outcome: { link?: Link; reason?: unknown }) => void {
    const waiting = this.#waiting.splice(0);
    return ({ link, reason }) => {
      for (const { resolve, reject } of waiting) {
        if (link) resolve(link);
        else reject(reason);
      }
    };
  }
}
