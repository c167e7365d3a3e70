import type { Transport, WindowHint } from '../flow/state.js';

/** A letter: the URL with which Wise sent the customer back, unread, and the road by which it came. */
export interface Received {
  response: URL;
  transport: Transport;
}

/**
 * Goes to Wise, unless the customer is on his way already. Starts in the task of the click, ends all that it began when
 * `signal` aborts, and throws if nobody would find back.
 */
export type Launcher = (
  attempt: { url: string; state: string },
  signal: AbortSignal,
  hint: (window: WindowHint) => void,
  isNew: boolean,
) => void | Promise<void>;
