/** The events that change the state. */
import type { ExchangeRequest, Link } from '../contract.js';
import type { LinkError } from '../errors.js';
import type { FoundAt, Minutes, Transport, Via, WindowChange } from './state.js';

/** What happened. `transition` decides what it means in each state. */
export type FlowEvent =
  // The customer asked to go to Wise. The window opens in the task of this event.
  | { type: 'launched'; via: Via }
  // The attempt of an earlier page of this tab goes on: the customer was at Wise.
  | { type: 'resumed'; via: Via }
  | { type: 'window-changed'; window: WindowChange }
  | { type: 'email-requested' }
  | { type: 'email-sent'; sentTo: string }
  // The customer has a code, or may have one: an email was sent, or its request was interrupted.
  | { type: 'code-expected' }
  // The customer entered a code before the backend has started the attempt.
  | { type: 'code-queued' }
  | { type: 'time-passed'; minutes: Minutes | undefined }
  // Without a request, another page has submitted the grant.
  | { type: 'grant-submitted'; request?: ExchangeRequest | undefined; transport?: Transport | undefined }
  | { type: 'connection-changed'; isOffline: boolean }
  | { type: 'confirmation-required'; link: Link; attemptId: string }
  | { type: 'linked'; link: Link; subject: string }
  | { type: 'link-found'; link: Link; subject: string; transport: FoundAt }
  // Wise has ended the link that the customer had.
  | { type: 'link-ended' }
  | { type: 'failed'; error: LinkError }
  | { type: 'cancelled' }
  // The customer declined at Wise.
  | { type: 'declined' }
  // The account was not the customer's.
  | { type: 'discarded' }
  // Unlike a cancel, a reset applies in every phase.
  | { type: 'reset' };

/** Sends an event to the session. */
export type Send = (event: FlowEvent) => void;
