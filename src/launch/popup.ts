import type { Launcher } from './launcher.js';
import { receive } from './mailbox.js';

/** The Wise window. */
export class Popup {
  #window: Window | null = null;

  /** Brings the window to the front. False if it is gone, or hidden from us by COOP. */
  focus(): boolean {
    if (!this.#window || this.#window.closed) return false;
    this.#window.focus();
    return true;
  }

  /** Opens Wise in a window and waits for the letter. */
  readonly launch: Launcher = ({ url, state }, signal, hint) => {
    const opened = open(url);
    this.#window = opened;
    if (opened) {
      signal.addEventListener('abort', () => opened.close());
      watch(opened, signal, () => hint('gone'));
    } else {
      hint('blocked');
    }
    return receive(state, opened, signal);
  };
}

function open(url: string): Window | null {
  const left = screenX + (outerWidth - 600) / 2;
  const top = screenY + (outerHeight - 800) / 2;
  try {
    // A name of its own each time: nobody else can have taken it, and a second launch does not navigate the first.
    return window.open(url, crypto.randomUUID(), `popup,width=600,height=800,left=${left},top=${top}`);
  } catch {
    return null; // Firefox throws in a sandbox without allow-popups, where Chromium returns null
  }
}

// `closed` also turns true when Wise isolates its pages (COOP), with the window alive and in use. So this is never
// more than a question to a customer who has been back on this page for two seconds, and every road stays open.
function watch(opened: Window, signal: AbortSignal, gone: () => void): void {
  let looks = 0;
  const timer = setInterval(() => {
    looks = opened.closed && document.hasFocus() ? looks + 1 : 0;
    if (looks === 4) gone();
  }, 500);
  signal.addEventListener('abort', () => clearInterval(timer));
}
