/**
 * The closed list of error codes, each with the key under which the catalogue has what the customer reads. Above each code
 * stand its cause and what the partner can do. Written from contract/errors.json by `npm run errors`.
 */
export const ERRORS = {
  /** An attribute is missing or unsafe, `headers` has a header that a request cannot have, the page has no https: URL, or its sandbox prevents linking. Read `message`: it names the attribute and the correct value, or the missing sandbox token. */
  misconfigured: 'unavailable',
  /** The page's own Content-Security-Policy blocks the call to the endpoint. Allow `connect-src 'self'`. */
  policy_blocked: 'unavailable',
  /** The backend decided that the call did not come from its own page. Check `headers` and the CSRF set-up. */
  csrf_failed: 'unavailable',
  /** The backend could not parse the request. Compare it with the contract. */
  invalid_request: 'unavailable',
  /** The body is too large for the backend. Allow bodies of 4 kB. */
  payload_too_large: 'unavailable',
  /** The backend does not accept JSON at this URL. Accept `application/json`. */
  unsupported_media_type: 'unavailable',
  /** The customer's session at the partner has ended. Let the customer log in and try again. */
  session_required: 'session',
  /** The browser has no session storage, which the redirect flow requires. Use `mode="popup"`, which does not require it. */
  storage_unavailable: 'again',
  /** The backend does not know the attempt, or it belongs to another session. Check that both calls send the same session cookie. */
  attempt_not_found: 'again',
  /** The authorization response does not belong to this attempt (RFC 6749 §10.12). No action needed if it comes from an old window. Many in a short time are an attack: check the log. */
  state_mismatch: 'unmatched',
  /** The same idempotency key was sent with two bodies. Check that nothing between the page and the backend changes the body. */
  idempotency_key_reused: 'again',
  /** The code may have been used, but the outcome is unknown. Only a new code helps. Set `status-url`, which resolves most of these. */
  outcome_unknown: 'again',
  /** Wise answered with an error, or with something that is not an authorization response (RFC 6749 §4.1.2). Check client id and redirect URI with Wise. */
  authorization_failed: 'again',
  /** An internal error of the element. Report it to us with `cause`, which has the details. */
  unexpected: 'again',
  /** The attempt has expired after 30 minutes, the lifetime of a Wise code. No action needed. The customer starts again. */
  attempt_expired: 'late',
  /** Wise no longer accepts the code. Exchange each code at once. */
  code_expired: 'expired',
  /** The code was already exchanged. Check that nothing sends the request again with another key. */
  code_already_used: 'expired',
  /** The Wise account belongs to another person. Show a way to support. */
  identity_mismatch: 'identity',
  /** The Wise account is linked to another of the partner's customers. Show a way to support. */
  already_linked_elsewhere: 'identity',
  /** The Wise account has no profile yet. No action needed. The customer sees what to do at Wise. */
  profile_missing: 'profile',
  /** Wise does not know the typed code. Another one may be correct. No action needed, but count the tries. */
  code_invalid: 'wrong',
  /** The code field was empty when the customer continued. No action needed. Nothing was sent. */
  code_missing: 'awaiting-code',
  /** The typed text is not a code: it is too long, or has characters that a Wise code cannot have. No action needed. It was not sent. */
  code_unreadable: 'text',
  /** The typed text is a link, or a part of one, which phishers ask for. No action needed. It was not sent. */
  code_is_link: 'link',
  /** The typed text has more than one line, and it is unclear which one is the code. No action needed. It was not sent. */
  code_ambiguous: 'lines',
  /** Too many wrong codes, or too many mismatches. Show a way to support. */
  too_many_attempts: 'tooMany',
  /** Too many calls in a short time. Raise the limit if customers reach it. */
  rate_limited: 'often',
  /** Another request is processing the same exchange. No action needed. The element waits for it. */
  exchange_in_progress: 'busy',
  /** Wise does not answer the backend. Check the backend's log and Wise's status page. */
  wise_unavailable: 'busy',
  /** The backend could not be reached, did not answer within 15 seconds, or failed without an error code; or something in front of it, for example a firewall, answered instead. Search the backend's log for the `correlationId`. */
  backend_unavailable: 'busy',
} as const;

/** One of the closed list of error codes. */
export type ErrorCode = keyof typeof ERRORS;

/** The details of an error. */
export interface ErrorDetails {
  /** True if the same code may be sent again. */
  readonly retryable?: boolean;
  /** Identifies the attempt in the partner's logs, for support. */
  readonly correlationId?: string;
  /** How many more codes the customer may try, if the backend said so. */
  readonly attemptsLeft?: number | undefined;
  /**
   * Seconds until the next try, if the backend said so (RFC 9110 §10.2.3): at most 120, or 86,400 with `too_many_attempts`
   * and `rate_limited`.
   */
  readonly retryAfter?: number | undefined;
  /** The typed characters that no code can contain. Some look like allowed ones. */
  readonly characters?: string | undefined;
  /** The underlying error or value. */
  readonly cause?: unknown;
}

/** The error of an attempt. `message` is for developers, and never shown to a customer. */
export class LinkError extends Error {
  /** One of the closed list of codes. */
  declare readonly code: ErrorCode;
  /** True if the same code may be sent again. */
  declare readonly retryable: boolean;
  /** Identifies the attempt in the partner's logs, for support. Empty if no call was made. */
  declare readonly correlationId: string;
  /** How many more codes the customer may try, if the backend said so. */
  declare readonly attemptsLeft: number | undefined;
  /**
   * Seconds until the next try, if the backend said so (RFC 9110 §10.2.3): at most 120, or 86,400 with `too_many_attempts`
   * and `rate_limited`.
   */
  declare readonly retryAfter: number | undefined;
  /** The typed characters that no code can contain: at most three. None of them is part of a code. */
  declare readonly characters: string | undefined;

  constructor(code: ErrorCode, details?: ErrorDetails, message: string = code) {
    super(message);
    Object.assign(this, { code, retryable: false, correlationId: '' }, details);
  }

  /** Whether the customer can fix it by typing another text: not if the code was valid and is spent. */
  get isAboutText(): boolean {
    return /^code_(?!expired|already)/.test(this.code);
  }
}

/** Anything that was thrown, as a LinkError. The only DOMException that can occur is refused storage. */
export const asLinkError = (cause: unknown): LinkError =>
  cause instanceof LinkError
    ? cause
    : new LinkError(cause instanceof DOMException ? 'storage_unavailable' : 'unexpected', { cause });
