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
export type WindowHint = 'open' | 'gone' | 'slow' | 'blocked' | 'in-app' | 'framed';

/**
 * How a response arrived: `message` (postMessage), `channel` (BroadcastChannel), `storage` (session storage, written by the
 * redirect page), `url` (this page's own URL), `callback` (`handleCallback`), `typed` (the customer typed the code).
 */
export type Transport = 'message' | 'channel' | 'storage' | 'url' | 'callback' | 'typed';

/** Why the customer left without a link, and without an error. */
export type ExitReason = 'cancelled' | 'declined' | 'discarded';

/** How long before the end the customer is warned, in minutes. */
export type Minutes = 5 | 1;

/** The state of an attempt: always exactly one of these. */
export type State =
  // `hasEnded`: the customer had a link that Wise has ended. `subject`: the backend's identifier of the customer.
  | { phase: 'idle'; left?: ExitReason; hasEnded?: boolean; subject?: string }
  | { phase: 'authorizing'; via: Via; window: WindowHint }
  | { phase: 'requesting-email'; sentTo?: string | undefined }
  // `isWaiting`: the customer has typed the code, and the backend has not started the attempt yet. `minutes`: fewer than
  // that are left. `refused`: the wrong code that is in the field, with its idempotency key.
  | {
      phase: 'awaiting-code';
      sentTo?: string | undefined;
      error?: LinkError;
      isWaiting?: boolean;
      minutes?: Minutes | undefined;
      refused?: { code: string; key: string };
    }
  // Without a request, only the status is requested: another page has submitted the code.
  | { phase: 'exchanging'; request?: ExchangeRequest | undefined; transport?: Transport; sentTo?: string | undefined; isOffline?: boolean }
  | { phase: 'confirming'; link: Link; attemptId: string }
  // `elsewhere`: linked in another tab of this browser; `before`: linked before this page was opened.
  | { phase: 'linked'; link: Link; transport?: 'elsewhere' | 'before'; subject?: string }
  | { phase: 'failed'; error: LinkError; request?: ExchangeRequest };

/** All members that a state may have, for code that reads them in any phase. */
export interface Details {
  phase: Phase;
  left?: ExitReason;
  hasEnded?: boolean;
  subject?: string;
  via?: Via;
  window?: WindowHint;
  sentTo?: string | undefined;
  transport?: Transport | 'elsewhere' | 'before';
  isOffline?: boolean;
  isWaiting?: boolean;
  minutes?: Minutes | undefined;
  refused?: { code: string; key: string };
  request?: ExchangeRequest | undefined;
  link?: Link;
  attemptId?: string;
  error?: LinkError;
}

/** The name of a state. */
export type Phase = State['phase'];

/** What happened, as the state that it requests. `transition` decides whether the state changes. */
export type FlowEvent = State;

/** Sends an event to the session. */
export type Send = (event: FlowEvent) => void;
