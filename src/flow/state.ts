import type { ExchangeRequest, Link } from '../contract.js';
import type { LinkError } from '../errors.js';

/** How the customer gets to Wise. */
export type Via = 'popup' | 'redirect';

/**
 * What is known of the way to Wise, for the wording only. `open`: he should be there. `gone`: he is back, or seems to
 * be, `closed` lies under COOP. `slow`: he has been there for long. `blocked`: the browser let no window open.
 * `in-app`: he is in the browser of an app, which Wise does not serve. `framed`: a frame must not be navigated.
 */
export type WindowHint = 'open' | 'gone' | 'slow' | 'blocked' | 'in-app' | 'framed';

/** By which way an answer came: a window's message, a channel, the redirect page's note, our own address, a shell. */
export type Transport = 'message' | 'channel' | 'storage' | 'url' | 'callback' | 'typed';

/** Why the customer left without a link, and without an error. */
export type ExitReason = 'cancelled' | 'declined' | 'discarded';

/** When the customer is told that time runs out, in minutes before the end. */
export type Minutes = 5 | 1;

/** Where the attempt stands: always exactly one of these. */
export type State =
  // `hasEnded`: the customer had a link, which Wise does not serve any more. `subject`: the backend's name for the customer.
  | { phase: 'idle'; left?: ExitReason; hasEnded?: boolean; subject?: string }
  | { phase: 'authorizing'; via: Via; window: WindowHint }
  | { phase: 'requesting-email'; sentTo?: string | undefined }
  // `isWaiting`: he has typed it, and the backend has not begun the attempt yet. `minutes`: fewer than that are left.
  // `refused`: the wrong code that stands in the field, with the key under which it was handed over.
  | {
      phase: 'awaiting-code';
      sentTo?: string | undefined;
      error?: LinkError;
      isWaiting?: boolean;
      minutes?: Minutes | undefined;
      refused?: { code: string; key: string };
    }
  // Without a request it is only asked what came of a code that another page has handed over.
  | { phase: 'exchanging'; request?: ExchangeRequest | undefined; transport?: Transport; sentTo?: string | undefined; isOffline?: boolean }
  | { phase: 'confirming'; link: Link; attemptId: string }
  // `elsewhere`: in another tab of this browser; `before`: before this page was opened.
  | { phase: 'linked'; link: Link; transport?: 'elsewhere' | 'before'; subject?: string }
  | { phase: 'failed'; error: LinkError; request?: ExchangeRequest };

/** What a state may hold, for whoever has the same thing to say of it in each that does. */
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

/**
 * What happened, said as the state that it asks for: "open a popup", "here is the code", "the backend says linked".
 * Whether it gets it is for `transition` to say.
 */
export type FlowEvent = State;

/** Tells the session what happened. */
export type Send = (event: FlowEvent) => void;
