// The simulated BroadcastChannel.
import type { Page } from './page.js';
import type { Signal } from './signal.js';

type Listener = (event: { data: unknown }) => void;

/** A `BroadcastChannel` of a page. */
export class Channel {
  readonly name: string;
  readonly page: Page;
  readonly #listeners = new Set<Listener>();
  isOpen = true;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    page.channels.add(this);
  }

  addEventListener(_type: 'message', listener: Listener, { signal }: { signal: Signal }): void {
    this.#listeners.add(listener);
    signal.before(() => this.#listeners.delete(listener));
  }

  postMessage(data: unknown): void {
    this.page.tab.browser.broadcasts(this, data);
  }

  close(): void {
    this.isOpen = false;
    this.page.channels.delete(this);
  }

  receives(data: unknown): void {
    if (this.isOpen) for (const listener of Array.from(this.#listeners)) this.page.runs(() => listener({ data }));
  }
}
