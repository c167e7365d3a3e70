import type { MaskedLink } from './masked-link.js';

/** What happened to a link of a customer. */
export interface LinkEvent {
  /** The same for each delivery of one event, of which there may be several. */
  id: string;
  /** When it happened. */
  at: Date;
  customerId: string;
  link: MaskedLink;
}

/** An attempt that was refused because of whose account it was. */
export interface MismatchEvent {
  id: string;
  at: Date;
  customerId: string;
  /** The error code that the page got, such as `identity_mismatch`. */
  reason: string;
}

/** The names of the hooks, and the kinds of events. */
export const HOOK_KINDS = ['linked', 'relinked', 'refreshFailed', 'recovered', 'ended', 'mismatch'] as const satisfies readonly (keyof Hooks)[];

type Hook<Event> = (event: Event) => void | Promise<void>;

/**
 * What the backend reports to the bank's own code: at least once, and in order for each customer. A hook that throws is called
 * again later, and the customer's later events wait. Give all processes the same hooks.
 */
export interface Hooks {
  /** A new link, for example to send the customer a notice. */
  linked?: Hook<LinkEvent>;
  /** A new authorization of a link that was there before, which may have ended. */
  relinked?: Hook<LinkEvent>;
  /** The tokens of a link could not be refreshed. Reported once, until it recovers. */
  refreshFailed?: Hook<LinkEvent>;
  /** The tokens could be refreshed again. */
  recovered?: Hook<LinkEvent>;
  /** Wise no longer accepts the tokens of a link. The customer must link again. */
  ended?: Hook<LinkEvent>;
  /** The account belongs to another person or customer, or has no profile. */
  mismatch?: Hook<MismatchEvent>;
}
