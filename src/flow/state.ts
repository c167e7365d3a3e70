/** The states of an attempt. */
import type { ExchangeRequest, Link } from '../contract.js';
import type { LinkError } from '../errors.js';

/** How the customer gets to Wise. */
export type Via = 'popup' | 'redirect';

/**
 * What is known about the Wise window, used only to choose words. `open`: the customer should be at Wise. `gone`: they are
 * back, or seem to be, as `closed` is unreliable under COOP. `slow`: they have been at Wise for five minutes. `blocked`: the
 * browser opened no window. `in-app`: the page is in the browser of an app, where Wise does not work. `framed`: the page is in
 * a frame, which must not be navigated.
 */
export type WindowHint = 'open' | WindowChange;

/** What can become known about the window after it was opened. */
export type WindowChange = 'gone' | 'slow' | 'blocked' | 'in-app' | 'framed';

/**
 * How a response arrived: `message` (postMessage), `channel` (BroadcastChannel), `storage` (session storage, written by the
 * redirect page), `url` (this page's own URL), `callback` (`handleCallback`), `typed` (the customer typed the code).
 */
export type Transport = 'message' | 'channel' | 'storage' | 'url' | 'callback' | 'typed';

/** Where a link was made that this page did not make: in another tab of this browser, or before this page was opened. */
export type FoundAt = 'elsewhere' | 'before';

/** Why the customer left without a link, and without an error. */
export type ExitReason = 'cancelled' | 'declined' | 'discarded';

/** How long before the end the customer is warned, in minutes. */
export type Minutes = 5 | 1;

/** No attempt is under way. */
export interface Idle {
  phase: 'idle';
  left?: ExitReason;
  /** Whether the customer had a link that Wise has ended. */
  hasEnded?: boolean;
}

/** The customer is at Wise, or should be. */
export interface Authorizing {
  phase: 'authorizing';
  via: Via;
  window: WindowHint;
}

/** The backend is asked to have Wise send an email. */
export interface RequestingEmail {
  phase: 'requesting-email';
  /** The masked address of an earlier email. */
  sentTo?: string | undefined;
}

/** The customer enters the code that Wise showed them. */
export interface AwaitingCode {
  phase: 'awaiting-code';
  sentTo?: string | undefined;
  error?: LinkError;
  /** Whether a code was entered before the backend has started the attempt. */
  isWaiting?: boolean;
  /** Fewer minutes than this are left. */
  minutes?: Minutes | undefined;
  /** The wrong code that is in the field, with its idempotency key. */
  refused?: { code: string; key: string };
}

/** The grant is with the backend. Without a request, another page has submitted it, and only the status is requested. */
export interface Exchanging {
  phase: 'exchanging';
  request?: ExchangeRequest | undefined;
  transport?: Transport | undefined;
  sentTo?: string | undefined;
  isOffline?: boolean;
}

/** The customer is asked "is this your account?". */
export interface Confirming {
  phase: 'confirming';
  link: Link;
  attemptId: string;
}

/** The account is linked. */
export interface Linked {
  phase: 'linked';
  link: Link;
  /** The backend's identifier of the customer. */
  subject?: string | undefined;
  transport?: FoundAt;
}

/** The attempt failed. With a request, the same code can be submitted again. */
export interface Failed {
  phase: 'failed';
  error: LinkError;
  request?: ExchangeRequest | undefined;
  /** Whether the customer was being asked "is this your account?". */
  wasAsked?: boolean;
}

/** The state of an attempt: always exactly one of these. */
export type State = Idle | Authorizing | RequestingEmail | AwaitingCode | Exchanging | Confirming | Linked | Failed;

/** What can be the reason for a change. Each state has some of these members. */
export interface Reasons {
  left?: ExitReason;
  hasEnded?: boolean;
  window?: string;
  error?: LinkError;
  minutes?: number | undefined;
  isOffline?: boolean;
  transport?: string | undefined;
}

/** The name of a state. */
export type Phase = State['phase'];

/** Whether no attempt is under way in a state. */
export const isOver = (state: State): boolean =>
  state.phase === 'idle' || state.phase === 'linked' || (state.phase === 'failed' && !state.request);
