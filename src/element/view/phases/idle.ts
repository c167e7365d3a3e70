/** The view before an attempt. */
import type { PhaseView } from '../view.js';

const BUTTONS = { popup: 'connect', redirect: 'connect', email: 'sendEmail', code: 'enterCode' } as const;

/** No attempt is under way: the customer can start one. */
export const idle: PhaseView<'idle'> = ({ left, hasEnded }, words, surroundings) => {
  const way = surroundings.chosenFlow();
  // A customer who cancelled sees what they saw first.
  const outcome = hasEnded ? 'ended' : left !== 'cancelled' && left;
  const introduction = way === 'redirect' ? 'popup' : way;
  return {
    heading: !outcome && words.connect,
    status: words[outcome || introduction],
    next: !outcome && words.next,
    opens: way === 'popup' && 'launch',
    isFirst: !outcome,
    isAsking: surroundings.isAsking,
    labels: { launch: words[BUTTONS[way]] },
  };
};
