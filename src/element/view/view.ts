import { ERRORS, type LinkError } from '../../errors.js';
import type { Details, State } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';
import { fill } from '../../locales/fill.js';
import { soon } from './relative-time.js';

/** What the main button of the card is for. */
export type Main = 'launch' | 'submit' | 'confirm' | 'retry' | 'copy';

/** What the customer can press. */
export type Control = 'launch' | 'link' | 'continue-here' | 'email' | 'instead' | 'copy' | 'decline' | 'cancel';

/** A sentence of the catalogue, or a label. */
type Sentence = Exclude<keyof Words, 'triesLeft'>;

/** What the card shows: every state says what is happening and what the customer can do next. */
export interface View {
  status: string | undefined;
  hint: string | undefined;
  label: string | false;
  error: string | undefined;
  /** The error itself: another one is said again, in equal words too. */
  cause: LinkError | undefined;
  /** What a screen reader hears when the status is new. With an error nothing: that is an alert, and the status was heard before. */
  news: string;
  /** That time runs out. */
  warning: string | undefined;
  /** Whether it is about what stands in the field. */
  isInvalid: boolean;
  /** Until when the code can be entered. */
  time: string | false | undefined;
  /** What comes after a link. */
  next: string | false | undefined;
  /** Names the attempt for support. */
  reference: string | false | undefined;
  main: Main;
  /** The control that opens a window, if it is there. */
  opens: Control | false;
  /** Whether the customer has to wait for us or for Wise. */
  isBusy: boolean;
  /** Whether nothing has happened yet. */
  isFirst: boolean;
  /** Whether it may all be otherwise: the backend is being asked how things stand. */
  isAsking: boolean;
  /** Whether the e-mail cannot be asked for yet. */
  isCooling: boolean;
  /** What stands on each control; what has nothing to say is not there. */
  labels: Record<Control, string | false | undefined>;
}

/** What the view has to know of a linking. */
export interface Ways {
  state: State;
  /** How an attempt begins: in a window, in this tab, with an e-mail, or with a code that the customer has been sent. */
  chosenFlow(): 'popup' | 'redirect' | 'email' | 'code';
  /** With `emailUrl` the backend can have an e-mail sent. */
  config: { emailUrl: string } | undefined;
  /** Whether the address at Wise is known, to which a link can lead. */
  hasUrl: boolean;
  /** For how many seconds no other e-mail can be asked for. */
  cooldownSeconds: number;
  /** When the attempt ends, in milliseconds since 1970. */
  expires: number | undefined;
  /** Whether the backend is being asked how things stand. */
  isAsking: boolean;
}

/** The longest pause that the button counts down, in seconds: as long as a cool-down is believed. */
const COUNTED = 600;

/** What stands on the main button, by what is said. Whoever has failed otherwise can start again; else there is none. */
const BUTTONS: Partial<Record<string, Sentence>> = {
  popup: 'connect',
  email: 'sendEmail',
  code: 'enterCode',
  open: 'show',
  gone: 'reopen',
  slow: 'reopen',
  back: 'goAgain',
  'in-app': 'copy',
  'awaiting-code': 'submit',
  confirming: 'confirm',
  session: 'retry',
  busy: 'retry',
  often: 'retry',
  identity: 'another',
} satisfies Partial<Record<Sentence, Sentence>>;

