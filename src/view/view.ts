import { ERRORS } from '../errors.js';
import type { Details, State } from '../flow/state.js';
import type { Words } from '../locales/en.js';

/** What the main button of the card is for. */
export type Main = 'launch' | 'submit' | 'confirm' | 'retry';

/** What the card shows: every state says what is happening and what the customer can do next. */
export interface View {
  status: string | undefined;
  hint: string | undefined;
  error: string | undefined;
  /** Names the attempt for support. */
  reference: string | false | undefined;
  main: Main;
  button: string | undefined;
  /** Whether the main button opens a window. */
  opens: boolean;
  /** Whether the customer has to wait for us or for Wise. */
  isBusy: boolean;
  canContinueHere: boolean;
  canResend: boolean;
  canCancel: boolean;
}

/** How an attempt begins: in a window, in this tab, with an e-mail, or with a code that the customer has been sent. */
export type Start = 'popup' | 'redirect' | 'email' | 'code';

/** What the card shows in a state. */
export function viewOf(state: State, words: Words, start: Start): View {
  const { phase, window, sentTo, request, link, error }: Details = state;
  const isTyping = phase === 'awaiting-code';
  const isOpen = window === 'open';
  const retry = phase === 'failed' && !!request;
  const begin = start === 'redirect' ? 'popup' : start;
  const key = keyOf(state, begin);
  const [sentence, button]: readonly string[] = words[key];
  const main = retry ? 'retry' : isTyping ? 'submit' : phase === 'confirming' ? 'confirm' : 'launch';
  return {
    status: phase === 'failed' ? '' : isTyping && sentTo ? words.sentTo(sentTo) : sentence,
    hint: isTyping ? words.safety : link && `${link.displayName} · ${words[link.profileType]} ${link.profileRef}`,
    error: error && words[ERRORS[error.code]][0] + (error.attemptsLeft ? words.triesLeft(error.attemptsLeft) : ''),
    // Short enough to read out on the telephone.
    reference: !isTyping && error?.correlationId && `${words.reference} ${error.correlationId.slice(0, 13)}`,
    main,
    button: retry ? words.busy[1] : phase === 'idle' ? words[begin][1] : button,
    opens: !!button && main === 'launch' && start === 'popup' && !isOpen,
    isBusy: isOpen || phase === 'exchanging' || phase === 'requesting-email',
    canContinueHere: key === 'gone' || key === 'blocked',
    canResend: isTyping && start === 'email',
    canCancel: retry || isTyping || !!window || phase === 'requesting-email',
  };
}

/** The key of what is said and of the main button. */
function keyOf(state: State, begin: 'popup' | 'email' | 'code') {
  switch (state.phase) {
    case 'idle':
      return state.left && state.left !== 'cancelled' ? state.left : begin;
    case 'authorizing':
      // Back from Wise in this tab, there was no window.
      if (state.via === 'redirect') return state.window === 'open' ? 'redirect' : begin;
      return state.window;
    case 'failed':
      return ERRORS[state.error.code];
    default:
      return state.phase;
  }
}
