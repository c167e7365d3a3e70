/** What Wise sends back with a customer who has given access. */
export interface Grant {
  /** The authorization code; `G2s8EJ` by default. */
  code?: string;
  /** The id of the profile that he chose; none by default. */
  profileId?: string;
}

/**
 * Stands in for Wise and its window in component tests: takes the place of `window.open` until `signal` aborts, notes where
 * the customer is sent, and sends him back as the redirect page would.
 */
export class FakeWise {
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

  constructor({ signal }: { signal?: AbortSignal } = {}) {
    const { open } = globalThis;
    globalThis.open = (url): Window => {
      if (url) this.#url = new URL(url);
      this.#window.closed = false;
      return this.#window as unknown as Window;
    };
    signal?.addEventListener('abort', () => (globalThis.open = open));
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
  givesAccess({ code = 'G2s8EJ', profileId }: Grant = {}): void {
    this.#sends({ code, ...(profileId && { profileId }) });
  }

  /** The customer gives no access (RFC 6749 §4.1.2.1). */
  declines(): void {
    this.#sends({ error: 'access_denied' });
  }

  /** The customer closes the window. */
  closes(): void {
    this.#window.closed = true;
  }

  #sends(answer: Record<string, string>): void {
    const { searchParams } = this.url;
    const state = searchParams.get('state') ?? '';
    const letter = new URL(searchParams.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries({ ...answer, state })) letter.searchParams.set(name, value);
    const channel = new BroadcastChannel(`wise-link:${state}`);
    channel.postMessage({ type: 'wise-link:1', letter: letter.href });
    channel.close();
    this.closes();
  }
}
