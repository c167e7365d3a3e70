import type { Road, WindowHint } from '../flow/state.js';
import type { Expected } from '../oauth/redirect-uri.js';

/** A letter: the URL with which Wise sent the customer back, unread, and the road by which it came. */
export interface Letter {
  letter: URL;
  road: Road;
}

/**
 * Goes to Wise, unless the customer is on his way already, and comes back with the letter. Starts in the task of the
 * click, and ends all that it began when `signal` aborts.
 */
export type Launcher = (
  attempt: Expected & { url: string },
  signal: AbortSignal,
  hint: (window: WindowHint) => void,
  isNew: boolean,
) => Promise<Letter>;
