import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';

interface Row {
  status: number;
  title: string;
  /** The same request may be sent again: later, or after log-in. */
  retryable: boolean;
  /** The code is spent, or may be: it must not be sent again. */
  codeConsumed: boolean;
}

const again = { retryable: true, codeConsumed: false };
const never = { retryable: false, codeConsumed: false };
const spent = { retryable: false, codeConsumed: true };

/** Everything that this backend can refuse, and what a refusal means for the code. The titles are for developers. */
export const PROBLEMS = {
  session_required: { status: 401, title: 'Log in first', ...again },
  csrf_failed: { status: 403, title: 'Not a request of our own page', ...never },
  attempt_not_found: { status: 404, title: 'No such attempt', ...never },
  state_mismatch: { status: 409, title: 'The state is not that of the attempt', ...never },
  exchange_in_progress: { status: 409, title: 'Another request is at work on it', ...again },
  code_already_used: { status: 409, title: 'The code came before, under another key', ...spent },
  identity_mismatch: { status: 409, title: 'Not the same person or business', ...spent },
  profile_missing: { status: 409, title: 'The Wise account has no profile', ...spent },
  already_linked_elsewhere: { status: 409, title: 'Linked to another customer', ...spent },
  attempt_expired: { status: 410, title: 'The attempt is over', ...never },
  code_expired: { status: 410, title: 'Wise does not accept the code any more', ...spent },
  invalid_request: { status: 400, title: 'The request is not as the contract says', ...never },
  payload_too_large: { status: 413, title: 'The body is too large', ...never },
  unsupported_media_type: { status: 415, title: 'The body must be application/json', ...never },
  code_invalid: { status: 422, title: 'Wise does not know the code', ...never },
  idempotency_key_reused: { status: 422, title: 'The key came before, with another body', ...never },
  too_many_attempts: { status: 429, title: 'Too many attempts', ...again },
  rate_limited: { status: 429, title: 'Too many requests', ...again },
  wise_unavailable: { status: 503, title: 'Wise cannot be reached', ...again },
  outcome_unknown: { status: 502, title: 'The answer of Wise was lost', ...spent },

  // Ours alone: no answer to a call of the element that follows the contract.
  login_failed: { status: 401, title: 'Wrong customer or password', ...never },
  not_found: { status: 404, title: 'No such resource', ...never },
  method_not_allowed: { status: 405, title: 'No such method here', ...never },
  internal_error: { status: 500, title: 'Something broke', ...again },
} as const satisfies Record<string, Row>;

/** The closed list of refusals. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a text is one of them. */
export function isProblemCode(text: string | null): text is ProblemCode {
  return text !== null && Object.hasOwn(PROBLEMS, text);
}

/** What a refusal may add to its row in the table. */
export interface ProblemDetails {
  retryAfterSeconds?: number;
  attemptsLeft?: number;
  allow?: string;
}

/** A refusal. Thrown to leave a transaction without a trace, caught once, at the door. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly #details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.#details = details;
  }

  /** The refusal as RFC 9457 problem details. A relative `type` has its full path, as section 3.1.1 recommends. */
  toAnswer(correlationId: string): Answer {
    const { status, title, retryable, codeConsumed } = PROBLEMS[this.code];
    const { retryAfterSeconds = null, attemptsLeft = null, allow } = this.#details;
    const body = {
      type: `/problems/${this.code.replaceAll('_', '-')}`,
      title,
      status,
      code: this.code,
      retryable,
      codeConsumed,
      retryAfterSeconds,
      attemptsLeft,
      correlationId,
    };
    const headers = {
      ...(retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) }),
      ...(allow === undefined ? {} : { Allow: allow }),
    };
    return { ...jsonAnswer(status, body, headers), problem: this.code };
  }
}
