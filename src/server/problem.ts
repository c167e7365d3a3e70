/** Problem details (RFC 9457): the errors of the contract. */
import { jsonAnswer } from './answer.js';
import type { Answer } from './answer.js';

interface Row {
  status: number;
  title: string;
  /** The same request may be sent again, later or after log-in. */
  retryable: boolean;
  /** The code was used, or may have been: it must not be sent again. */
  codeConsumed: boolean;
}

const retryable = { retryable: true, codeConsumed: false };
const final = { retryable: false, codeConsumed: false };
const codeUsed = { retryable: false, codeConsumed: true };

/** All problems that this backend can answer with. The titles are for developers. */
export const PROBLEMS = {
  session_required: { status: 401, title: 'The customer must log in first', ...retryable },
  csrf_failed: { status: 403, title: 'The request does not come from the partner’s own page', ...final },
  attempt_not_found: { status: 404, title: 'The attempt does not exist', ...final },
  state_mismatch: { status: 409, title: 'The state does not match the attempt', ...final },
  exchange_in_progress: { status: 409, title: 'Another request is processing the attempt', ...retryable },
  code_already_used: { status: 409, title: 'The code was already sent with another key', ...codeUsed },
  identity_mismatch: { status: 409, title: 'The Wise profile belongs to another person or business', ...codeUsed },
  profile_missing: { status: 409, title: 'The Wise account has no profile', ...codeUsed },
  already_linked_elsewhere: { status: 409, title: 'The Wise profile is linked to another customer', ...codeUsed },
  attempt_expired: { status: 410, title: 'The attempt has ended', ...final },
  code_expired: { status: 410, title: 'Wise no longer accepts the code', ...codeUsed },
  invalid_request: { status: 400, title: 'The request does not follow the contract', ...final },
  payload_too_large: { status: 413, title: 'The body is too large', ...final },
  unsupported_media_type: { status: 415, title: 'The body must be application/json', ...final },
  code_invalid: { status: 422, title: 'Wise does not know the code', ...final },
  idempotency_key_reused: { status: 422, title: 'The key was already used with another body', ...final },
  too_many_attempts: { status: 429, title: 'Too many attempts', ...retryable },
  rate_limited: { status: 429, title: 'Too many requests', ...retryable },
  wise_unavailable: { status: 503, title: 'Wise cannot be reached', ...retryable },
  outcome_unknown: { status: 502, title: 'No answer from Wise: the code may be used', ...codeUsed },

  // Not part of the contract: never an answer to a valid request from the element.
  not_found: { status: 404, title: 'The resource does not exist', ...final },
  method_not_allowed: { status: 405, title: 'The method is not allowed', ...final },
  unavailable: { status: 503, title: 'The backend cannot answer now', ...retryable },
  internal_error: { status: 500, title: 'Internal error', ...retryable },
} as const satisfies Record<string, Row>;

/** The code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a text is a problem code. */
export function isProblemCode(text: string | null): text is ProblemCode {
  return text !== null && Object.hasOwn(PROBLEMS, text);
}

/** Optional details of a problem. */
export interface ProblemDetails {
  retryAfterSeconds?: number;
  attemptsLeft?: number;
  allow?: string;
}

/** A refusal. Thrown to roll back a transaction; `Endpoint` turns it into a response. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly #details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.#details = details;
  }

  /** The problem details. */
  toAnswer(correlationId: string): Answer {
    return problemAnswer(this.code, correlationId, this.#details);
  }
}

/** The problem details (RFC 9457) of a refusal. A relative `type` has its full path, as section 3.1.1 recommends. */
export function problemAnswer(code: ProblemCode, correlationId: string, details: ProblemDetails = {}): Answer {
  const { status, title, retryable, codeConsumed } = PROBLEMS[code];
  const { retryAfterSeconds = null, attemptsLeft = null, allow } = details;
  const type = `/problems/${code.replaceAll('_', '-')}`;
  const body = { type, title, status, code, retryable, codeConsumed, retryAfterSeconds, attemptsLeft, correlationId };
  const headers = {
    ...(retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    ...(allow === undefined ? {} : { Allow: allow }),
  };
  return { ...jsonAnswer(status, body, headers), problem: code };
}
