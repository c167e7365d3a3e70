import type { Link } from '../contract.js';
import { WiseLinkErrorEvent, WiseLinkExitEvent, WiseLinkSuccessEvent } from '../events.js';
import type { State } from '../flow/state.js';

/** How an attempt ended. */
export interface End {
  event: Event;
  /** Whether the event is dispatched. Another page may have reported the end. */
  isNews: boolean;
  /** What promises of `open()` resolve to; if undefined, they reject with `reason`. */
  link?: Link;
  reason?: unknown;
}

/** How the attempt ended; undefined while one is under way. */
export function endOf(state: State): End | undefined {
  if (state.phase === 'linked') {
    const { link } = state;
    return { event: new WiseLinkSuccessEvent(link), isNews: state.transport !== 'before', link };
  }
  if (state.phase === 'failed' && !state.request) {
    return { event: new WiseLinkErrorEvent(state.error), isNews: true, reason: state.error };
  }
  if (state.phase !== 'idle') return undefined;
  const event = new WiseLinkExitEvent(state.left ?? 'cancelled');
  return { event, isNews: !!state.left, reason: event };
}
