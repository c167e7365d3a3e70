import { ERRORS, type LinkError } from '../../../errors.js';
import type { PhaseView, Surroundings } from '../view.js';
import { errorView, type Message } from './error.js';

/** The label of the main button by the message. Any other message that has a way on gets "Start again". */
const BUTTONS: Partial<Record<string, 'retry' | 'another'>> = { session: 'retry', busy: 'retry', often: 'retry', identity: 'another' };

/** The attempt failed. With a request, the same code can be sent again. */
export const failed: PhaseView<'failed'> = ({ error, request, wasAsked }, words, surroundings, isFramed) => {
  const way = surroundings.chosenFlow();
  const message = messageOf(error, way, wasAsked);
  const startLabel = way === 'email' ? 'sendEmail' : (BUTTONS[message] ?? 'restart');
  const canStart = !request && message !== 'unavailable';
  // The frame itself is at fault: outside of it the page can link.
  const isFrameAtFault = isFramed && error.code === 'misconfigured' && !!error.cause;
  return {
    status: '',
    ...errorView(error, words, 0, message),
    main: request ? 'retry' : 'launch',
    opens: canStart && way === 'popup' && 'launch',
    labels: {
      launch: request ? words.retry : canStart && words[startLabel],
      link: isFrameAtFault && error.cause !== 'allow-popups' && words.toPage,
      // An email brings a new code to a customer whose code is lost or locked.
      email: surroundings.config?.emailUrl && way !== 'email' && /late|expired|tooMany/.test(message) && words.byEmail,
      copy: isFrameAtFault ? words.copy : error.correlationId && words.copyReference,
      cancel: request && words.cancel,
    },
  };
};

/** When the time is over, the sentence depends on what the customer had to do: finish at Wise, enter a code, or answer. */
function messageOf({ code }: LinkError, way: ReturnType<Surroundings['chosenFlow']>, wasAsked?: boolean): Message {
  if (code !== 'attempt_expired') return ERRORS[code];
  if (wasAsked) return 'unanswered';
  return /email|code/.test(way) ? 'expired' : 'late';
}
