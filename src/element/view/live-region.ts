import { after } from '../../timer.js';
import { setText } from './part.js';

/** How long an announcement stays, in milliseconds. */
const DURATION = 5000;

/** Announcements for screen readers, apart from the visible text: only news is announced, and equal news again. */
export interface LiveRegion {
  /** Announces a text after a delay in milliseconds, instead of an earlier one. Resolves when it is removed. */
  announce(text: string | undefined, delay?: number): Promise<void>;
  /** Removes the announcement, or cancels it. */
  clear(): void;
}

/** Makes announcements in an element, which must have the role `status`. */
export function liveRegion(element: HTMLElement): LiveRegion {
  let current: AbortController | undefined;
  return {
    async announce(text, delay = 0) {
      current?.abort();
      if (!element.isConnected) return;
      const { signal } = (current = new AbortController());
      if (delay) await after(delay, signal);
      setText(element, text, true);
      await after(DURATION, signal);
      setText(element, '');
    },
    clear() {
      current?.abort();
      setText(element, '');
    },
  };
}
