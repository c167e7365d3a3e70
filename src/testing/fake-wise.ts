import { declinedResponse, successResponse, type Grant } from './grant.js';

/** The options of a fake Wise. */
export interface FakeWiseOptions {
  /** The window whose `open` is replaced. This page's window by default. */
  window?: Window & typeof globalThis;
  /** Aborting it restores `window.open`. */
  signal?: AbortSignal;
}

/**
 * A fake Wise with its window, for component tests: replaces `window.open` until `signal` aborts, stores the authorization
 * request, and sends the authorization response like the redirect page.
 */
export class FakeWise {
  readonly #page: Window & typeof globalThis;
  readonly #window = {
    closed: false,
    name: '',
    document: { body: { textContent: '' } },
    // With start-url, the window is opened before its URL is known.
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

  /** The URL of the last authorization request. Throws if there was none. */
  get url(): URL {
    if (!this.#url) throw new Error('There was no authorization request yet: press the button, or call open(), first');
    return this.#url;
  }

  /** Whether the window is open. */
  get isOpen(): boolean {
    return !!this.#url && !this.#window.closed;
  }

  /** The customer logs in and gives access. */
  givesAccess(grant: Grant = {}): void {
    this.#send(successResponse(this.url, grant));
  }

  /** The customer declines (RFC 6749 §4.1.2.1). */
  declines(): void {
    this.#send(declinedResponse(this.url));
  }

  /** The customer closes the window. */
  closes(): void {
    this.#window.closed = true;
  }

  #send({ href, searchParams }: URL): void {
    const channel = new this.#page.BroadcastChannel(`wise-link:${searchParams.get('state')}`);
    channel.postMessage({ type: 'wise-link:1', letter: href });
    channel.close();
    this.closes();
  }
}
