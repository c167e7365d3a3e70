/** The simulator's clock: real time, which a test can move forward to let codes and tokens expire. */
export class Clock {
  #offsetMs = 0;

  /** The simulated time in milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }
}
