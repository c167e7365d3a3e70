import { WiseCustomer } from '../simulator/customer.js';
import type { BackendProcess } from './backend-process.js';
import type { Person } from './rows.js';

/** A request of the element: on every retry the same, byte for byte. */
export interface ElementRequest {
  key: string;
  body: string;
}

/** What the backend said: in one word, and whole. */
export interface Said {
  word: string;
  text: string;
  /** In how many seconds the same is to be asked again; null for what is final. */
  again: number | null;
}

/** The bank's page in a customer's browser. It outlives the backend. */
export class Page {
  readonly #origin: string;
  readonly #wiseUrl: string;
  #cookie = '';
  attemptId = '';
  /** What nobody may write down. */
  readonly secrets = new Map<string, string>();

  constructor(origin: string, wiseUrl: string) {
    this.#origin = origin;
    this.#wiseUrl = wiseUrl;
  }

  async logIn(backend: BackendProcess, customer: 'sarah' | 'omar'): Promise<void> {
    const response = await this.post(backend, '/api/session', JSON.stringify({ customer, password: 'bank' }));
    this.#cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    this.secrets.set('session cookie', this.#cookie.split('=')[1] ?? '');
  }

  /** Begins an attempt, and has somebody give access at Wise; returns the exchange that follows. */
  async authorize(backend: BackendProcess, { account, isTyped }: Person): Promise<ElementRequest> {
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

  async send(backend: BackendProcess, { key, body }: ElementRequest): Promise<Said> {
    return read(await this.post(backend, '/api/wise/exchange', body, { 'Idempotency-Key': key }));
  }

  /** What a page hears of an attempt if it has no code, after a reload say. */
  async askStatus(backend: BackendProcess, attemptId = this.attemptId): Promise<string> {
    const path = `/api/wise/status?attempt=${attemptId}`;
    const response = await backend.fetch(path, { headers: { 'X-Wise-Link': '1', 'Cookie': this.#cookie } });
    return (await read(response)).word;
  }

  /** What the bank's own page posts. */
  async post(backend: BackendProcess, path: string, body: string, more: Record<string, string> = {}): Promise<Response> {
    const ours = { 'Origin': this.#origin, 'X-Wise-Link': '1', 'Content-Type': 'application/json', 'Cookie': this.#cookie };
    return backend.fetch(path, { method: 'POST', headers: { ...ours, ...more }, body });
  }
}

async function read(response: Response): Promise<Said> {
  const text = await response.text();
  const { status, code, retryAfterSeconds, retryable } = JSON.parse(text);
  const isFinal = response.status !== 202 && retryable !== true;
  return { word: code ?? status, text, again: isFinal ? null : (retryAfterSeconds ?? 1) };
}
