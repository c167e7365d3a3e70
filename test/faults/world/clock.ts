import type { PageWindow } from './page-window.js';

interface Timer {
  due: number;
  owner: PageWindow;
  run: () => void;
  every: number | undefined;
  /** Only the browser's own: nobody need end it. */
  isQuiet: boolean;
}

/** The one clock of all pages. It stands until somebody waits; so no test waits for the clock on the wall. */
export class Clock {
  #now = Date.now();
  #count = 0;
  readonly #timers = new Map<number, Timer>();
  readonly #frozen = new Set<PageWindow>();
  readonly #fired: (owner: PageWindow) => Promise<void>;

  /** `fired` has every consequence of a timer happen before the next one. */
  constructor(fired: (owner: PageWindow) => Promise<void>) {
    this.#fired = fired;
  }

  /** Gives a page this clock instead of the browser's. */
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

  /** With a page go its timers. */
  leave(page: PageWindow): void {
    for (const [id, { owner }] of this.#timers) if (owner === page) this.#timers.delete(id);
  }

  /** How many timers a page has running. */
  running(page: PageWindow): number {
    return [...this.#timers.values()].filter(({ owner, isQuiet }) => owner === page && !isQuiet).length;
  }

  /** Time goes by, timer after timer, until it has come true what is waited for. */
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

  /** Time goes by of which no page notices anything, as if the machine slept. A clock may also be set back. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** A page's timers stand still. */
  freeze(page: PageWindow): void {
    this.#frozen.add(page);
  }

  /** They go on. What came due meanwhile fires as soon as time goes by. */
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
