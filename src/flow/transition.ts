import type { FlowEvent, State } from './state.js';

/** Whether no attempt is under way in a state. */
export const isOver = (state: State): boolean =>
  state.phase === 'idle' || state.phase === 'linked' || (state.phase === 'failed' && !state.request);

/** The next state after an event. Returns the same object if the event is ignored. */
export function transition(state: State, event: FlowEvent): State {
  const wanted = event.phase;
  // A reset, unlike a cancel, applies in every phase.
  if (wanted === 'idle' && !event.left) return event;
  switch (state.phase) {
    case 'linked':
      return state;
    case 'confirming':
      return wanted === 'exchanging' || wanted === 'failed' ? event : state;
    case 'exchanging':
      if (wanted === 'failed') return failed(state, event);
      if (wanted === 'exchanging' && event.isOffline !== undefined) return event;
      // Cancel is ignored: the code may be spent already, so the outcome must be shown. A link made in another tab is not the
      // outcome of this code.
      return (wanted === 'linked' && !event.transport) || wanted === 'confirming' || (wanted === 'idle' && event.left === 'discarded')
        ? event
        : state;
    case 'awaiting-code':
      // The customer can correct what they typed, so the text stays in the field.
      if (wanted === 'failed' && event.error.isAboutText) return { ...state, error: event.error };
      if (wanted === 'exchanging' || wanted === 'requesting-email') return { ...event, sentTo: state.sentTo };
      // The time left changes nothing else.
      if (wanted === 'awaiting-code' && 'minutes' in event) return { ...state, minutes: event.minutes };
      break;
    case 'requesting-email':
      // If no email was sent, the code of an earlier one may still be used. `rate_limited` implies an earlier one.
      if (wanted === 'failed' && (state.sentTo || event.error.code === 'rate_limited')) {
        return { phase: 'awaiting-code', sentTo: state.sentTo, error: event.error };
      }
  }
  // Only an exchange can end in a link, unless another tab or an earlier page made it.
  return (wanted === 'linked' && !event.transport) || wanted === 'confirming' || changesNothing(state, event) ? state : event;
}

function failed(
  { request, sentTo }: Extract<State, { phase: 'exchanging' }>,
  event: Extract<State, { phase: 'failed' }>,
): State {
  const { error } = event;
  if (error.isAboutText && request && 'source' in request.payload && request.payload.source === 'typed') {
    return { phase: 'awaiting-code', sentTo, error, refused: { code: request.payload.code, key: request.key } };
  }
  return error.retryable && request ? { ...event, request } : event;
}

function changesNothing(state: State, event: FlowEvent): boolean {
  // There is nothing to cancel.
  if (event.phase === 'idle' && event.left === 'cancelled') return isOver(state);
  // The same hint again is no change.
  return event.phase === 'authorizing' && event.window !== 'open' && 'window' in state && state.window === event.window;
}
