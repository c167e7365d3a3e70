/** The view while the customer is at Wise. */
import type { Authorizing } from '../../../flow/state.js';
import type { Words } from '../../../locales/en.js';
import type { PhaseView } from '../view.js';

/** The label of the main button by the status. Without one, there is no main button. */
const BUTTONS: Partial<Record<string, keyof Words & ('show' | 'reopen' | 'goAgain' | 'copy')>> = {
  open: 'show',
  gone: 'reopen',
  slow: 'reopen',
  back: 'goAgain',
  'in-app': 'copy',
};

/** The customer is at Wise, or should be. */
export const authorizing: PhaseView<'authorizing'> = (state, words, { config, hasUrl }, isFramed) => {
  const { via, window } = state;
  const isAway = window !== 'open';
  const isBlocked = window === 'blocked';
  const status = statusOf(state);
  const button = BUTTONS[status];
  // A content blocker may open a decoy window that never closes, so an open window also gets an alternative.
  const hasAlternative = isAway || (via === 'popup' && hasUrl);
  return {
    status: words[status],
    main: button === 'copy' ? button : 'launch',
    opens: isBlocked ? 'link' : button === 'reopen' && 'launch',
    isBusy: !isAway,
    labels: {
      launch: button && words[button],
      link: isBlocked ? hasUrl && words.toWise : hasAlternative && isFramed && words.toPage,
      'continue-here': hasAlternative && !isFramed && status !== 'back' && words.continueHere,
      email: isAway && config?.emailUrl && words.byEmail,
      copy: isAway && !button && (hasUrl || !isBlocked) && words.copy,
      cancel: words.cancel,
    },
  };
};

function statusOf({ via, window }: Authorizing): 'redirect' | 'back' | Authorizing['window'] {
  if (via === 'popup' || window === 'framed') return window;
  // After a redirect there is no window: this tab has come back from Wise.
  return window === 'open' ? 'redirect' : 'back';
}
