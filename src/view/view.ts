import { ERRORS } from '../errors.js';
import type { Details, State } from '../flow/state.js';
import type { Words } from '../locales/en.js';

/** What the main button of the card is for. */
export type Main = 'launch' | 'submit' | 'confirm' | 'retry' | 'copy';

/** What the customer can press. */
export type Control = 'launch' | 'link' | 'continue-here' | 'email' | 'copy' | 'decline' | 'cancel';

/** What the card shows: every state says what is happening and what the customer can do next. */
export interface View {
  status: string | undefined;
  hint: string | undefined;
  error: string | undefined;
  /** Names the attempt for support. */
  reference: string | false | undefined;
  main: Main;
  /** Whether the main button opens a window. */
  opens: boolean;
  /** Whether the customer has to wait for us or for Wise. */
  isBusy: boolean;
  /** What stands on each control; what has nothing to say is not there. */
  labels: Record<Control, string | false | undefined>;
}

/** The ways that are open to this element on this page. */
export interface Ways {
  /** How an attempt begins: in a window, in this tab, with an e-mail, or with a code that the customer has been sent. */
  start: 'popup' | 'redirect' | 'email' | 'code';
  /** Whether the backend can have an e-mail sent. */
  canEmail: boolean;
  /** Whether the page is in a frame. */
  isFramed: boolean;
  /** Whether the address at Wise is known, to which a link can lead. */
  hasUrl: boolean;
}

/** What the card shows in a state. */
export function viewOf(state: State, words: Words, { start, canEmail, isFramed, hasUrl }: Ways): View {
  const { phase, window, sentTo, request, link, error, isWaiting }: Details = state;
  const isTyping = phase === 'awaiting-code';
  const isOpen = window === 'open';
  // The customer is not at Wise, or not for sure: every way that is left is offered.
  const isAway = !!window && !isOpen;
  const retry = phase === 'failed' && !!request;
  const begin = start === 'redirect' ? 'popup' : start;
  const key = keyOf(state, begin);
  const [sentence, button]: readonly string[] = words[key];
  const main = retry ? 'retry' : isTyping ? 'submit' : phase === 'confirming' ? 'confirm' : window === 'in-app' ? 'copy' : 'launch';
  return {
    status: phase === 'failed' ? '' : isTyping && sentTo && !isWaiting ? words.sentTo(sentTo) : sentence,
    hint: isTyping ? words.safety : link && `${link.displayName} · ${words[link.profileType]} ${link.profileRef}`,
    error:
      error &&
      words[ERRORS[error.code]][0] +
        (error.attemptsLeft ? words.triesLeft(error.attemptsLeft) : '') +
        (error.retryAfter ? words.wait(Math.ceil(error.retryAfter)) : ''),
    // Short enough to read out on the telephone.
    reference: !isTyping && error?.correlationId && `${words.reference} ${error.correlationId.slice(0, 13)}`,
    main,
    opens: main === 'launch' && start === 'popup' && !isOpen,
    isBusy: isOpen || !!isWaiting || phase === 'exchanging' || phase === 'requesting-email',
    labels: {
      launch: retry ? words.busy[1] : phase === 'idle' ? words[begin][1] : button,
      // A window blocked goes by a link; and where a frame has no road from Wise, the page outside it has.
      link: window === 'blocked' ? hasUrl && words.toWise : isAway && isFramed && words.toPage,
      'continue-here': isAway && !isFramed && key !== 'back' && words.continueHere,
      email: canEmail && (isTyping ? words.resend : isAway && words.byEmail),
      copy: isAway ? !button && (hasUrl || window !== 'blocked') && words.copy : !isTyping && !!error?.correlationId && words.copyReference,
      decline: phase === 'confirming' && words.decline,
      cancel: (retry || isTyping || !!window || phase === 'requesting-email') && words.cancel,
    },
  };
}

/** The key of what is said and of the main button. */
function keyOf(state: State, begin: 'popup' | 'email' | 'code') {
  switch (state.phase) {
    case 'idle':
      if (state.hasEnded) return 'ended';
      return state.left && state.left !== 'cancelled' ? state.left : begin;
    case 'authorizing':
      if (state.via === 'popup' || state.window === 'framed') return state.window;
      // Back from Wise in this tab, there was no window.
      return state.window === 'open' ? 'redirect' : 'back';
    case 'failed':
      return ERRORS[state.error.code];
    case 'exchanging':
      return state.isOffline ? 'offline' : state.phase;
    case 'awaiting-code':
      return state.isWaiting ? 'exchanging' : state.phase;
    default:
      return state.phase;
  }
}
