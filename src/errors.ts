/**
 * The closed list of error codes, each with the key under which the catalogue has what the customer reads. Above each code
 * stand its cause and what the partner can do. Written from contract/errors.json by `npm run errors`.
 */
export const ERRORS = {
  /** An attribute is missing or unsafe, `headers` holds what no request can carry, the page has no https: address of its own, or its sandbox leaves no way to link. Read `message`: it names the attribute and says what to write, or the token that the sandbox lacks. */
  misconfigured: 'unavailable',
  /** The page's own Content-Security-Policy blocks the call to the endpoint. Allow `connect-src 'self'`. */
  policy_blocked: 'unavailable',
  /** The backend did not find the call to come from its own page. Check `headers` and the CSRF set-up. */
  csrf_failed: 'unavailable',
  /** The backend could not read the request. Compare it with the contract. */
  invalid_request: 'unavailable',
  /** The backend found the body too large. Allow bodies of 4 kB. */
  payload_too_large: 'unavailable',
  /** The backend does not take JSON at this URL. Accept `application/json`. */
  unsupported_media_type: 'unavailable',
  /** The customer's session at the partner has ended. Have him log in, then let him try again. */
  session_required: 'session',
  /** The browser keeps no session storage, without which no page finds its way back from a redirect. Take `mode="popup"`, which needs none. */
  storage_unavailable: 'again',
  /** The backend does not know the attempt, or it belongs to another session. Check that both calls carry the same session cookie. */
  attempt_not_found: 'again',
  /** The answer does not belong to this attempt (RFC 6749 §10.12). There is nothing to mend where it is an old window. Many in a short time are an attack: look at the log. */
  state_mismatch: 'unmatched',
  /** One idempotency key came with two bodies. Check that nothing between page and backend changes the body. */
  idempotency_key_reused: 'again',
  /** The code may be spent, but nobody knows what came of it. Only a new one can help. Set `status-url`, by which most of these are cleared up. */
  outcome_unknown: 'again',
  /** Wise answered with an error, or with something that is no authorization response (RFC 6749 §4.1.2). Check client id and redirect URI with Wise. */
  authorization_failed: 'again',
  /** Something broke that should not. Report `cause`, which holds the evidence, to us. */
  unexpected: 'again',
  /** The time for the attempt is over: 30 minutes, the life of a Wise code. There is nothing to mend: he begins again. */
  attempt_expired: 'expired',
  /** Wise did not accept the code any more. Exchange a code as soon as it comes. */
  code_expired: 'expired',
  /** The code has been exchanged before. Check that nothing sends the request twice with another key. */
  code_already_used: 'expired',
  /** The Wise account belongs to somebody else. Show a way to support. */
  identity_mismatch: 'identity',
  /** The Wise account is linked to another of the partner's customers. Show a way to support. */
  already_linked_elsewhere: 'identity',
  /** The Wise account has no profile yet. There is nothing to mend: he is told what to do at Wise. */
  profile_missing: 'profile',
  /** Wise does not know the typed code; another one may be right. There is nothing to mend; count the tries. */
  code_invalid: 'wrong',
  /** The code field was empty when the customer went on. There is nothing to mend: nothing was sent. */
  code_missing: 'awaiting-code',
  /** What was typed is no code: too long, or with characters that no code of Wise's can have. There is nothing to mend: it was not sent. */
  code_unreadable: 'text',
  /** What was typed is a link, or a piece of one, which is what phishers ask for. There is nothing to mend: it was not sent. */
  code_is_link: 'link',
  /** What was typed is more than one line: which of them is the code is not for us to guess. There is nothing to mend: it was not sent. */
  code_ambiguous: 'lines',
  /** Too many wrong codes, or too many mismatches. Show a way to support. */
  too_many_attempts: 'tooMany',
  /** Too many calls in a short time. Raise the limit if customers meet it. */
  rate_limited: 'often',
  /** The same exchange is under way elsewhere. There is nothing to mend: the element waits for it. */
  exchange_in_progress: 'busy',
  /** Wise does not answer the backend. Look at the backend's log, and at Wise's status page. */
  wise_unavailable: 'busy',
  /** The backend could not be reached, did not answer within 15 seconds, or failed without saying how; or something in front of it, a firewall say, answered in its place. Look at the backend's log for the `correlationId`. */
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
