import { declinedAt, givenAt, type Grant } from './grant.js';

/** What may be said about a Wise that is not there. */
export interface FakeWiseOptions {
  /** Whose `window.open` it takes the place of; this page's by default. */
  window?: Window & typeof globalThis;
  /** Until when. */
  signal?: AbortSignal;
}

/**
 * Stands in for Wise and its window in component tests: takes the place of `window.open` until `signal` aborts, notes where
 * the customer is sent, and sends him back as the redirect page would.
 */
export class FakeWise {
  readonly #page: Window & typeof globalThis;
  readonly #window = {
    closed: false,
    name: '',
    document: { body: { textContent: '' } },
    // With start-url the window is there before the address is.
    location: { replace: (url: string): void => void (this.#url = new URL(url)) },
    close: (): void => void (this.#window.closed = true),
    focus: (): void => {},
    postMessage: (): void => {},
  };
  #url: URL | undefined;

  constructor({ window: page = window, signal }: FakeWiseOptions = {}) {
    const { open } = page;
    this.#page = page;
    page.open = (url): Window => {
      if (url) this.#url = new URL(url);
      this.#window.closed = false;
      return this.#window as unknown as Window;
    };
    signal?.addEventListener('abort', () => (page.open = open));
  }

  /** The authorization request with which the customer was sent here last. Throws if nobody has been. */
  get url(): URL {
    if (!this.#url) throw new Error('Nobody has been sent to Wise yet: press the button, or call open(), first');
    return this.#url;
  }

  /** Whether the window is open. */
  get isOpen(): boolean {
    return !!this.#url && !this.#window.closed;
  }

  /** The customer logs in and gives access. */
  givesAccess(grant: Grant = {}): void {
    this.#sends(givenAt(this.url, grant));
  }

  /** The customer gives no access (RFC 6749 §4.1.2.1). */
  declines(): void {
    this.#sends(declinedAt(this.url));
  }

  /** The customer closes the window. */
  closes(): void {
    this.#window.closed = true;
  }

  #sends({ href, searchParams }: URL): void {
    const channel = new this.#page.BroadcastChannel(`wise-link:${searchParams.get('state')}`);
    channel.postMessage({ type: 'wise-link:1', letter: href });
    channel.close();
    this.closes();
  }
}
