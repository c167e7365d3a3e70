import type { PhaseView } from '../view.js';

const BUTTONS = { popup: 'connect', email: 'sendEmail', code: 'enterCode' } as const;

/** No attempt is under way: the customer can start one. */
export const idle: PhaseView<'idle'> = ({ left, hasEnded }, words, linking) => {
  const way = linking.way();
  const start = way === 'redirect' ? 'popup' : way;
  const outcome = hasEnded ? 'ended' : left;
  // A customer who cancelled knows it.
  const isFirst = !outcome || outcome === 'cancelled';
  return {
    status: words[isFirst ? start : outcome],
    opens: way === 'popup' && 'launch',
    isFirst,
    isAsking: linking.isAsking,
    labels: { launch: words[BUTTONS[start]] },
  };
};
