interface Timer {
  due: number;
  work: () => void;
  /** After how many milliseconds again; undefined if it goes off once. */
  again: number | undefined;
  /** Whether whoever set it can take it back: a signal's time-out nobody can. */
  isOwned: boolean;
}

/** The timers of one page, on the world's clock. */
export class Timers {
  readonly #timers = new Map<number, Timer>();
  #last = 0;

  /** How many there are, those of signals apart. */
  get owned(): number {
    let count = 0;
    for (const { isOwned } of this.#timers.values()) if (isOwned) count += 1;
    return count;
  }

  set(due: number, work: () => void, again?: number, isOwned = true): number {
    this.#last += 1;
    this.#timers.set(this.#last, { due, work, again, isOwned });
    return this.#last;
  }

  clear(id: number | undefined): void {
    this.#timers.delete(id ?? 0);
  }

  clearAll(): void {
    this.#timers.clear();
  }

  /** When the next goes off; never, if there is none. */
  get next(): number {
    let next = Infinity;
    for (const { due } of this.#timers.values()) if (due < next) next = due;
    return next;
  }

  /** Takes the next one. A timer that was late does not catch up. */
  take(now: number): () => void {
    const { next } = this;
    for (const [id, timer] of this.#timers) {
      if (timer.due !== next) continue;
      if (timer.again === undefined) this.#timers.delete(id);
      else timer.due = now + timer.again;
      return timer.work;
    }
    return () => {};
  }
}
