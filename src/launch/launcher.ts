import type { WindowHint } from '../flow/state.js';

/**
 * Goes to Wise and comes back with the URL to which Wise sent the customer, unread. Starts in the task of the click,
 * and ends all that it began when `signal` aborts.
 */
export type Launcher = (
  attempt: { state: string; url: string; expires: number },
  signal: AbortSignal,
  hint: (window: WindowHint) => void,
) => Promise<URL>;
