import type { PageWindow } from './page-window.js';

interface Timer {
  due: number;
  owner: PageWindow;
  run: () => void;
  every: number | undefined;
  /** Whether it belongs to the browser, as for AbortSignal.timeout(), and need not be cleared. */
  isQuiet: boolean;
}

/** The fake clock of all pages. It only advances on demand, so that no test waits in real time. */
export class Clock {
  #now = Date.now();
  #count = 0;
  readonly #timers = new Map<number, Timer>();
  readonly #frozen = new Set<PageWindow>();
  readonly #fired: (owner: PageWindow) => Promise<void>;

  /** `fired` waits for all effects of a timer before the next one. */
  constructor(fired: (owner: PageWindow) => Promise<void>) {
    this.#fired = fired;
  }

  /** Replaces the clock of a page. */
  enter(page: PageWindow): void {
    const begin = (run: TimerHandler, delay = 0, isRepeated = false, isQuiet = false): number => {
      if (typeof run !== 'function') throw new TypeError('A timer without a function');
      this.#count += 1;
      const every = isRepeated ? delay : undefined;
      this.#timers.set(this.#count, { due: this.#now + delay, owner: page, run: () => run(), every, isQuiet });
      return this.#count;
    };
    const end = (timer?: number): void => void this.#timers.delete(timer ?? 0);
    page.Date.now = () => this.#now;
    page.performance.now = () => this.#now;
    const setTimeout = (run: TimerHandler, delay?: number, ...given: unknown[]): number =>
      begin(typeof run === 'function' ? () => run(...given) : run, delay);
    const setInterval = (run: TimerHandler, delay?: number, ...given: unknown[]): number =>
      begin(typeof run === 'function' ? () => run(...given) : run, delay, true);
    Object.assign(page, { setTimeout, setInterval, clearTimeout: end, clearInterval: end });
    page.AbortSignal.timeout = (delay) => {
      const controller = new page.AbortController();
      begin(() => controller.abort(new page.DOMException('Took too long', 'TimeoutError')), delay, false, true);
      return controller.signal;
    };
  }

  /** Removes the timers of a page. */
  leave(page: PageWindow): void {
    for (const [id, { owner }] of this.#timers) if (owner === page) this.#timers.delete(id);
  }

  /** The number of active timers of a page. */
  running(page: PageWindow): number {
    return [...this.#timers.values()].filter(({ owner, isQuiet }) => owner === page && !isQuiet).length;
  }

  /** Advances the time, timer by timer, until the condition is true. */
  async run(milliseconds: number, until: () => boolean = () => false): Promise<void> {
    const end = this.#now + milliseconds;
    while (!until()) {
      const [id, timer] = this.#next(end);
      if (!timer) break;
      this.#now = Math.max(this.#now, timer.due);
      if (timer.every === undefined) this.#timers.delete(id);
      else timer.due = this.#now + timer.every;
      timer.run();
      await this.#fired(timer.owner);
    }
    if (!until()) this.#now = Math.max(this.#now, end);
  }

  /** Changes the time without running timers, as if the machine slept. May be negative. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Stops the timers of a page. */
  freeze(page: PageWindow): void {
    this.#frozen.add(page);
  }

  /** Resumes the timers of a page. Those that are due fire when the time advances. */
  thaw(page: PageWindow): void {
    this.#frozen.delete(page);
  }

  #next(end: number): [number, Timer | undefined] {
    const [first] = [...this.#timers]
      .filter(([, { due, owner }]) => due <= end && !this.#frozen.has(owner))
      .sort(([one, { due }], [other, { due: later }]) => due - later || one - other);
    return first ?? [0, undefined];
  }
}
