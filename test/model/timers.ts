interface Timer {
  due: number;
  work: () => void;
  /** The interval in milliseconds. Undefined for a timeout. */
  again: number | undefined;
  /** Whether the page can clear it. The timer of AbortSignal.timeout() cannot be cleared. */
  isOwned: boolean;
}

/** The timers of one page, on the world's clock. */
export class Timers {
  readonly #timers = new Map<number, Timer>();
  #last = 0;

  /** The number of timers that the page can clear. */
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

  /** The time of the next timer. Infinity if there is none. */
  get next(): number {
    let next = Infinity;
    for (const { due } of this.#timers.values()) if (due < next) next = due;
    return next;
  }

  /** Takes the next timer. A late interval does not catch up. */
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
