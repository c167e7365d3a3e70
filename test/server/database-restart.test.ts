import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { createWiseLink } from '../../src/server/index.js';
import type { Database, WiseLink } from '../../src/server/index.js';
import { postgres as openPostgres } from '../../src/server/postgres.js';
import { ENCRYPTION_KEY, ORIGIN, REDIRECT_URI } from './bank.js';
import { usePostgres } from './postgres.js';

// PostgreSQL is stopped at once and started again while customers link, as in a failover. The lease is longer than that takes, and ends
// within the test.
const LEASE_SECONDS = 15;
const CUSTOMERS = 24;
const postgres = usePostgres();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Wise: tokens for each code the first time, and one account for each token. */
class Wise {
  readonly codes: string[] = [];
  /** Called with each code before it is answered. */
  onCode: (code: string) => Promise<void> = async () => {};

  readonly fetch = async (url: string, { body, headers }: RequestInit): Promise<Response> => {
    if (url.endsWith('/v2/profiles')) {
      const id = Number(new Headers(headers).get('Authorization')?.replace(/\D+/g, ''));
      return Response.json([{ type: 'PERSONAL', id, userId: id, firstName: 'Sarah', lastName: 'Jenkins', dateOfBirth: '1985-05-20' }]);
    }
    const code = (typeof body === 'string' && new URLSearchParams(body).get('code')) || '';
    const isUsed = this.codes.includes(code);
    this.codes.push(code);
    await this.onCode(code);
    if (isUsed) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    return Response.json({ access_token: `at-${code}`, refresh_token: `rt-${code}`, token_type: 'bearer', expires_in: 43199 });
  };
}

async function open(wise: Wise): Promise<{ wiseLink: WiseLink; database: Database }> {
  const database = await openPostgres({ connectionString: await postgres.newDatabase() });
  const wiseLink = await createWiseLink({
    origin: ORIGIN,
    wise: { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret', fetch: wise.fetch },
    redirectUris: [REDIRECT_URI],
    database,
    keys: [ENCRYPTION_KEY],
    limits: { leaseSeconds: LEASE_SECONDS },
    maintenance: false,
    session: ({ headers }) => {
      const id = headers.get('Cookie') ?? '';
      return { sessionId: `s-${id}`, customer: { id, givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 's@bank.example' } };
    },
  });
  ends.push(async () => {
    await wiseLink.close();
    await database.close();
  });
  return { wiseLink, database };
}

/** A customer, whose page sends a request again while the answer says so, as the element does. */
class Page {
  /** The answers that said "again". */
  readonly again: { status: number; retryAfter: string | null }[] = [];
  readonly #customer: string;
  readonly #wiseLink: WiseLink;

  constructor(customer: string, wiseLink: WiseLink) {
    this.#customer = customer;
    this.#wiseLink = wiseLink;
  }

  async link(): Promise<unknown> {
    const { attemptId, state } = await this.#post('start', { flow: 'popup', environment: 'sandbox' });
    const code = `code-${this.#customer}`;
    return this.#post('exchange', { attemptId, state, code, profileId: this.#customer, source: 'popup', redirectUri: REDIRECT_URI });
  }

  async #post(path: string, value: unknown): Promise<Record<string, unknown>> {
    const headers = {
      'Cookie': this.#customer,
      'Origin': ORIGIN,
      'X-Wise-Link': '1',
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    };
    for (;;) {
      const response = await this.#wiseLink.fetch(new Request(`${ORIGIN}/api/wise/${path}`, { method: 'POST', headers, body: JSON.stringify(value) }));
      const body = (await response.json()) as Record<string, unknown>;
      if (response.status !== 202 && body['retryable'] !== true) return body;
      this.again.push({ status: response.status, retryAfter: response.headers.get('Retry-After') });
      await delay(50);
    }
  }
}

it('customers who link while PostgreSQL crashes and comes back are all linked, each with one call to Wise', { timeout: 120_000 }, async () => {
  const wise = new Wise();
  const { wiseLink, database } = await open(wise);
  const pages = Array.from({ length: CUSTOMERS }, (_, index) => new Page(String(index + 1), wiseLink));
  let restarting: Promise<void> | undefined;
  let isReady: boolean | undefined;
  let sayAway = (): void => {};
  const isAway = new Promise<void>((resolve) => {
    sayAway = resolve;
  });
  const restart = async (): Promise<void> => {
    await postgres.crash();
    sayAway();
    isReady = await wiseLink.ready();
    await postgres.start();
  };
  // In the middle: some are linked, the codes of some are at Wise, and some begin while it is away.
  wise.onCode = async () => {
    if (wise.codes.length === CUSTOMERS / 2) restarting = restart();
    await delay(20);
  };
  const all: Promise<unknown>[] = [];
  for (const [index, page] of pages.entries()) {
    if (index === CUSTOMERS / 2) await isAway;
    all.push(page.link());
    await delay(20);
  }
  const answers = await Promise.all(all);
  await restarting;
  expect(isReady).toBe(false);
  expect(await wiseLink.ready()).toBe(true);
  expect(answers).toEqual(pages.map(() => expect.objectContaining({ status: 'linked' })));
  const unavailable = pages.flatMap(({ again }) => again.filter(({ status }) => status === 503));
  expect(unavailable.length).toBeGreaterThan(0);
  expect(new Set(unavailable.map(({ retryAfter }) => retryAfter))).toEqual(new Set(['2']));
  expect(wise.codes.toSorted()).toEqual(pages.map((_, index) => `code-${index + 1}`).toSorted());
  const { rows } = await database.query('select count(*)::int as links, count(distinct customer_id)::int as customers from wise_link where ended_at is null');
  expect(rows).toEqual([{ links: CUSTOMERS, customers: CUSTOMERS }]);
});

it('tokens that Wise gives while PostgreSQL is away are kept until it is back', { timeout: 120_000 }, async () => {
  const wise = new Wise();
  const { wiseLink } = await open(wise);
  let restarting: Promise<void> | undefined;
  wise.onCode = async () => {
    await postgres.crash();
    // After the answer, with the tokens in memory.
    restarting = delay(500).then(() => postgres.start());
  };
  const page = new Page('1', wiseLink);
  expect(await page.link()).toMatchObject({ status: 'linked' });
  expect([wise.codes, page.again]).toEqual([['code-1'], []]);
  await restarting;
});
