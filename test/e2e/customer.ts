/**
 * A person in front of a browser window: what he does and reads, by the names that he sees. Each engine that the flows
 * run in has its own way to be one.
 */
export interface Customer {
  /** Goes to an address. */
  visit(url: string): Promise<void>;
  /** Presses the button or follows the link of this name. */
  press(name: string): Promise<void>;
  /** Presses it, and goes on in the window that opens. */
  pressAndFollow(name: string): Promise<Customer>;
  /** Types into the field of this label. */
  type(label: string, text: string): Promise<void>;
  /** Waits until he reads this. */
  reads(text: string): Promise<void>;
  /** Reads the code that Wise shows. */
  readsCode(): Promise<string>;
}
