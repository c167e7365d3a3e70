import { WiseCustomer } from '../simulator/customer.js';
import type { Person } from './rows.js';

/** What a page reaches the bank by. */
export interface Reachable {
  fetch(path: string, init: RequestInit): Promise<Response>;
}

/** A request of the element. Every retry has the same bytes. */
export interface ElementRequest {
  key: string;
  body: string;
}

/** A response of the backend: its code or status, and its whole text. */
export interface PageAnswer {
  word: string;
  text: string;
  /** After how many seconds to send the same request again; null if the answer is final. */
  retryAfter: number | null;
}

/** The bank's page in a customer's browser. It survives a crash of the backend. */
export class Page {
  readonly #origin: string;
  readonly #wiseUrl: string;
  #cookie = '';
  attemptId = '';
  /** Secrets that no output may contain, by name. */
  readonly secrets = new Map<string, string>();

  constructor(origin: string, wiseUrl: string) {
    this.#origin = origin;
    this.#wiseUrl = wiseUrl;
  }

  async logIn(backend: Reachable, customer: 'sarah' | 'omar'): Promise<void> {
    const response = await this.post(backend, '/api/session', JSON.stringify({ customer, password: 'bank' }));
    this.#cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    this.secrets.set('session cookie', this.#cookie.split('=')[1] ?? '');
  }

  /** Sets the cookies of the bank, which decide who is logged in. */
  setCookie(cookie: string): void {
    this.#cookie = cookie;
  }

  /** Starts an attempt and gives access at Wise as a person. Returns the exchange request. */
  async authorize(backend: Reachable, { account, isTyped }: Person): Promise<ElementRequest> {
    const wanted = JSON.stringify({ flow: isTyped ? 'email' : 'popup', environment: 'sandbox' });
    const { attemptId, state, authorizeUrl } = JSON.parse(await (await this.post(backend, '/api/wise/start', wanted)).text());
    this.attemptId = attemptId;
    const customer = new WiseCustomer(this.#wiseUrl);
    const { pathname, search } = new URL(authorizeUrl);
    await customer.authorize(isTyped ? '/oauth/authorize/?client_id=bank&forwardingMode=showCode' : pathname + search);
    await customer.logInAs(account);
    await customer.chooseProfile();
    const { searchParams } = await customer.giveAccess();
    const code = isTyped ? customer.shownCode : searchParams.get('code');
    const profileId = searchParams.get('profileId') ?? undefined;
    const body = { attemptId, state, code, profileId, source: isTyped ? 'typed' : 'popup', redirectUri: `${this.#origin}/wise-callback.html` };
    this.secrets.set('code', String(code)).set('state', state);
    return { key: crypto.randomUUID(), body: JSON.stringify(body) };
  }

  /** The answer to "is this you?". */
  confirmation(confirm: boolean): ElementRequest {
    return { key: crypto.randomUUID(), body: JSON.stringify({ attemptId: this.attemptId, confirm }) };
  }

  async send(backend: Reachable, { key, body }: ElementRequest): Promise<PageAnswer> {
    return read(await this.post(backend, '/api/wise/exchange', body, { 'Idempotency-Key': key }));
  }

  /** The status of an attempt, as a page without a code gets it, for example after a reload. */
  async askStatus(backend: Reachable, attemptId = this.attemptId): Promise<string> {
    const path = `/api/wise/status?attempt=${attemptId}`;
    const response = await backend.fetch(path, { headers: { 'X-Wise-Link': '1', 'Cookie': this.#cookie } });
    return (await read(response)).word;
  }

  /** POSTs from the bank's own page. */
  async post(backend: Reachable, path: string, body: string, more: Record<string, string> = {}): Promise<Response> {
    const ours = { 'Origin': this.#origin, 'X-Wise-Link': '1', 'Content-Type': 'application/json', 'Cookie': this.#cookie };
    return backend.fetch(path, { method: 'POST', headers: { ...ours, ...more }, body });
  }
}

async function read(response: Response): Promise<PageAnswer> {
  const text = await response.text();
  const { status, code, retryAfterSeconds, retryable } = JSON.parse(text);
  const isFinal = response.status !== 202 && retryable !== true;
  return { word: code ?? status, text, retryAfter: isFinal ? null : (retryAfterSeconds ?? 1) };
}
