import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { openBank } from '../../demo/bank/bank.js';
import type { Bank as OpenBank, BankOptions } from '../../demo/bank/bank.js';
import type { Database, Limits, LogEntry, Queryable, WiseLink } from '../../src/server/index.js';
import { migrate } from '../../src/server/migrate.js';
import { pglite } from '../../src/server/pglite.js';
import { TestClock } from './clock.js';
import { FakeWise } from './fake-wise.js';

export const ORIGIN = 'https://bank.example';
export const REDIRECT_URI = `${ORIGIN}/wise-callback.html`;
export const ENCRYPTION_KEY = { id: 'test-1', secret: Buffer.alloc(32, 7).toString('base64') };

/** The start time of each test, when the fake Wise issues its tokens. */
const START = new Date('2026-05-01T10:00:00Z');

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

/** A response as the page receives it. */
export interface Got {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

/** Fields of a request that a test overrides. `undefined` omits a field. */
export type Changes = Record<string, unknown>;

/** A bank under test: the demo's log-in and wise-link, their database, a fake Wise, and all output. */
export class Bank {
  readonly wise = new FakeWise();
  readonly log: LogEntry[] = [];
  readonly outputs: string[] = [];
  readonly notices: unknown[] = [];
  readonly secrets = new Set<string>();
  now = START;
  /** The statements since the last `clear`, with `begin` and `commit`. */
  readonly statements: { sql: string; params: unknown[] }[] = [];
  #database: Database | undefined;
  #clock: TestClock | undefined;
  #open: OpenBank | undefined;
  #reopen: () => Promise<void> = async () => {};
  #broken: RegExp | undefined;
  #error = new Error('unused');

  get database(): Database {
    if (this.#database === undefined) throw new Error('The bank is not open yet.');
    return this.#database;
  }

  /** Starts the database and the fake Wise. Called once per file. */
  async open(openDatabase: () => Promise<Database> = pglite): Promise<void> {
    await this.wise.start();
    const database = await openDatabase();
    await migrate(database);
    this.#clock = new TestClock(database);
    await this.#clock.install();
    this.#database = this.#clock.before(database);
    this.#clock.freeze(this.now);
    await this.restart();
  }

  /** Restarts the backend on the same database, as after a deployment. */
  async restart(options: Partial<BankOptions> = {}, limits: Partial<Limits> = {}): Promise<void> {
    await this.#open?.wiseLink.close();
    this.#reopen = () => this.restart(options, limits);
    this.#open = await openBank({
      origin: ORIGIN,
      wise: { environment: 'sandbox', apiUrl: this.wise.url, clientId: 'bank', clientSecret: 'secret-canary' },
      redirectUris: [REDIRECT_URI, `${ORIGIN}/second.html`],
      database: this.#breakable(this.database),
      keys: [ENCRYPTION_KEY],
      clock: () => this.now,
      hooks: { linked: ({ customerId, link }) => void this.notices.push({ customerId, link }) },
      log: (entry) => void this.log.push(entry),
      limits: { wiseTimeoutMs: 2000, ...limits },
      ...options,
    });
  }

  /** The database, whose statements are written down as the backend's are. */
  get watched(): Database {
    return this.#breakable(this.database);
  }

  /** The running backend. */
  get partner(): WiseLink {
    if (this.#open === undefined) throw new Error('The bank is not open yet.');
    return this.#open.wiseLink;
  }

  /** Waits for background work by restarting the backend. */
  async finishWork(): Promise<void> {
    await this.#reopen();
  }

  /** Moves the database's clock forward. */
  forward(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    this.#clock?.freeze(this.now);
  }

  /** Throws instead of the next statement that matches, like a crash of the process. */
  crashBefore(sql: RegExp, error = new Error('access-canary: the process died here')): void {
    this.#broken = sql;
    this.#error = error;
  }

  /** The rows of a query. */
  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.database.query(sql)).rows as Record<string, unknown>[];
  }

  /** Every row of every table of the backend, by table name, as JSON. */
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

  /** Sends a request without changes. */
  async send(request: Request, open = this.#open): Promise<Got> {
    if (open === undefined) throw new Error('The bank is not open yet.');
    const response = await open.fetch(request);
    const text = await response.text();
    const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
    // The response of the start endpoint may contain the state. Any other output must not.
    const { state } = body;
    if (typeof state === 'string') this.secrets.add(state);
    const output = typeof state === 'string' ? text.replaceAll(state, '') : text;
    this.outputs.push(`${JSON.stringify([...response.headers])}\n${output}`);
    return { status: response.status, headers: response.headers, text, body };
  }

  /** A browser with a session of this customer. */
  async browser(customer: 'sarah' | 'omar'): Promise<Browser> {
    const browser = new Browser(this);
    await browser.logIn(customer);
    return browser;
  }

  /** Checks that no response or log line has a token, code, registration code, state, date of birth, address or text from Wise. */
  expectNoSecretInOutput(): void {
    const output = [...this.outputs, ...this.log.map((entry) => JSON.stringify(entry))].join('\n');
    for (const { body } of this.wise.calls('/v1/user/signup/registration_code')) {
      const { registrationCode }: { registrationCode: string } = JSON.parse(body);
      this.secrets.add(registrationCode);
    }
    for (const secret of [...SECRETS, ...this.secrets]) expect(output).not.toContain(secret);
    expect(JSON.stringify(this.log)).not.toMatch(/jenkins|haddad/i);
  }

  async clear(): Promise<void> {
    const tables = 'demo_session, attempt, exchange_request, used_code, refusal, wise_link, email_request, hook_event';
    await this.database.exec(`truncate ${tables}`);
    this.#broken = undefined;
    this.now = START;
    this.#clock?.freeze(START);
    this.wise.clear();
    for (const list of [this.log, this.outputs, this.notices, this.statements]) list.length = 0;
    this.secrets.clear();
  }

  async close(): Promise<void> {
    await this.#open?.wiseLink.close();
    await this.database.close();
    await this.wise.stop();
  }

  #breakable(database: Database): Database {
    const wrap = (on: Queryable): Queryable => ({
      query: async (sql, params) => {
        this.statements.push({ sql, params: params ?? [] });
        if (this.#broken?.test(sql) === true) {
          this.#broken = undefined;
          throw this.#error;
        }
        return on.query(sql, params);
      },
      exec: (script) => on.exec(script),
    });
    return {
      ...wrap(database),
      transaction: async (work) => {
        this.statements.push({ sql: 'begin', params: [] });
        const result = await database.transaction((tx) => work(wrap(tx)));
        this.statements.push({ sql: 'commit', params: [] });
        return result;
      },
      close: () => database.close(),
    };
  }
}

