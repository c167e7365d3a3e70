/** The account that was linked, or is about to be. The partner's backend has masked every member. */
export interface Link {
  /** The holder's name, masked, e.g. `S••• J•••`. */
  displayName: string;
  /** Which kind of Wise profile the customer chose. */
  profileType: 'personal' | 'business';
  /** The end of the Wise profile id, e.g. `•••0000`. */
  profileRef: string;
}

/** An authorization code (RFC 6749 §1.3.1) with what the backend needs to exchange and to bind it. */
export interface Grant {
  /** The attempt that the backend began at `start-url`; absent without one. */
  attemptId?: string;
  /** The attempt's own `state`, also for a typed code, so that one binding check serves all sources. */
  state: string;
  /** The code, exactly as Wise gave it. */
  code: string;
  /** Wise's profile id, a string because Wise's 64-bit ids do not fit a JavaScript number. Absent for a typed code. */
  profileId?: string;
  /** How the code came: in a redirect of Wise (RFC 6749 §4.1.2), in whichever window, or typed. Earlier versions also sent `popup`. */
  source: 'popup' | 'redirect' | 'typed';
  /** The redirect URI of the authorization request; Wise wants the same again (RFC 6749 §4.1.3). */
  redirectUri: string;
}

/** The customer's answer to "is this you?". */
export interface Confirmation {
  attemptId: string;
  confirm: boolean;
}

/** The body of a call to `exchange-url`, and what the `exchange` function is given. */
export type ExchangePayload = Grant | Confirmation;

/** A payload with its idempotency key: the same on every retry, another for another code. */
export interface ExchangeRequest {
  key: string;
  payload: ExchangePayload;
}

/** What `exchange-url` answers, and what the `exchange` function resolves to. */
export type Answer =
  // `subject`: an opaque, stable name for the customer who is logged in. Other tabs show the link only where theirs is the same.
  | { status: 'linked'; link: Link; subject?: string }
  | { status: 'pending_confirmation'; attemptId: string; link: Link }
  | { status: 'processing'; retryAfterSeconds: number }
  | { status: 'discarded' };

/**
 * The partner's own function to submit a code, instead of `exchange-url`. Resolves to the answer; rejects with problem
 * details (RFC 9457), or with anything else.
 */
export type Exchange = (payload: ExchangePayload, options: { signal: AbortSignal }) => Promise<Answer>;

/**
 * Extra request headers, e.g. a CSRF token, as `fetch` takes them; or a function that returns them, or a promise of them.
 * Names are compared without case; none replaces a header that the contract names.
 */
export type RequestHeaders = HeadersInit | (() => HeadersInit | undefined | Promise<HeadersInit | undefined>);
