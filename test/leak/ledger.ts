/** How many a page has created, and how many of them are still active. */
export interface Count {
  made: number;
  alive: number;
}

/**
 * Counts the timers and channels that a page creates, and the listeners on its window and document, until `close()`.
 * A listener ends with its signal, as all listeners of the element must.
 */
export class Ledger {
  readonly timers: Count = { made: 0, alive: 0 };
  readonly channels: Count = { made: 0, alive: 0 };
  readonly listeners: Count = { made: 0, alive: 0 };
  readonly #closed = new AbortController();

  constructor() {
    this.#countTimers(this.timers);
    this.#countChannels(this.channels);
    this.#countListeners(this.listeners);
  }

  /** Restores the page's own functions. */
  close(): void {
    this.#closed.abort();
  }

  #replace(target: object, members: Record<string, unknown>): void {
    const own = Object.fromEntries(Object.keys(members).map((name) => [name, Reflect.get(target, name)]));
    Object.assign(target, members);
    this.#closed.signal.addEventListener('abort', () => Object.assign(target, own));
  }

  #countTimers(count: Count): void {
    const { setTimeout, setInterval, clearTimeout } = window;
    const alive = new Set<number>();
    const end = (id: number): void => {
      if (alive.delete(id)) count.alive -= 1;
    };
    const started = (id: number): number => {
      alive.add(id);
      count.made += 1;
      count.alive += 1;
      return id;
    };
    const clear = (id: number): void => {
      end(id);
      clearTimeout(id); // Also clears intervals.
    };
    this.#replace(window, {
      setTimeout(task: (...given: unknown[]) => void, wait?: number, ...given: unknown[]): number {
        const id = setTimeout(() => {
          end(id);
          task(...given);
        }, wait);
        return started(id);
      },
      setInterval: (...given: Parameters<typeof setInterval>): number => started(setInterval(...given)),
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  #countChannels(count: Count): void {
    class Counted extends BroadcastChannel {
      #isOpen = true;

      constructor(name: string) {
        super(name);
        count.made += 1;
        count.alive += 1;
      }

      override close(): void {
        if (this.#isOpen) count.alive -= 1;
        this.#isOpen = false;
        super.close();
      }
    }
    this.#replace(window, { BroadcastChannel: Counted });
  }

  #countListeners(count: Count): void {
    for (const target of [window, document]) {
      // Test runners define their own functions on the target.
      const { addEventListener }: EventTarget = target;
      const counted = (...given: Parameters<EventTarget['addEventListener']>): void => {
        const [, , options] = given;
        const signal = typeof options === 'object' ? options.signal : undefined;
        addEventListener.apply(target, given);
        count.made += 1;
        if (signal?.aborted) return; // The browser ignores a listener with an aborted signal.
        count.alive += 1;
        signal?.addEventListener('abort', () => (count.alive -= 1));
      };
      this.#replace(target, { addEventListener: counted });
    }
  }
}
