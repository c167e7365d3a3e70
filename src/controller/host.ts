import type { Config } from '../config.js';
import type { RequestHeaders } from '../contract.js';
import type { State } from '../flow/state.js';

/** The element, as its controller sees it. */
export interface Host<Controller> {
  /** Extra request headers, as they are now. */
  headers(): RequestHeaders | undefined;
  /** Reads the attributes. Throws a LinkError. */
  configure(): Config;
  /** Dispatches `wise-link-navigate`; false if the page opens Wise itself. */
  navigate(url: string): boolean;
  /** The text in an empty window until Wise opens in it. */
  contacting(): string;
  /** Draws again: something has changed that is not in the state. */
  redraw(): void;
  /** Called after every change of the state. */
  changed(state: State, previous: State): void;
  /** Whether the element is in the document. */
  isConnected(): boolean;
  /** Gives the element another controller. */
  attach(controller: Controller): void;
}
