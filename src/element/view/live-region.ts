import { after } from '../../timer.js';
import { setText } from './part.js';

/** How long an announcement stays, in milliseconds. */
const DURATION = 5000;

/** The status for screen readers, apart from the visible text: only news is announced, and equal news again. */
export class LiveRegion {
  readonly element: HTMLElement = document.createElement('p');
  #current = new AbortController();

  constructor() {
    this.element.setAttribute('role', 'status');
  }

  /** Announces a text after a delay in milliseconds, instead of an earlier one. Resolves when it is removed. */
  async announce(text: string | undefined, delay = 0): Promise<void> {
    this.#current.abort();
    if (!this.element.isConnected) return;
    const { signal } = (this.#current = new AbortController());
    if (delay) await after(delay, signal);
    setText(this.element, text, true);
    await after(DURATION, signal);
    setText(this.element, '');
  }

  clear(): void {
    this.#current.abort();
    setText(this.element, '');
  }
}
