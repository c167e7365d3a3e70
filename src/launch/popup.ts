import { after, outside } from '../timer.js';
import { onAwake } from './await-response.js';
import type { Launcher } from './launcher.js';

/** The Wise window. */
export class Popup {
  /**
   * The random part of the window's name, by which an attempt finds its window after a reload. Never the state: every site that
   * is opened in the window can read its name.
   */
  name = '';
  #window: Window | null = null;
  #isEmpty = false;

  /** Focuses the window. False if it is closed, or unreachable because of COOP. */
  focus(): boolean {
    if (!this.#window || this.#window.closed) return false;
    this.#window.focus();
    return true;
  }

  /** Closes the window, if there is one and COOP allows it. */
  close(): void {
    this.#window?.close();
    this.#window = null;
    this.#isEmpty = false;
    this.name = '';
  }

  /** Opens an empty window in the click, with a text, for Wise to open in later. Leaving this page closes it. False if it is blocked. */
  reserve(text: string, signal: AbortSignal): boolean {
    // `#window` stays set, so that a page restored from the back/forward cache opens no other window without a click.
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
    // A window that the customer has closed is not opened again without a click.
    else if (isNew && this.#window?.closed === false) this.#window.location.replace(url);
    this.#isEmpty = false;
    const opened = this.#window;
    if (opened) outside(() => watch(opened, signal, () => hint('gone')));
    else if (isNew) hint('blocked');
    void after(5 * 60_000, signal).then(() => hint('slow'));
  };
}

/**
 * Opens a window in the middle of this one, within the screen. The random name matches no other window. The prefix prevents that a
 * stored name is a keyword like `_self`. A page that is in the Wise window itself opens another window.
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
    // Some blockers close the window at once, or return another object.
    return opened?.closed === false ? opened : null;
  } catch {
    return null; // Firefox throws in a sandbox without allow-popups, where Chromium returns null
  }
}

const middle = (start: number, size: number, wanted: number, from: number, space: number): number =>
  Math.max(from, Math.min(start + (size - wanted) / 2, from + space - wanted));

/**
 * Reports that the window seems closed, two seconds after this page has the focus again. `closed` is also true if Wise isolates its
 * pages (COOP), so this is only a hint, and all transports stay open. Nothing polls while the customer is in the window.
 */
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
