import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { createPartner, openMemoryDatabase } from '../../src/server/index.js';
import type {
  Database,
  Limits,
  LogEntry,
  Partner,
  PartnerOptions,
  Queryable,
} from '../../src/server/index.js';
import { FakeWise } from './fake-wise.js';

export const ORIGIN = 'https://bank.example';
export const REDIRECT_URI = `${ORIGIN}/wise-callback.html`;
export const ENCRYPTION_KEY = { id: 'test-1', secret: Buffer.alloc(32, 7).toString('base64') };

/** When the fake Wise gave its first token: each test begins then. */
const FIRST_HOUR = new Date('2026-05-01T10:00:00Z');

const SECRETS = [
  'access-canary',
  'refresh-canary',
  'client-canary',
  'secret-canary',
  'description-canary',
  'sarah@example.com',
  'omar@example.com',
  '1985-05-20',
  '1979-11-03',
  'SC123456',
];

/** An answer as the page gets it. */
export interface Got {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

/** Fields of an exchange that a test wants otherwise; `undefined` leaves a field out. */
export type Changes = Record<string, unknown>;

/** A bank under test: its backend, its database, the Wise that it calls, and everything that it said. */
export class Bank {
  readonly wise = new FakeWise();
  readonly log: LogEntry[] = [];
  readonly said: string[] = [];
  readonly notices: unknown[] = [];
  readonly secrets = new Set<string>();
  now = FIRST_HOUR;
  #database: Database | undefined;
  #partner: Partner | undefined;
  #broken: RegExp | undefined;

  get database(): Database {
    if (this.#database === undefined) throw new Error('The bank is not open yet.');
    return this.#database;
  }

  /** Opens database and Wise; once per file. */
  async open(openDatabase: () => Promise<Database> = openMemoryDatabase): Promise<void> {
    await this.wise.start();
    this.#database = await openDatabase();
    await this.restart();
  }

  /** Starts the backend anew on the same database, as after a deployment. */
  async restart(options: Partial<PartnerOptions> = {}, limits: Partial<Limits> = {}): Promise<void> {
    await this.#partner?.close();
    this.#partner = await createPartner({
      origin: ORIGIN,
      wise: { apiUrl: this.wise.url, clientId: 'bank', clientSecret: 'secret-canary' },
      redirectUris: [REDIRECT_URI, `${ORIGIN}/second.html`],
      database: this.#breakable(this.database),
      ...(options.encryptionKeys === undefined ? { encryptionKey: ENCRYPTION_KEY } : {}),
      clock: () => this.now,
      notify: (notice) => void this.notices.push(notice),
      log: (entry) => void this.log.push(entry),
      limits: { wiseTimeoutMs: 2000, ...limits },
      ...options,
    });
  }

  /** The backend that runs now. */
  get partner(): Partner {
    if (this.#partner === undefined) throw new Error('The bank is not open yet.');
    return this.#partner;
  }

  /** Waits for background work, by ending the backend. */
  async finishWork(): Promise<void> {
    await this.#partner?.close();
  }

  /** Lets time pass. */
  forward(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
  }

  /** The process dies the next time that it is about to run this SQL. */
  dieBefore(sql: RegExp): void {
    this.#broken = sql;
  }

  /** The rows of a query. */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.database.query(sql)).rows as Record<string, unknown>[];
  }

  /** Every row of every table of the backend's, as text; with the names of the tables. */
  async everything(): Promise<string> {
    const tables = await this.rows(`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`);
    const all = await Promise.all(tables.map(async ({ name }) => [name, await this.rows(`select * from "${String(name)}"`)] as const));
    return JSON.stringify(Object.fromEntries(all));
  }

  /** The status of the only attempt. */
  async attemptStatus(): Promise<unknown> {
    const attempts = await this.rows('select status from attempt');
    expect(attempts).toHaveLength(1);
    return attempts[0]?.['status'];
  }

  /** Every sealed token in the database. */
  async sealedTokens(): Promise<unknown[]> {
    const sql = `select sealed_tokens from attempt where sealed_tokens is not null
                 union all select sealed_tokens from wise_link where sealed_tokens is not null`;
    return (await this.rows(sql)).map((row) => row['sealed_tokens']);
  }

  /** Sends a request as it is. */
  async send(request: Request): Promise<Got> {
    const response = await this.partner.fetch(request);
    const text = await response.text();
    const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
    // The state may be told to whoever starts, once; from then on it is a secret.
    const { state } = body;
    if (typeof state === 'string') this.secrets.add(state);
    const told = typeof state === 'string' ? text.replaceAll(state, '') : text;
    this.said.push(`${JSON.stringify([...response.headers])}\n${told}`);
    return { status: response.status, headers: response.headers, text, body };
  }

  /** A browser in which this customer is logged in. */
  async browser(customer: 'sarah' | 'omar'): Promise<Browser> {
    const browser = new Browser(this);
    await browser.logIn(customer);
    return browser;
  }

  /** No token, code, registration code, state, date of birth, address or text of Wise's in any answer or log line. */
  expectNoSecretTold(): void {
    const told = [...this.said, ...this.log.map((entry) => JSON.stringify(entry))].join('\n');
    for (const { body } of this.wise.calls('/v1/user/signup/registration_code')) {
      const { registrationCode }: { registrationCode: string } = JSON.parse(body);
      this.secrets.add(registrationCode);
    }
    for (const secret of [...SECRETS, ...this.secrets]) expect(told).not.toContain(secret);
    expect(JSON.stringify(this.log)).not.toMatch(/jenkins|haddad/i);
  }

  async clear(): Promise<void> {
    const tables = 'bank_session, attempt, exchange_request, wise_link, email_request';
    await this.database.exec(`truncate ${tables}`);
    this.#broken = undefined;
    this.now = FIRST_HOUR;
    this.wise.clear();
    for (const list of [this.log, this.said, this.notices]) list.length = 0;
    this.secrets.clear();
  }

  async close(): Promise<void> {
    await this.#partner?.close();
    await this.database.close();
    await this.wise.stop();
  }

  #breakable(database: Database): Database {
    const wrap = (on: Queryable): Queryable => ({
      query: async (sql, params) => {
        if (this.#broken?.test(sql) === true) {
          this.#broken = undefined;
          throw new Error('access-canary: the process died here');
        }
        return on.query(sql, params);
      },
      exec: (script) => on.exec(script),
    });
    return {
      ...wrap(database),
      transaction: (work) => database.transaction((tx) => work(wrap(tx))),
      close: () => database.close(),
    };
  }
}

