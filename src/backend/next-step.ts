/** What to do next about a submitted code, as a function of what has come of it so far. Without clock, network or random. */
import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/state.js';

/** What an answer means: an event, the seconds to wait before the next call, or undefined where it says nothing. */
export type Meaning = FlowEvent | number | undefined;

/** What has been done about a code so far, and what was done last. */
export interface History {
  /** Whether this page has the code. Without it, it can only ask for the status. */
  readonly canSubmit: boolean;
  /** Whether the last call was for the status; else the code was submitted. */
  readonly isStatus: boolean;
  readonly correlationId: string;
  /** How many failures are left before the customer has to decide, this one included. */
  readonly tries: number;
  /** The longest wait after the next failure, in seconds. */
  readonly pause: number;
  /** Whether a submission whose answer said nothing has been repeated. */
  readonly isRepeated?: boolean;
  /** The code was used before, perhaps by this very attempt: why the status was asked. */
  readonly cause?: LinkError;
}

/** The moment at which a step is chosen. */
export interface Moment {
  /** How long it has gone on without the customer, in seconds. */
  readonly elapsed: number;
  readonly isOnline: boolean;
  /** From 0 to 1. */
  readonly random: number;
}

/** After how many seconds the next call follows, and what it changes in the history. */
export type NextCall = { readonly wait: number; readonly isStatus: boolean } & Partial<History>;

/** How long it goes on without the customer, and the longest wait between two calls, in seconds. */
const PATIENCE = 60;
const MAX_WAIT = 120;

/** The customer has to act first, or would read "one moment" for longer than that. */
const NEEDS_CUSTOMER = /^(misconfigured|session_required|too_many_attempts)$/;

/** The next call, or how it ends: with an event or an error. */
export function nextStep(history: History, outcome: Meaning | LinkError, { elapsed, isOnline, random }: Moment): NextCall | FlowEvent | LinkError {
  const { canSubmit, isStatus, correlationId, tries, pause, isRepeated, cause } = history;
  const unknown = new LinkError('outcome_unknown', { correlationId });
  // A page that can only ask does not ask for ever: the backend may be waiting for the code that this page does not have.
  const giveUp = canSubmit ? undefined : unknown;
  /** The same call again; or `late`, where that would take longer than a customer waits. */
  const again = (wait: number, late?: LinkError, change?: Partial<History>): NextCall | LinkError =>
    late && elapsed + wait > PATIENCE ? late : { wait: Math.min(wait, MAX_WAIT), isStatus: !canSubmit, ...change };

  const error = outcome instanceof LinkError ? outcome : undefined;
  if (typeof outcome === 'number') return again(outcome, giveUp);
  if (outcome && !error) return outcome;
  // Neither the submission nor the status says anything: the same submission once more, with the same key.
  if (isStatus && canSubmit) return cause ?? (isRepeated || tries < 2 ? unknown : again(0, undefined, { tries: tries - 1, isRepeated: true }));
  if (!error) return giveUp ?? { wait: 0, isStatus: true };
  const { code, retryable, retryAfter } = error;
  // The same request is under way: its answer will be this one's.
  if (code === 'exchange_in_progress') return again(Math.max(1, retryAfter ?? 1), giveUp);
  if (code === 'code_already_used' && canSubmit) return { wait: 0, isStatus: true, cause: error };
  if (!retryable || NEEDS_CUSTOMER.test(code) || tries < 2) return error;
  return again(retryAfter ?? pause * random, isOnline ? error : giveUp, { tries: tries - 1, pause: pause * 2 });
}
