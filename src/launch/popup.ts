import { after, outside } from '../timer.js';
import { onAwake } from './await-response.js';
import type { Launcher } from './launcher.js';

/** The Wise window. */
export class Popup {
  /**
   * By which this attempt finds its window again after a reload. Random, and never the state: every site that the customer
   * reaches in the window can read its name.
   */
  name = '';
  #window: Window | null = null;
  #isEmpty = false;

  /** Brings the window to the front. False if it is gone, or hidden from us by COOP. */
  focus(): boolean {
    if (!this.#window || this.#window.closed) return false;
    this.#window.focus();
    return true;
  }

  /** Closes the window, if there is one that can be closed from here. */
  close(): void {
    this.#window?.close();
    this.#window = null;
    this.#isEmpty = false;
    this.name = '';
  }

  /** Opens a window in the click for Wise to come into later, and says so in it. It goes with our page. False if none opens. */
  reserve(text: string, signal: AbortSignal): boolean {
    // It stays the window of this attempt: if the page comes back, none is opened in its place without a click.
    addEventListener('pagehide', () => this.#isEmpty && this.#window?.close(), { signal });
    this.#open('');
    this.#isEmpty = true;
    if (this.#window) this.#window.document.body.textContent = text;
    return !!this.#window;
  }

  #open(url: string): void {
    this.#window = open(url, (this.name ||= crypto.randomUUID()));
  }

  /** Opens Wise in a window. */
  readonly launch: Launcher = ({ url }, signal, hint, isNew) => {
    if (isNew && !this.#isEmpty) this.#open(url);
    // If it has been closed meanwhile, no second one comes up behind the customer's back.
    else if (isNew && this.#window?.closed === false) this.#window.location.replace(url);
    this.#isEmpty = false;
    const opened = this.#window;
    if (opened) outside(() => watch(opened, signal, () => hint('gone')));
    else if (isNew) hint('blocked');
    void after(5 * 60_000, signal).then(() => hint('slow'));
  };
}

/**
 * In the middle of our own window, as far as the screen reaches. Nobody can guess the name: nobody else can have taken it,
 * and another launch does not navigate it. The prefix keeps a stored name from meaning a window that is there, as `_self`
 * does. A page of the bank that is in the Wise window itself needs another window.
 */
function open(url: string, name: string): Window | null {
  const target = `wise-${name}`;
  const { screen, screenX, screenY, outerWidth, outerHeight } = window;
  // A test DOM has no screen.
  const { availLeft = 0, availTop = 0, availWidth, availHeight }: Screen & { availLeft?: number; availTop?: number } = screen ?? {};
  const left = middle(screenX, outerWidth, 600, availLeft, availWidth);
  const top = middle(screenY, outerHeight, 800, availTop, availHeight);
  try {
    const opened = window.open(url, target === window.name ? '' : target, `popup,width=600,height=800,left=${left},top=${top}`);
    // Some blockers close it at once, or give back something that is no window.
    return opened?.closed === false ? opened : null;
  } catch {
    return null; // Firefox throws in a sandbox without allow-popups, where Chromium returns null
  }
}

const middle = (start: number, size: number, wanted: number, from: number, space: number): number =>
  Math.max(from, Math.min(start + (size - wanted) / 2, from + space - wanted));

// `closed` also turns true when Wise isolates its pages (COOP), with the window alive and in use. So this is never more than
// a question to a customer who has been back on this page for two seconds, and every road stays open. No event tells that
// a window has been closed; but while the customer is in it, nothing has to look.
function watch(opened: Window, signal: AbortSignal, gone: () => void): void {
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    for (let looks = 0; document.hasFocus(); looks = opened.closed ? looks + 1 : 0) {
      if (looks === 4) return gone();
      await after(500, signal);
    }
    isLooking = false;
  };
  onAwake(() => void look(), signal);
  void look();
}
