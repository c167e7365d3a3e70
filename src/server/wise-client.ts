import { readClientToken, readExists, readNotUnique, readOAuthError, readProfiles, readTokens } from './wise-answers.js';
import type { Tokens } from './wise-answers.js';
import type { Profile } from './profile.js';
import { SeenNames } from './unknown-value.js';
import type { OnUnknown } from './unknown-value.js';
import { callWise } from './wise-http.js';
import type { Outcome } from './wise-http.js';
import type { Log } from './log.js';

/** The URLs of Wise, and the partner's client credentials. */
export interface WiseOptions {
  /** The origin of the API, for example `https://api.wise-sandbox.com`. */
  apiUrl: string;
  /** Wise's authorization endpoint. Default: that of the API's environment. */
  authorizeUrl?: string;
  clientId: string;
  clientSecret: string;
}

/** Wise is unavailable. `inDoubt` if it may have processed the call. */
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

/** The outcome of the request for an e-mail. `created`: Wise created a user, which was not intended. */
export type Emailed = 'accepted' | 'created' | Unavailable;

/** The calls to Wise that linking needs. No text from Wise's responses leaves this class, except parsed fields. */
export class WiseClient {
  readonly #options: WiseOptions;
  readonly #timeoutMs: number;
  readonly #log: Log;
  readonly #seen = new SeenNames();

  constructor(options: WiseOptions, timeoutMs: number, log: Log) {
    this.#options = options;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  /** Exchanges an authorization code with one call. Retries are up to the caller. */
  async redeem(code: string, redirectUri: string, correlationId: string): Promise<Redeemed> {
    const { clientId } = this.#options;
    const form = { grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: redirectUri };
    return this.#grant(form, correlationId);
  }

  /** Exchanges a refresh token, which revokes the previous access token. */
  async refresh(refreshToken: string, correlationId: string): Promise<Redeemed> {
    return this.#grant({ grant_type: 'refresh_token', refresh_token: refreshToken }, correlationId);
  }

  async #grant(form: Record<string, string>, correlationId: string): Promise<Redeemed> {
    const outcome = await this.#token(form, correlationId);
    if (outcome.kind === 'no-answer') return outcome;
    if (outcome.kind === 'answered' && outcome.status === 200) {
      const tokens = readTokens(outcome.text, form['refresh_token'], this.#onUnknown(correlationId));
      // A malformed 200 means that the code was used and its tokens are lost, as if no response had arrived.
      return tokens === null ? { kind: 'no-answer' } : { kind: 'tokens', tokens };
    }
    // Wise documents this error with 400, 401 and 403, so the error code decides, not the status.
    if (outcome.kind === 'answered' && outcome.status < 500 && readOAuthError(outcome.text) === 'invalid_grant') {
      return { kind: 'invalid-grant' };
    }
    return unavailable(outcome);
  }

  /** The profiles of an access token; 'unauthorized' if Wise does not accept the token. */
  async profiles(accessToken: string, correlationId: string): Promise<Profile[] | 'unauthorized' | Unavailable> {
    const headers = { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' };
    const outcome = await this.#call('profiles', '/v2/profiles', { headers }, correlationId);
    if (outcome.kind !== 'answered') return unavailable(outcome);
    if (outcome.status === 401 || outcome.status === 403) return 'unauthorized';
    return (outcome.status === 200 ? readProfiles(outcome.text, this.#onUnknown(correlationId)) : null) ?? unavailable(outcome);
  }

  /**
   * Asks Wise to send its e-mail with the link to a code. Sends nothing if the address has no account, because the same
   * call would create one. It can still create one if the account is closed between the two calls, and then only the
   * registration code gives access to the new account.
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
    // The parameter is documented only in Wise's guides to account linking, not in the API reference.
    const user = { email, registrationCode, language: 'EN', sendAuthorizationCodeAsEmail: true };
    const asked = await this.#call('create_user', '/v1/user/signup/registration_code', post(user), correlationId);
    if (asked.kind !== 'answered') return unavailable(asked);
    if (asked.status === 409 && readNotUnique(asked.text)) return 'accepted';
    // Ignore the body: if Wise created a user, its registration code must be kept.
    return asked.status === 200 ? 'created' : unavailable(asked);
  }

  #onUnknown(correlationId: string): OnUnknown {
    return (field) => {
      if (this.#seen.add(field)) this.#log({ level: 'warn', event: 'unknown_value', correlationId, field });
    };
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

// After a 4xx or 503 Wise has not processed the call (a wrong client secret can be fixed). After a 500, or a gateway's
// 502 or 504, the code may have been used.
function unavailable(outcome: Outcome): Unavailable {
  if (outcome.kind !== 'answered') {
    return { kind: 'unavailable', inDoubt: outcome.kind === 'no-answer', retryAfterSeconds: null };
  }
  const { status, retryAfterSeconds } = outcome;
  return { kind: 'unavailable', inDoubt: status >= 500 && status !== 503, retryAfterSeconds };
}
