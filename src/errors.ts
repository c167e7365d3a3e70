/**
 * The closed list of error codes, each with the key under which the catalogue has what the customer reads, and his button.
 * Above each code stand its cause and what the partner can do.
 */
export const ERRORS = {
  /** An attribute is missing or unsafe, or the page is not served over https. `message` says what to write. */
  misconfigured: 'unavailable',
  /** The page's own Content-Security-Policy blocks the call to the endpoint. Allow `connect-src 'self'`. */
  policy_blocked: 'unavailable',
  /** The backend did not find the call to come from its own page. Check `headers` and the CSRF set-up. */
  csrf_failed: 'unavailable',
  /** The backend could not read the request. Compare it with the contract. */
  invalid_request: 'unavailable',
  /** The backend found the body too large. */
  payload_too_large: 'unavailable',
  /** The backend does not take JSON at this URL. */
  unsupported_media_type: 'unavailable',
  /** The customer's session at the partner has ended. Have him log in, then let him try again. */
  session_required: 'session',
  /** The browser keeps no session storage, without which no page finds its way back from a redirect. */
  storage_unavailable: 'again',
  /** The backend does not know the attempt, or it belongs to another session. */
  attempt_not_found: 'again',
  /** The answer does not belong to this attempt (RFC 6749 §10.12). */
  state_mismatch: 'unmatched',
  /** One idempotency key came with two bodies. */
  idempotency_key_reused: 'again',
  /** The code may be spent, but nobody knows what came of it. Only a new one can help. */
  outcome_unknown: 'again',
  /** Wise answered with an error, or with something that is no authorization response (RFC 6749 §4.1.2). */
  authorization_failed: 'again',
  /** Something broke that should not. `cause` holds the evidence. */
  unexpected: 'again',
  /** The time for the attempt is over: 30 minutes, the life of a Wise code. */
  attempt_expired: 'expired',
  /** Wise did not accept the code any more. */
  code_expired: 'expired',
  /** The code has been exchanged before. */
  code_already_used: 'expired',
  /** The Wise account belongs to somebody else. Show a way to support. */
  identity_mismatch: 'identity',
  /** The Wise account is linked to another of the partner's customers. Show a way to support. */
  already_linked_elsewhere: 'identity',
  /** The Wise account has no profile yet. */
  profile_missing: 'profile',
  /** Wise does not know the typed code; another one may be right. */
  code_invalid: 'wrong',
  /** What was typed is no code: nothing, more than one word, or with characters that no code of Wise's can have. */
  code_unreadable: 'text',
  /** What was typed is a link, or a piece of one, which is what phishers ask for. Nothing was sent. */
  code_is_link: 'link',
  /** Too many wrong codes, or too many mismatches. */
  too_many_attempts: 'tooMany',
  /** Too many calls in a short time. */
  rate_limited: 'often',
  /** The same exchange is under way elsewhere. */
  exchange_in_progress: 'busy',
  /** Wise does not answer the backend. */
  wise_unavailable: 'busy',
  /** The backend could not be reached, did not answer within 15 seconds, or failed without saying how. */
  backend_unavailable: 'busy',
} as const;

/** One of the closed list of error codes. */
export type ErrorCode = keyof typeof ERRORS;

/** What else is known of an error. */
export interface ErrorDetails {
  /** True if the same code may be sent again. */
  readonly retryable?: boolean;
  /** Names the attempt in the partner's logs, for support. */
  readonly correlationId?: string;
  /** How many more codes may be tried, where the backend said so. */
  readonly attemptsLeft?: number | undefined;
  /** After how many seconds, a day's at most, it may be tried again, where the backend said so (RFC 9110 §10.2.3). */
  readonly retryAfter?: number | undefined;
  /** The characters of a typed text that no code can have. They look like others, perhaps. */
  readonly characters?: string | undefined;
  /** The evidence. */
  readonly cause?: unknown;
}

/** What went wrong, as data. `message` is for developers and never shown to a customer. */
export class LinkError extends Error {
  /** One of the closed list of codes. */
  declare readonly code: ErrorCode;
  /** True if the same code may be sent again. */
  declare readonly retryable: boolean;
  /** Names the attempt in the partner's logs, for support. Empty if no call was made. */
  declare readonly correlationId: string;
  /** How many more codes may be tried, where the backend said so. */
  declare readonly attemptsLeft: number | undefined;
  /** After how many seconds, a day's at most, it may be tried again, where the backend said so (RFC 9110 §10.2.3). */
  declare readonly retryAfter: number | undefined;
  /** The characters of a typed text that no code can have; at most three, and none of them is a part of a code. */
  declare readonly characters: string | undefined;

  constructor(code: ErrorCode, details?: ErrorDetails, message: string = code) {
    super(message);
    Object.assign(this, { code, retryable: false, correlationId: '' }, details);
  }

  /** Whether the customer can mend it in the text that he typed. */
  get isAboutText(): boolean {
    return /^code_(invalid|unreadable|is_link)$/.test(this.code);
  }
}

/** Whatever was thrown, as a LinkError. The one thing that a browser refuses us by an exception is its storage. */
export const asLinkError = (cause: unknown): LinkError =>
  cause instanceof LinkError
    ? cause
    : new LinkError(cause instanceof DOMException ? 'storage_unavailable' : 'unexpected', { cause });
