import { DEFAULT_LIMITS } from './limits.js';
import { readClientToken, readExists, readNotUnique, readOAuthError, readProfiles, readTokens } from './wise-answers.js';
import type { Profile } from './profile.js';
import { SeenNames } from './unknown-value.js';
import type { OnUnknown } from './unknown-value.js';
import type { Tokens } from './wise-answers.js';
import type { Log } from './log.js';
import type { Transport } from './transport.js';
import { callWise } from './wise-http.js';
import type { Outcome, WiseCall } from './wise-http.js';
import { apiOrigin } from './wise-options.js';
import type { WiseOptions } from './wise-options.js';

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

/** The outcome of the request for an email. `created`: Wise created a user, which was not intended. */
export type Emailed = 'accepted' | 'created' | Unavailable;

/** The calls to Wise that linking needs. No text from Wise's responses leaves this class, except parsed fields. */
export class WiseClient {
  readonly #options: WiseOptions;
  readonly #transport: Transport;
  readonly #log: Log;
  readonly #seen = new SeenNames();

  constructor(options: WiseOptions, transport: Transport, log: Log) {
    this.#options = options;
    this.#transport = transport;
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
    if (outcome.kind === 'no-answer') return { kind: 'no-answer' };
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
    const outcome = await this.#call('profiles', '/v2', '/profiles', { headers }, correlationId);
    if (outcome.kind !== 'answered') return unavailable(outcome);
    if (outcome.status === 401 || outcome.status === 403) return 'unauthorized';
    return (outcome.status === 200 ? readProfiles(outcome.text, this.#onUnknown(correlationId)) : null) ?? unavailable(outcome);
  }

  /**
   * Asks Wise to send its email with the link to a code. Sends nothing if the address has no account, because the same
   * call would create one. It can still create one if the account is closed between the two calls, and then only the
   * registration code gives access to the new account.
   */
  async sendCodeByEmail(email: string, registrationCode: string, correlationId: string): Promise<Emailed> {
    const granted = await this.#token({ grant_type: 'client_credentials' }, correlationId);
    const token = granted.kind === 'answered' && granted.status === 200 ? readClientToken(granted.text) : null;
    if (token === null) return unavailable(granted);
    const post = (body: unknown): WiseCall => ({
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const found = await this.#call('user_exists', '/v1', '/users/exists', post({ email }), correlationId);
    const exists = found.kind === 'answered' && found.status === 200 ? readExists(found.text) : null;
    if (exists === null) return unavailable(found);
    if (!exists) return 'accepted';
    // The parameter is documented only in Wise's guides to account linking, not in the API reference.
    const user = { email, registrationCode, language: 'EN', sendAuthorizationCodeAsEmail: true };
    const asked = await this.#call('create_user', '/v1', '/user/signup/registration_code', post(user), correlationId);
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
    const headers = { 'Authorization': `Basic ${basic}`, 'Content-Type': 'application/x-www-form-urlencoded', 'Accept': 'application/json' };
    const call: WiseCall = { method: 'POST', headers, body: new URLSearchParams(form).toString() };
    return this.#call(`token_${form['grant_type'] ?? ''}`, '', '/oauth/token', call, correlationId);
  }

  /** `folder` is the first part of the path, which a version of the API replaces. */
  async #call(operation: string, folder: '' | '/v1' | '/v2', path: string, call: WiseCall, correlationId: string): Promise<Outcome> {
    const { apiVersion, timeoutMs = DEFAULT_LIMITS.wiseTimeoutMs } = this.#options;
    const headers = { ...call.headers, 'X-External-Correlation-Id': correlationId };
    const { fetch, fetchOnce } = this.#transport;
    const url = new URL(`${apiVersion === undefined ? folder : `/${apiVersion}`}${path}`, apiOrigin(this.#options));
    const outcome = await callWise(folder === '' ? fetchOnce : fetch, url, { ...call, headers }, timeoutMs);
    const entry = { event: 'wise_call', correlationId, operation, outcome: outcome.kind } as const;
    if (outcome.kind !== 'answered') {
      const { errorCode } = outcome;
      const hint = folder === '' ? hintOf(errorCode) : {};
      this.#log({ level: 'warn', ...entry, ...(errorCode === null ? {} : { errorCode }), ...hint });
      return outcome;
    }
    const { status, traceId } = outcome;
    this.#log({ level: status < 400 ? 'info' : 'warn', ...entry, status, ...(traceId === null ? {} : { traceId }) });
    return outcome;
  }
}

// A refused client certificate looks like a connection that broke. On a new connection that is unlikely.
function hintOf(errorCode: string | null): { hint?: string } {
  if (errorCode === null || !/^(UND_ERR_SOCKET|ECONNRESET|EPIPE|ERR_SSL_.*ALERT.*)$/.test(errorCode)) return {};
  return { hint: 'Wise closed a new connection. Does it ask for a client certificate (wise.tls), or for another one?' };
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
