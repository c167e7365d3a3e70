import { parse } from 'lossless-json';

/** An API response. Integers beyond 2^53 are bigint. `body` is empty if the response is not JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** Meridian Bank's server: its calls to Wise. */
export class Partner {
  readonly #wise: string;
  readonly clientId: string;
  readonly #secret: string;
  readonly redirectUri: string;

  constructor(wiseUrl: string, clientId = 'bank', secret = 'banksecret', redirectUri = 'http://localhost:4100/popup.html') {
    this.#wise = wiseUrl;
    this.clientId = clientId;
    this.#secret = secret;
    this.redirectUri = redirectUri;
  }

  authorizeUrl(parameters: Record<string, string> = {}): string {
    const query = { client_id: this.clientId, redirect_uri: this.redirectUri, ...parameters };
    return `${this.#wise}/oauth/authorize/?${new URLSearchParams(query)}`;
  }

  showCodeUrl(): string {
    return `${this.#wise}/oauth/authorize/?client_id=${this.clientId}&forwardingMode=showCode`;
  }

  token(form: Record<string, string>, path = '/oauth/token'): Promise<ApiAnswer> {
    return this.#call(path, { method: 'POST', headers: { authorization: this.basic }, body: new URLSearchParams(form) });
  }

  exchange(code: string, redirectUri = this.redirectUri): Promise<ApiAnswer> {
    const { clientId } = this;
    return this.token({ grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: redirectUri });
  }

  refresh(refreshToken: unknown): Promise<ApiAnswer> {
    return this.token({ grant_type: 'refresh_token', refresh_token: String(refreshToken) });
  }

  /** Gets the partner's own access token. */
  async clientToken(): Promise<string> {
    const { body } = await this.token({ grant_type: 'client_credentials' });
    return String(body['access_token']);
  }

  get(path: string, token: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.#call(path, { headers: { ...headers, authorization: `Bearer ${String(token)}` } });
  }

  profiles(token: unknown): Promise<ApiAnswer> {
    return this.get('/v2/profiles', token);
  }

  postJson(path: string, token: string, body: unknown): Promise<ApiAnswer> {
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' };
    return this.#call(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  get basic(): string {
    return `Basic ${Buffer.from(`${this.clientId}:${this.#secret}`).toString('base64')}`;
  }

  async #call(path: string, init: RequestInit): Promise<ApiAnswer> {
    return readAnswer(await fetch(`${this.#wise}${path}`, init));
  }
}

/** Reads an API response. */
export async function readAnswer(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body: unknown = json ? parse(text, null, readNumber) : {};
  return { status: response.status, headers: response.headers, text, body: isRecord(body) ? body : { items: body } };
}

function readNumber(written: string): number | bigint {
  return Number.isSafeInteger(Number(written)) ? Number(written) : BigInt(written);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
