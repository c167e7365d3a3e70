/** Decides the next step for a submitted code. A pure function: time, network and randomness are parameters. */
import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';

/** What a response means: an event, the seconds until the next call, or undefined if it has no known status. */
export type Meaning = FlowEvent | number | undefined;

/** The calls made for a code so far. */
export interface History {
  /** Whether this page has the code. Without it, it can only request the status. */
  readonly canSubmit: boolean;
  /** Whether the last call requested the status, or else submitted the code. */
  readonly isStatus: boolean;
  readonly correlationId: string;
  /** How many more failures are retried, this one included, before the customer must decide. */
  readonly tries: number;
  /** The longest wait after the next failure, in seconds. */
  readonly pause: number;
  /** Whether a submission without a known status has been repeated. */
  readonly isRepeated: boolean;
  /** The error `code_already_used`, if it is why the status was requested: this attempt may have used the code. */
  readonly cause: LinkError | undefined;
}

/** The conditions when a step is chosen. */
export interface Moment {
  /** The seconds since the first call. */
  readonly elapsed: number;
  readonly isOnline: boolean;
  /** From 0 to 1. */
  readonly random: number;
}

/** The next call: the seconds until then, and its changes to the history. */
export type NextCall = { readonly wait: number; readonly isStatus: boolean } & Partial<History>;

/** Whether a call follows. Own properties only: any script can give `Object.prototype` a `wait`. */
export const isCall = (step: NextCall | FlowEvent): step is NextCall => Object.hasOwn(step, 'wait');

/** How long retries go on without the customer, and the longest wait between two calls, in seconds. */
const PATIENCE = 60;
const MAX_WAIT = 120;

/** Errors after which the partner or the customer must act before a retry can succeed. */
const NEEDS_CUSTOMER = /^(misconfigured|session_required|too_many_attempts)$/;

/** Returns the next call, or the event or error that ends the exchange. */
export function nextStep(history: History, outcome: Meaning | LinkError, { elapsed, isOnline, random }: Moment): NextCall | FlowEvent | LinkError {
  const { canSubmit, isStatus, correlationId, tries, pause, isRepeated, cause } = history;
  const unknown = new LinkError('outcome_unknown', { correlationId });
  // Without the code, polling must end: the backend may be waiting for a code that this page does not have.
  const giveUp = canSubmit ? undefined : unknown;
  /** The same call again, or `late` if it would be after the limit. */
  const again = (wait: number, late?: LinkError, change?: Partial<History>): NextCall | LinkError =>
    late && elapsed + wait > PATIENCE ? late : { wait: Math.min(wait, MAX_WAIT), isStatus: !canSubmit, ...change };

  const error = outcome instanceof LinkError ? outcome : undefined;
  if (typeof outcome === 'number') return again(outcome, giveUp);
  if (outcome && !error) return outcome;
  // Neither response has a known status: submits once more, with the same idempotency key.
  if (isStatus && canSubmit) return cause ?? (isRepeated || tries < 2 ? unknown : again(0, undefined, { tries: tries - 1, isRepeated: true }));
  if (!error) return giveUp ?? { wait: 0, isStatus: true };
  const { code, retryable, retryAfter } = error;
  // The same request is in progress: the next call gets its outcome.
  if (code === 'exchange_in_progress') return again(Math.max(1, retryAfter ?? 1), giveUp);
  if (code === 'code_already_used' && canSubmit) return { wait: 0, isStatus: true, cause: error };
  if (!retryable || NEEDS_CUSTOMER.test(code) || tries < 2) return error;
  return again(retryAfter ?? pause * random, isOnline ? error : giveUp, { tries: tries - 1, pause: pause * 2 });
}
