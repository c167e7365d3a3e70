import { vi } from 'vitest';

/** Stands in for the window that `window.open` opens: a real one, in a frame. */
export class WiseWindow {
  readonly opened = vi.spyOn(window, 'open');
  readonly #frame = document.body.appendChild(document.createElement('iframe'));
  readonly proxy: Window;

  constructor() {
    const { contentWindow } = this.#frame;
    if (!contentWindow) throw new Error('A frame without a window');
    this.proxy = contentWindow;
    contentWindow.opener = window;
    vi.spyOn(this.proxy, 'close');
    vi.spyOn(this.proxy, 'focus');
    this.opened.mockImplementation(() => this.proxy);
  }

  /** The authorization request with which it was opened last. */
  get url(): URL {
    return new URL(String(this.opened.mock.lastCall?.[0]));
  }

  get state(): string {
    return this.url.searchParams.get('state') ?? '';
  }

  /** Wise sends the customer back, and the redirect page hands over. */
  answer(query: string, state = this.state, path = '/wise-callback.html'): void {
    const letter = `${location.origin}${path}?${query}&state=${state}`;
    dispatchEvent(new MessageEvent('message', { data: { type: 'wise-link:1', letter }, origin: location.origin, source: this.proxy }));
  }

  /** The customer closes it, and is back on the page. */
  vanish(): void {
    vi.spyOn(this.proxy, 'closed', 'get').mockReturnValue(true);
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    dispatchEvent(new Event('focus'));
  }

  remove(): void {
    this.#frame.remove();
  }
}
