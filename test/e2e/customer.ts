/**
 * A customer at a browser window: actions and assertions by visible names. Each driver of a browser implements it.
 */
export interface Customer {
  /** Opens a URL. */
  visit(url: string): Promise<void>;
  /** Presses the button or follows the link of this name. */
  press(name: string): Promise<void>;
  /** Presses it, and returns the customer in the window that opens. */
  pressAndFollow(name: string): Promise<Customer>;
  /** Types into the field of this label. */
  type(label: string, text: string): Promise<void>;
  /** Waits until this text is visible. */
  reads(text: string): Promise<void>;
  /** Reads the code that Wise shows. */
  readsCode(): Promise<string>;
}
