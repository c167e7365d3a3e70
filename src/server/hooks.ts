import type { MaskedLink } from './masked-link.js';

/** Called once after a customer's account was linked, so that the bank can send its own notice to the customer. */
export type Notify = (linked: { customerId: string; link: MaskedLink }) => void | Promise<void>;

/** What the backend reports to the bank's own code. */
export interface Hooks {
  /** After each new link, for example to send the customer a notice. An error that it throws is only logged. */
  linked?: Notify;
}
