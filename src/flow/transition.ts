import type { LinkError } from '../errors.js';
import type { FlowEvent } from './event.js';
import { isOver, type Exchanging, type State } from './state.js';

/** What an event leads to. */
export interface Transition {
  /** The next state. The same object if the event means nothing in this state. */
  state: State;
  /** Whether the running activity is stopped, and the one of the next state starts. */
  starts: boolean;
}

/** Events that leave the running activity alone. */
const HINTS = /window-changed|code-queued|time-passed|connection-changed/;

/** The next state after an event, and what runs. */
export function transition(state: State, event: FlowEvent): Transition {
  const next = nextState(state, event);
  return { state: next, starts: next !== state && !HINTS.test(event.type) };
}

function nextState(state: State, event: FlowEvent): State {
  const { phase } = state;
  if (event.type === 'reset') return { phase: 'idle' };
  // A link stays until a reset.
  if (phase === 'linked') return state;
  if (event.type === 'failed') return afterError(state, event.error);
  if (phase === 'exchanging') return afterSubmission(state, event);
  if (event.type === 'grant-submitted') {
    const { request, transport } = event;
    return { phase: 'exchanging', request, transport, sentTo: sentToOf(state) };
  }
  // "Is this your account?" is answered by a submission.
  if (phase === 'confirming') return state;
  if (phase === 'awaiting-code') {
    if (event.type === 'code-queued') return { ...state, isWaiting: true };
    if (event.type === 'time-passed') return { ...state, minutes: event.minutes };
  }
  if (event.type === 'window-changed') {
    return phase === 'authorizing' && state.window !== event.window ? { ...state, window: event.window } : state;
  }
  return event.type === 'cancelled' && isOver(state) ? state : begun(state, event);
}

/** The state after an event that starts, resumes or ends an attempt whose code is not with the backend. */
function begun(state: State, event: FlowEvent): State {
  switch (event.type) {
    case 'launched':
      return { phase: 'authorizing', via: event.via, window: 'open' };
    case 'resumed':
      return { phase: 'authorizing', via: event.via, window: 'gone' };
    case 'email-requested':
      return { phase: 'requesting-email', sentTo: sentToOf(state) };
    case 'email-sent':
      return { phase: 'awaiting-code', sentTo: event.sentTo };
    case 'code-expected':
      return { phase: 'awaiting-code', sentTo: sentToOf(state) };
    case 'link-found':
      return { phase: 'linked', link: event.link, subject: event.subject, transport: event.transport };
    case 'link-ended':
      return { phase: 'idle', hasEnded: true };
    case 'cancelled':
    case 'declined':
      return { phase: 'idle', left: event.type };
    default:
      return state;
  }
}

/** The state after the grant was submitted. Cancel is ignored: the code may be spent already, so the outcome must be shown. */
function afterSubmission(state: Exchanging, event: FlowEvent): State {
  switch (event.type) {
    case 'connection-changed':
      return { ...state, isOffline: event.isOffline };
    case 'confirmation-required':
      return { phase: 'confirming', link: event.link, attemptId: event.attemptId };
    case 'linked':
      return { phase: 'linked', link: event.link, subject: event.subject };
    case 'discarded':
      return { phase: 'idle', left: event.type };
    default:
      return state;
  }
}

function afterError(state: State, error: LinkError): State {
  const { phase } = state;
  // The customer can correct what they typed, so the text stays in the field.
  if (phase === 'awaiting-code' && error.isAboutText) return { ...state, error };
  // If no email was sent, the code of an earlier one may still be used. `rate_limited` implies an earlier one.
  if (phase === 'requesting-email' && (state.sentTo || error.code === 'rate_limited')) {
    return { phase: 'awaiting-code', sentTo: state.sentTo, error };
  }
  if (phase === 'confirming') return { phase: 'failed', error, wasAsked: true };
  if (phase !== 'exchanging' || !state.request) return { phase: 'failed', error };
  const { request, sentTo } = state;
  const { key, payload } = request;
  if (error.isAboutText && 'source' in payload && payload.source === 'typed') {
    return { phase: 'awaiting-code', sentTo, error, refused: { code: payload.code, key } };
  }
  return { phase: 'failed', error, request: error.retryable ? request : undefined };
}

/** The masked address of the email that was sent, if any. */
const sentToOf = (state: State): string | undefined => ('sentTo' in state ? state.sentTo : undefined);