/** The bank's page in a browser: cookie jar, headers, and the calls that the element makes. */
export class Browser {
  cookie = '';
  readonly #bank: Bank;

  constructor(bank: Bank) {
    this.#bank = bank;
  }

  async logIn(customer: string, password = 'bank'): Promise<Got> {
    const got = await this.send('POST', '/api/session', JSON.stringify({ customer, password }));
    this.cookie = (got.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    return got;
  }

  /** Sends what a browser sends for the element; a header set to null is left out. */
  async send(
    method: string,
    path: string,
    body: string | null = null,
    headers: Record<string, string | null> = {},
  ): Promise<Got> {
    const all: Record<string, string | null> = {
      Cookie: this.cookie === '' ? null : this.cookie,
      Origin: ORIGIN,
      'Sec-Fetch-Site': 'same-origin',
      'X-Wise-Link': '1',
      'Content-Type': body === null ? null : 'application/json',
      'X-Correlation-Id': 'corr-1',
      ...headers,
    };
    const sent = new Headers();
    for (const [name, value] of Object.entries(all)) if (value !== null) sent.set(name, value);
    return this.#bank.send(new Request(ORIGIN + path, { method, body, headers: sent }));
  }

  /** Has the backend begin an attempt. */
  async start(changes: Changes = {}): Promise<Got> {
    const body = { flow: 'popup', environment: 'sandbox', locale: 'en-GB', ...changes };
    return this.send('POST', '/api/wise/start', JSON.stringify(body));
  }

  /** GETs the status of an attempt, or of the customer. */
  async status(attemptId?: unknown): Promise<Got> {
    const query = typeof attemptId === 'string' ? `?${new URLSearchParams({ attempt: attemptId })}` : '';
    return this.send('GET', `/api/wise/status${query}`);
  }

  /** POSTs a code. */
  async exchange(changes: Changes = {}, key: string = crypto.randomUUID()): Promise<Got> {
    const fresh = { state: newState(), code: newCode() };
    const body = { ...fresh, profileId: '30000000', source: 'popup', redirectUri: REDIRECT_URI, ...changes };
    for (const secret of [body.code, body.state]) this.#bank.secrets.add(String(secret));
    return this.send('POST', '/api/wise/exchange', JSON.stringify(body), { 'Idempotency-Key': key });
  }

  /** POSTs a code that the customer typed. */
  async type(state: string, code: string = newCode(), key: string = crypto.randomUUID()): Promise<Got> {
    return this.exchange({ state, code, source: 'typed', profileId: undefined }, key);
  }

  /** POSTs the answer to "is this you?". */
  async confirm(attemptId: unknown, confirm: boolean, key: string = crypto.randomUUID()): Promise<Got> {
    return this.send('POST', '/api/wise/exchange', JSON.stringify({ attemptId, confirm }), { 'Idempotency-Key': key });
  }
}

/** 256 random bits, as the element makes them. */
export function newState(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}

/** A code that no other text contains by accident. */
export function newCode(): string {
  return `code-${crypto.randomUUID()}`;
}

/** A PostgreSQL starts in a second on an idle machine, and in fifteen on a busy one. */
export function allowForSlowDatabase(): void {
  vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 });
}

/** Opens a bank for a test file, empties it between tests, and after each hunts for secrets in all that it said. */
export function useBank(limits: Partial<Limits> = {}, openDatabase?: () => Promise<Database>): Bank {
  const bank = new Bank();
  allowForSlowDatabase();
  beforeAll(() => bank.open(openDatabase));
  beforeEach(async () => {
    await bank.clear();
    await bank.restart({}, limits);
  });
  afterEach(() => bank.expectNoSecretTold());
  afterAll(() => bank.close());
  return bank;
}