/** What the card shows of a linking, on a page that is in a frame or not. */
export function viewOf(linking: Ways, words: Words, isFramed: boolean): View {
  const { state, config, hasUrl, cooldownSeconds, expires, isAsking } = linking;
  const start = linking.chosenFlow();
  const { phase, window, sentTo, request, link, error, isWaiting, minutes }: Details = state;
  const { lang, between } = words;
  const isTyping = phase === 'awaiting-code';
  const isOpen = window === 'open';
  // The customer is not at Wise, or not for sure, or the frame keeps them from it: every way that is left is offered.
  const isAway = (!!window && !isOpen) || (isFramed && error?.code === 'misconfigured' && !!error.cause);
  const isAgain = phase === 'failed' && !!request;
  const isCooling = isTyping && cooldownSeconds > 0;
  const begin = start === 'redirect' ? 'popup' : start;
  const key = keyOf(state, begin);
  // A window may be a content blocker's decoy, which opens nothing and never closes: one way on needs none.
  const isElsewhere = isAway || (key === 'open' && hasUrl);
  // Who has failed can begin in his own way, if beginning helps.
  const canBegin = phase === 'failed' && key !== 'unavailable';
  const button = isAgain ? 'retry' : (BUTTONS[phase === 'idle' || (canBegin && begin === 'email') ? begin : key] ?? (canBegin ? 'restart' : undefined));
  // Who has lost his code, or cannot be seen at Wise, may be better off with an e-mail.
  const needsCode = isAway || (begin === 'popup' && (key === 'expired' || key === 'tooMany'));
  const main = isAgain ? 'retry' : isTyping ? 'submit' : phase === 'confirming' ? 'confirm' : window === 'in-app' ? 'copy' : 'launch';
  const sentences = (...all: (string | false | undefined)[]): string => all.filter(Boolean).join(between);
  const tries = error?.attemptsLeft;
  const retryAfter = error?.retryAfter ?? 0;
  const status = phase === 'failed' ? '' : isTyping && sentTo && !isWaiting ? fill(words.sentTo, { address: sentTo }) : words[key];
  const account = link && fill(words[link.profileType], { name: link.displayName, profile: link.profileRef });
  return {
    status,
    hint: isTyping ? words.safety : account,
    label: isTyping && words.label,
    news: error ? '' : sentences(status, account),
    warning: minutes && words[`left${minutes}`],
    cause: error,
    error:
      error &&
      sentences(
        error.characters ? fill(words.foreign, { characters: error.characters }) : words[ERRORS[error.code]],
        !!tries && fill(words.triesLeft[new Intl.PluralRules(lang).select(tries)] ?? words.triesLeft.other, { count: new Intl.NumberFormat(lang).format(tries) }),
        // What is counted down on a button is not said once more.
        retryAfter > (isTyping ? COUNTED : 0) && fill(words.wait, { time: soon(retryAfter, lang) }),
      ),
    time: isTyping && !!expires && fill(words.until, { time: new Intl.DateTimeFormat(lang, { timeStyle: 'short' }).format(expires) }),
    next: phase === 'linked' && words.next,
    // Short enough to read out on the telephone.
    reference: error?.correlationId && fill(words.reference, { id: error.correlationId.slice(0, 13) }),
    main,
    opens: window === 'blocked' ? 'link' : start === 'popup' && !isOpen && (isTyping ? 'instead' : main === 'launch' && main),
    isInvalid: !!error?.isAboutText,
    isCooling,
    isFirst: key === begin,
    isAsking: isAsking && phase === 'idle',
    isBusy: isOpen || !!isWaiting || phase === 'exchanging' || phase === 'requesting-email',
    labels: {
      launch: button && words[button],
      // A window blocked goes by a link; and where a frame has no road from Wise, the page outside it has.
      link: window === 'blocked' ? hasUrl && words.toWise : isElsewhere && isFramed && error?.cause !== 'allow-popups' && words.toPage,
      'continue-here': isElsewhere && !isFramed && key !== 'back' && words.continueHere,
      email:
        config?.emailUrl &&
        (isTyping ? (isCooling ? fill(words.resendLater, { time: soon(cooldownSeconds, lang) }) : words.resend) : needsCode && words.byEmail),
      instead: isTyping && begin === 'popup' && words.instead,
      copy: isAway ? !button && (hasUrl || window !== 'blocked') && words.copy : !isTyping && !!error?.correlationId && words.copyReference,
      decline: phase === 'confirming' && words.decline,
      cancel: (isAgain || isTyping || !!window || phase === 'requesting-email') && words.cancel,
    },
  };
}

/** The key of what is said and of the main button. */
function keyOf(state: State, begin: 'popup' | 'email' | 'code'): Sentence {
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
