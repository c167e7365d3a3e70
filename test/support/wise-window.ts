import { vi } from 'vitest';

/** Replaces the window that `window.open` opens with a real one in a frame. */
export class WiseWindow {
  readonly opened = vi.spyOn(window, 'open');
  readonly #frame = document.body.appendChild(document.createElement('iframe'));
  readonly proxy: Window;

  constructor() {
    const { contentWindow } = this.#frame;
    if (!contentWindow) throw new Error('The frame has no window');
    this.proxy = contentWindow;
    contentWindow.opener = window;
    vi.spyOn(this.proxy, 'close');
    vi.spyOn(this.proxy, 'focus');
    this.opened.mockImplementation(() => this.proxy);
  }

  /** The last authorization request that it was opened with. */
  get url(): URL {
    return new URL(String(this.opened.mock.lastCall?.[0]));
  }

  get state(): string {
    return this.url.searchParams.get('state') ?? '';
  }

  /** Posts the authorization response, as the redirect page does. */
  answer(query: string, state = this.state, path = '/wise-callback.html'): void {
    const letter = `${location.origin}${path}?${query}&state=${state}`;
    dispatchEvent(new MessageEvent('message', { data: { type: 'wise-link:1', letter }, origin: location.origin, source: this.proxy }));
  }

  /** Closes the window, and returns the focus to the page. */
  vanish(): void {
    vi.spyOn(this.proxy, 'closed', 'get').mockReturnValue(true);
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    dispatchEvent(new Event('focus'));
  }

  remove(): void {
    this.#frame.remove();
  }
}
