/** What the card shows, and what it depends on: the types between the controller and the card. */
import type { LinkError } from '../../errors.js';
import type { Phase, State } from '../../flow/state.js';
import type { Words } from '../../locales/en.js';

/** What the button that starts does. */
export type Main = 'launch' | 'retry' | 'copy';

/** What the customer can press. */
export type Control = 'submit' | 'confirm' | 'launch' | 'link' | 'continue-here' | 'email' | 'instead' | 'copy' | 'decline' | 'cancel';

/** A text of the card. An empty one is hidden. */
type Text = string | false | undefined;

/** What the card shows in one state: what is happening, and what the customer can do next. */
export interface View {
  /** Above a status that is too long for a heading. Without one, the first sentence of the status is the heading. */
  heading?: Text;
  status: string;
  hint?: Text;
  /** The initials of the account that the hint names. */
  initials?: string | undefined;
  /** The label of the code field. */
  label?: Text;
  error?: Text;
  /** The error itself: the same words for a new error are announced again. */
  cause?: LinkError;
  /** What a screen reader announces with a new status. Empty with an error, which is an alert. */
  news: string;
  /** How little time is left. */
  warning?: string | undefined;
  /** Until when the code can be entered. */
  time?: Text;
  /** How to undo a link. */
  next?: Text;
  /** Identifies the attempt for support. */
  reference?: Text;
  main: Main;
  /** The control that opens a window. */
  opens?: Control | false;
  /** Whether the error is about the text in the code field. */
  isInvalid?: boolean | undefined;
  /** Whether the customer has to wait for the backend or for Wise. */
  isBusy?: boolean | undefined;
  /** Whether nothing has happened yet. */
  isFirst?: boolean | undefined;
  /** Whether the backend is being asked for the status, which may change everything. */
  isAsking?: boolean | undefined;
  /** Whether another email cannot be requested yet. */
  isCooling?: boolean | undefined;
  /** The label of each control. A control without a label is hidden. */
  labels: Partial<Record<Control, Text>>;
}

/** What the view reads from the controller. */
export interface Surroundings {
  state: State;
  /** How an attempt starts: in a window, in this tab, with an email, or with a code that the customer was sent. */
  chosenFlow(): 'popup' | 'redirect' | 'email' | 'code';
  /** `emailUrl` is set if the backend can have an email sent. */
  config: { emailUrl: string } | undefined;
  /** Whether the authorization URL is known. */
  hasUrl: boolean;
  /** Seconds until another email can be requested. */
  cooldownSeconds: number;
  /** When the attempt ends, in milliseconds since 1970. */
  expires: number | undefined;
  /** Whether the backend is being asked for the status. */
  isAsking: boolean;
}

/** What a phase shows, where it differs from the base that `viewOf` adds. */
export type Shown = Partial<View> & Pick<View, 'status' | 'labels'>;

/** The view of a phase. */
export type PhaseView<P extends Phase> = (state: Extract<State, { phase: P }>, words: Words, surroundings: Surroundings, isFramed: boolean) => Shown;
