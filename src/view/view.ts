import { ERRORS } from '../errors.js';
import type { State } from '../flow/state.js';
import type { Words } from '../locales/en.js';

/** What the main button of the card is for. */
export type Main = 'launch' | 'submit' | 'confirm' | 'retry';

/** What the card shows: every state says what is happening and what the customer can do next. */
export interface View {
  status: string | undefined;
  hint: string | undefined;
  error: string | undefined;
  /** Names the attempt for support. */
  reference: string | undefined;
  main: Main;
  button: string | undefined;
  /** Whether the main button opens a window. */
  opens: boolean;
  /** Whether the customer has to wait for us or for Wise. */
  isBusy: boolean;
  canResend: boolean;
  canCancel: boolean;
}

/** How an attempt begins: in a window, in this tab, with an e-mail, or with a code that the customer has been sent. */
export type Start = 'popup' | 'redirect' | 'email' | 'code';

/** What the card shows in a state. */
export function viewOf(state: State, words: Words, start: Start): View {
  const { phase } = state;
  const isTyping = phase === 'awaiting-code';
  const problem = 'error' in state ? state.error : undefined;
  const link = 'link' in state ? state.link : undefined;
  const retry = phase === 'failed' && !!state.request;
  const [sentence, button]: readonly string[] = words[keyOf(state, start)];
  const main = retry ? 'retry' : isTyping ? 'submit' : phase === 'confirming' ? 'confirm' : 'launch';
  const isOpen = phase === 'authorizing' && state.window === 'open';
  return {
    status: phase === 'failed' ? '' : isTyping && state.sentTo ? words.sentTo(state.sentTo) : sentence,
    hint: isTyping ? words.safety : link && `${link.displayName} · ${words[link.profileType]} ${link.profileRef}`,
    reference: phase === 'failed' && problem?.correlationId ? `${words.reference} ${problem.correlationId.slice(0, 13).toUpperCase()}` : '',
    error: problem && words[ERRORS[problem.code]][0] + (problem.attemptsLeft ? words.triesLeft(problem.attemptsLeft) : ''),
    main,
    button: retry ? words.busy[1] : button,
    opens: !!button && main === 'launch' && start === 'popup' && !isOpen,
    isBusy: isOpen || phase === 'exchanging' || phase === 'requesting-email',
    canResend: isTyping && start === 'email',
    canCancel: retry || isTyping || phase === 'authorizing' || phase === 'requesting-email',
  };
}

/** The key of what is said and of the main button. */
function keyOf(state: State, start: Start) {
  switch (state.phase) {
    case 'idle':
      return state.left && state.left !== 'cancelled' ? state.left : start === 'redirect' ? 'popup' : start;
    case 'authorizing':
      return state.window !== 'open' ? state.window : state.via === 'popup' ? 'open' : 'redirect';
    case 'failed':
      return ERRORS[state.error.code];
    default:
      return state.phase;
  }
}
