import { readClientToken, readExists, readNotUnique, readOAuthError, readProfiles, readTokens } from './wise-answers.js';
import type { Profile, Tokens } from './wise-answers.js';
import { callWise } from './wise-http.js';
import type { Outcome } from './wise-http.js';
import type { Log } from './log.js';

/** Where Wise is, and who we are there. */
export interface WiseOptions {
  /** The origin of the API, e.g. `https://api.wise-sandbox.com`. */
  apiUrl: string;
  /** Wise's page for customers; left out, it is the one that belongs to the API's environment. */
  authorizeUrl?: string;
  clientId: string;
  clientSecret: string;
}

/** Wise does not serve now; `inDoubt` when it may have acted all the same. */
export interface Unavailable {
  kind: 'unavailable';
  inDoubt: boolean;
  retryAfterSeconds: number | null;
}

/** How the exchange of a code, or of a refresh token, ended. */
export type Redeemed =
  | { kind: 'tokens'; tokens: Tokens }
  | { kind: 'invalid-grant' }
  | { kind: 'no-answer' }
  | Unavailable;

/** What Wise made of the request for an e-mail. `created`: a user whom nobody asked for. */
export type Emailed = 'accepted' | 'created' | Unavailable;

/** The calls to Wise that linking needs. No text of Wise's leaves this class. */
export class WiseClient {
  readonly #options: WiseOptions;
  readonly #timeoutMs: number;
  readonly #log: Log;

  constructor(options: WiseOptions, timeoutMs: number, log: Log) {
    this.#options = options;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  /** Exchanges an authorization code, with one call; whether to call again is the caller's decision. */
  async redeem(code: string, redirectUri: string, correlationId: string): Promise<Redeemed> {
    const { clientId } = this.#options;
    const form = { grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: redirectUri };
    return this.#grant(form, correlationId);
  }

  /** Exchanges a refresh token; from then on the access token before is dead. */
  async refresh(refreshToken: string, correlationId: string): Promise<Redeemed> {
    return this.#grant({ grant_type: 'refresh_token', refresh_token: refreshToken }, correlationId);
  }

  async #grant(form: Record<string, string>, correlationId: string): Promise<Redeemed> {
    const outcome = await this.#token(form, correlationId);
    if (outcome.kind === 'no-answer') return outcome;
    if (outcome.kind === 'answered' && outcome.status === 200) {
      const tokens = readTokens(outcome.text, form['refresh_token']);
      // A 200 that cannot be read has spent the code, and its tokens are as lost as if it had never arrived.
      return tokens === null ? { kind: 'no-answer' } : { kind: 'tokens', tokens };
    }
    // Wise's own documents show this error with 400, 401 and 403, so the word decides and not the status.
    if (outcome.kind === 'answered' && outcome.status < 500 && readOAuthError(outcome.text) === 'invalid_grant') {
      return { kind: 'invalid-grant' };
    }
    return unavailable(outcome);
  }

  /** The profiles behind an access token; 'unauthorized' when Wise does not accept the token (any more). */
  async profiles(accessToken: string, correlationId: string): Promise<Profile[] | 'unauthorized' | Unavailable> {
    const headers = { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' };
    const outcome = await this.#call('profiles', '/v2/profiles', { headers }, correlationId);
    if (outcome.kind !== 'answered') return unavailable(outcome);
    if (outcome.status === 401 || outcome.status === 403) return 'unauthorized';
    return (outcome.status === 200 ? readProfiles(outcome.text) : null) ?? unavailable(outcome);
  }

  /**
   * Has Wise send its e-mail with the link to a code. Nothing happens if the address has no account: the same call
   * would create one, which nobody asked for. It still does so if the account is closed at this very moment, and then
   * the registration code is all that opens the new one.
   */
  async sendCodeByEmail(email: string, registrationCode: string, correlationId: string): Promise<Emailed> {
    const granted = await this.#token({ grant_type: 'client_credentials' }, correlationId);
    const token = granted.kind === 'answered' && granted.status === 200 ? readClientToken(granted.text) : null;
    if (token === null) return unavailable(granted);
    const post = (body: unknown): RequestInit => ({
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const found = await this.#call('user_exists', '/v1/users/exists', post({ email }), correlationId);
    const exists = found.kind === 'answered' && found.status === 200 ? readExists(found.text) : null;
    if (exists === null) return unavailable(found);
    if (!exists) return 'accepted';
    // The parameter stands only in Wise's guides to account linking, not in the reference of this call.
    const user = { email, registrationCode, language: 'EN', sendAuthorizationCodeAsEmail: true };
    const asked = await this.#call('create_user', '/v1/user/signup/registration_code', post(user), correlationId);
    if (asked.kind !== 'answered') return unavailable(asked);
    if (asked.status === 409 && readNotUnique(asked.text)) return 'accepted';
    // Whatever its body says: if there is a user now, his code must not be lost.
    return asked.status === 200 ? 'created' : unavailable(asked);
  }

  async #token(form: Record<string, string>, correlationId: string): Promise<Outcome> {
    const { clientId, clientSecret } = this.#options;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const headers = { Authorization: `Basic ${basic}`, Accept: 'application/json' };
    const init = { method: 'POST', headers, body: new URLSearchParams(form) };
    return this.#call(`token_${form['grant_type'] ?? ''}`, '/oauth/token', init, correlationId);
  }

  async #call(operation: string, path: string, init: RequestInit, correlationId: string): Promise<Outcome> {
    const headers = new Headers(init.headers);
    headers.set('X-External-Correlation-Id', correlationId);
    const outcome = await callWise(new URL(path, this.#options.apiUrl), { ...init, headers }, this.#timeoutMs);
    const entry = { event: 'wise_call', correlationId, operation, outcome: outcome.kind } as const;
    if (outcome.kind !== 'answered') {
      this.#log({ level: 'warn', ...entry });
      return outcome;
    }
    const { status, traceId } = outcome;
    this.#log({ level: status < 400 ? 'info' : 'warn', ...entry, status, ...(traceId === null ? {} : { traceId }) });
    return outcome;
  }
}

// 429 and 503 say that nothing was done, and so does every 4xx (a wrong client secret is our fault, and mends). A 500
// or a gateway's 502 and 504 can come after the code was spent.
function unavailable(outcome: Outcome): Unavailable {
  if (outcome.kind !== 'answered') {
    return { kind: 'unavailable', inDoubt: outcome.kind === 'no-answer', retryAfterSeconds: null };
  }
  const { status, retryAfterSeconds } = outcome;
  return { kind: 'unavailable', inDoubt: status >= 500 && status !== 503, retryAfterSeconds };
}
