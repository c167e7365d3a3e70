/** The simulator's clock: real time, which a test can move forward so that codes and tokens expire at once. */
export class Clock {
  #ahead = 0;

  /** Milliseconds since 1970, as the simulator sees it. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  advance(seconds: number): void {
    this.#ahead += seconds * 1000;
  }
}
