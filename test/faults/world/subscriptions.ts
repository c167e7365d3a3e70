import type { PageWindow } from './page-window.js';

interface Subscription {
  owner: PageWindow;
  type: string;
  listener: unknown;
  signal: AbortSignal | undefined;
}

/** The listeners on the window and the document of a page. */
export class Subscriptions {
  readonly #all = new Set<Subscription>();

  /** Starts to count listeners, after the test has added its own. */
  enter(page: PageWindow): void {
    for (const target of [page, page.document]) {
      const add = target.addEventListener.bind(target);
      const remove = target.removeEventListener.bind(target);
      target.addEventListener = (type: string, listener: EventListener, options?: boolean | AddEventListenerOptions) => {
        const signal = typeof options === 'object' ? options.signal : undefined;
        this.#all.add({ owner: page, type, listener, signal });
        add(type, listener, options);
      };
      target.removeEventListener = (type: string, listener: EventListener, options?: boolean | EventListenerOptions) => {
        for (const one of this.#all) if (one.type === type && one.listener === listener) this.#all.delete(one);
        remove(type, listener, options);
      };
    }
  }

  /** Removes the listeners of a page. */
  leave(page: PageWindow): void {
    for (const one of this.#all) if (one.owner === page) this.#all.delete(one);
  }

  /** The event types with active listeners. */
  of(page: PageWindow): string[] {
    return [...this.#all].filter(({ owner, signal }) => owner === page && !signal?.aborted).map(({ type }) => type);
  }
}
