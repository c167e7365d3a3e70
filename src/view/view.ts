import { ERRORS } from '../errors.js';
import type { Details, State } from '../flow/state.js';
import type { Words } from '../locales/en.js';
import { soon } from './soon.js';

/** What the main button of the card is for. */
export type Main = 'launch' | 'submit' | 'confirm' | 'retry' | 'copy';

/** What the customer can press. */
export type Control = 'launch' | 'link' | 'continue-here' | 'email' | 'instead' | 'copy' | 'decline' | 'cancel';

/** What the card shows: every state says what is happening and what the customer can do next. */
export interface View {
  status: string | undefined;
  hint: string | undefined;
  error: string | undefined;
  /** Whether it is about what stands in the field. */
  isInvalid: boolean;
  /** Until when the code can be entered. */
  time: string | false | undefined;
  /** Names the attempt for support. */
  reference: string | false | undefined;
  main: Main;
  /** Whether the button that leads to Wise opens a window. */
  opens: boolean;
  /** Whether the customer has to wait for us or for Wise. */
  isBusy: boolean;
  /** Whether the e-mail cannot be asked for yet. */
  isCooling: boolean;
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
  /** For how many seconds no other e-mail can be asked for. */
  coolFor: number;
  /** When the attempt ends, in milliseconds since 1970. */
  expires: number | undefined;
}

/** The longest pause that the button counts down, in seconds: as long as a cool-down is believed. */
const COUNTED = 600;

/** What the card shows in a state. */
export function viewOf(state: State, words: Words, { start, canEmail, isFramed, hasUrl, coolFor, expires }: Ways): View {
  const { phase, window, sentTo, request, link, error, isWaiting, minutes }: Details = state;
  const isTyping = phase === 'awaiting-code';
  const isOpen = window === 'open';
  // The customer is not at Wise, or not for sure: every way that is left is offered.
  const isAway = !!window && !isOpen;
  const retry = phase === 'failed' && !!request;
  const isCooling = isTyping && coolFor > 0;
  const begin = start === 'redirect' ? 'popup' : start;
  const key = keyOf(state, begin);
  const [sentence, button]: readonly string[] = words[key];
  // Who has lost his code, or cannot be seen at Wise, may be better off with an e-mail.
  const needsCode = isAway || (begin === 'popup' && (key === 'expired' || key === 'tooMany'));
  const main = retry ? 'retry' : isTyping ? 'submit' : phase === 'confirming' ? 'confirm' : window === 'in-app' ? 'copy' : 'launch';
  const status = isTyping && sentTo && !isWaiting ? words.sentTo(sentTo) : sentence;
  return {
    status: phase === 'failed' ? '' : minutes ? `${words[`left${minutes}`]} ${status}` : status,
    hint: isTyping ? words.safety : link && `${link.displayName} · ${words[link.profileType]} ${link.profileRef}`,
    error:
      error &&
      (error.characters ? words.foreign(error.characters) : words[ERRORS[error.code]][0]) +
        (error.attemptsLeft ? words.triesLeft(error.attemptsLeft) : '') +
        // What is counted down on a button is not said once more.
        ((error.retryAfter ?? 0) > (isTyping ? COUNTED : 0) ? words.wait(soon(error.retryAfter ?? 0, words.lang)) : ''),
    time: isTyping && !!expires && words.until(new Intl.DateTimeFormat(words.lang, { timeStyle: 'short' }).format(expires)),
    // Short enough to read out on the telephone.
    reference: !isTyping && error?.correlationId && `${words.reference} ${error.correlationId.slice(0, 13)}`,
    main,
    opens: (main === 'launch' || isTyping) && start === 'popup' && !isOpen,
    isInvalid: !!error?.isAboutText,
    isCooling,
    isBusy: isOpen || !!isWaiting || phase === 'exchanging' || phase === 'requesting-email',
    labels: {
      launch: retry ? words.busy[1] : phase === 'idle' || (phase === 'failed' && button && begin === 'email') ? words[begin][1] : button,
      // A window blocked goes by a link; and where a frame has no road from Wise, the page outside it has.
      link: window === 'blocked' ? hasUrl && words.toWise : isAway && isFramed && words.toPage,
      'continue-here': isAway && !isFramed && key !== 'back' && words.continueHere,
      email: canEmail && (isTyping ? (isCooling ? words.resendLater(soon(coolFor, words.lang)) : words.resend) : needsCode && words.byEmail),
      instead: isTyping && begin === 'popup' && words.instead,
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