/** The bank's page in a browser: its cookie, its headers, and the calls of the element. */
export class Browser {
  cookie = '';
  readonly #bank: Bank;
  readonly #process: OpenBank | undefined;

  constructor(bank: Bank, process?: OpenBank) {
    this.#bank = bank;
    this.#process = process;
  }

  /** The same browser, whose requests another process of the bank gets. */
  at(process: OpenBank): Browser {
    const browser = new Browser(this.#bank, process);
    browser.cookie = this.cookie;
    return browser;
  }

  async logIn(customer: string, password = 'bank'): Promise<Got> {
    const got = await this.send('POST', '/api/session', JSON.stringify({ customer, password }));
    this.cookie = (got.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    return got;
  }

  /** Sends a request with the headers that a browser sends for the element. A null header is omitted. */
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
    return this.#bank.send(new Request(ORIGIN + path, { method, body, headers: sent }), this.#process);
  }

  /** POSTs to the start endpoint. */
  async start(changes: Changes = {}): Promise<Got> {
    const body = { flow: 'popup', environment: 'sandbox', locale: 'en-GB', ...changes };
    return this.send('POST', '/api/wise/start', JSON.stringify(body));
  }

  /** GETs the status of an attempt, or of the customer. */
  async status(attemptId?: unknown): Promise<Got> {
    const query = typeof attemptId === 'string' ? `?${new URLSearchParams({ attempt: attemptId })}` : '';
    return this.send('GET', `/api/wise/status${query}`);
  }

  /** The id and the state of a new attempt, from the start endpoint. */
  async attempt(changes: Changes = {}): Promise<{ attemptId: unknown; state: unknown }> {
    const { attemptId, state } = (await this.start(changes)).body;
    return { attemptId, state };
  }

  /** The state of a new attempt that was started to type a code. */
  async typing(): Promise<string> {
    return String((await this.attempt({ flow: 'email' })).state);
  }

  /** POSTs a code, for a new attempt unless the changes name one. */
  async exchange(changes: Changes = {}, key: string = crypto.randomUUID()): Promise<Got> {
    const named = 'state' in changes || 'attemptId' in changes ? { state: newState() } : await this.attempt(redirectOf(changes));
    const fresh = { ...named, code: newCode() };
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

function redirectOf({ redirectUri }: Changes): Changes {
  return redirectUri === undefined ? {} : { redirectUri };
}

/** A state of 256 random bits, as the element generates it. */
export function newState(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}

/** A unique code that no other text contains. */
export function newCode(): string {
  return `code-${crypto.randomUUID()}`;
}

/** Sets long timeouts: PostgreSQL starts in 1 s on an idle machine and in 15 s on a busy one. */
export function allowForSlowDatabase(): void {
  vi.setConfig({ hookTimeout: 60_000, testTimeout: 60_000 });
}

/** Starts a bank for a test file. Clears it before each test, and searches its output for secrets after each test. */
export function useBank(limits: Partial<Limits> = {}, openDatabase?: () => Promise<Database>): Bank {
  const bank = new Bank();
  allowForSlowDatabase();
  beforeAll(() => bank.open(openDatabase));
  beforeEach(async () => {
    await bank.clear();
    await bank.restart({}, limits);
  });
  afterEach(() => bank.expectNoSecretInOutput());
  afterAll(() => bank.close());
  return bank;
}
