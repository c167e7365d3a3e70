import type { FlowEvent, State } from './state.js';

/** Whether nothing is under way in a state. */
export const isOver = (state: State): boolean =>
  state.phase === 'idle' || state.phase === 'linked' || (state.phase === 'failed' && !state.request);

/** What an event means in a state. The same object back means "ignored". */
export function transition(state: State, event: FlowEvent): State {
  const wanted = event.phase;
  // Who asks for it without a reason has nothing under way.
  if (wanted === 'idle' && !event.left) return event;
  switch (state.phase) {
    case 'linked':
      return state;
    case 'confirming':
      return wanted === 'exchanging' || wanted === 'failed' ? event : state;
    case 'exchanging':
      if (wanted === 'failed') return failed(state, event);
      if (wanted === 'exchanging' && event.isOffline !== undefined) return event;
      // No cancel: the code may be spent already, and the truth that comes back is worth more than a closed card.
      // Nor does another tab's link answer for this code.
      return (wanted === 'linked' && !event.transport) || wanted === 'confirming' || (wanted === 'idle' && event.left === 'discarded')
        ? event
        : state;
    case 'awaiting-code':
      // The customer can mend what he typed: it stays where it stands.
      if (wanted === 'failed' && event.error.isAboutText) return { ...state, error: event.error };
      if (wanted === 'exchanging' || wanted === 'requesting-email') return { ...event, sentTo: state.sentTo };
      // What is known of the time changes nothing else.
      if (wanted === 'awaiting-code' && 'minutes' in event) return { ...state, minutes: event.minutes };
      break;
    case 'requesting-email':
      // An e-mail that did not go out leaves an earlier one, whose code he may hold; too soon is only after an earlier one.
      if (wanted === 'failed' && (state.sentTo || event.error.code === 'rate_limited')) {
        return { phase: 'awaiting-code', sentTo: state.sentTo, error: event.error };
      }
  }
  // Only an exchange can end in a link, here or in another tab.
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
  // Who has not begun, or whose attempt has failed for good, has nothing to leave.
  if (event.phase === 'idle' && event.left === 'cancelled') return isOver(state);
  // What is known of the window is news once.
  return event.phase === 'authorizing' && event.window !== 'open' && 'window' in state && state.window === event.window;
}
