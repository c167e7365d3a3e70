import type { Transport, WindowChange } from '../flow/state.js';

/** An authorization response, as a URL, not validated yet, and the transport by which it arrived. */
export interface Received {
  response: URL;
  transport: Transport;
}

/**
 * Opens Wise, unless the customer is there already (`isNew` is false). Starts in the task of the click, and stops everything when
 * `signal` aborts. Throws if the customer could not return.
 */
export type Launcher = (
  attempt: { url: string; state: string },
  signal: AbortSignal,
  hint: (window: WindowChange) => void,
  isNew: boolean,
) => void | Promise<void>;
