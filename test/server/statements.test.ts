import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { sweep } from '../../src/server/sweep.js';
import { useBank } from './bank.js';
import type { Browser } from './bank.js';
import { checkLinks } from './check-links.js';
import { invalidGrant, personal, profiles } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';

describe('an exchange', () => {
  it('needs at most twelve statements, with begin and commit', async () => {
    await bank.restart({ hooks: {} });
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    bank.statements.length = 0;
    expect((await sarah.exchange(attempt)).body).toMatchObject({ status: 'linked' });
    expect(bank.statements.map(({ sql }) => sql.trim().split('\n')[0])).toHaveLength(12);
  });
});

const ROWS = 10_000;
// Rows like those of a bank that has used this for years: a few for each customer, most of them ended. No hook becomes due when
// a test moves the clock: ten thousand deliveries would keep this process busy for longer than a call to Wise may take.
const FILL = `
  insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, flow, status, reason, created_at, used_at, expires_at, ended_at)
    select 'a_' || n, 'c' || n / 3, 's' || n, 'h' || n, 'https://bank.example', 'popup', (array['LINKED','EXPIRED','BURNT'])[1 + n % 3], null,
      wise_link_now() - n * interval '1 minute', case when n % 2 = 0 then wise_link_now() - n * interval '1 minute' end,
      wise_link_now() - (n - 30) * interval '1 minute', wise_link_now() - (n - 30) * interval '1 minute'
    from generate_series(31, ${ROWS}) n;
  insert into exchange_request (customer_id, kind, idempotency_key, attempt_id, body_hash, answer_status, answer_body, created_at)
    select 'c' || n / 3, 'code', 'k' || n, 'a_' || n, 'b', 200, '{}', wise_link_now() - n * interval '1 second' from generate_series(31, ${ROWS}) n;
  insert into used_code (code_hash, customer_id, idempotency_key, created_at)
    select 'code' || n, 'c' || n / 3, 'k' || n, wise_link_now() - n * interval '1 second' from generate_series(1, ${ROWS}) n;
  insert into refusal (customer_id, kind, at)
    select 'c' || n / 3, (array['wrong_code','lockout','mismatch'])[1 + n % 3], wise_link_now() - n * interval '1 second' from generate_series(1, ${ROWS}) n;
  insert into wise_link (profile_hash, customer_id, user_hash, profile_type, display_name, profile_ref, sealed_tokens, linked_at)
    select 'p' || n, 'c' || n, 'u' || n, 'personal', 'A', 'B', 't', wise_link_now() from generate_series(1, ${ROWS}) n;
  insert into hook_event (customer_id, kind, created_at, next_at)
    select 'c' || n, 'linked', wise_link_now() - n * interval '1 second', wise_link_now() + interval '1 year' from generate_series(1, ${ROWS}) n;
  insert into email_request (id, customer_id, requested_at) select 'e' || n, 'c' || n, wise_link_now() - n * interval '1 second' from generate_series(1, ${ROWS}) n;
  analyze attempt, exchange_request, used_code, refusal, wise_link, email_request, hook_event;`;

/** A node of a query plan. */
interface PlanNode {
  'Node Type': string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Relation Name'?: string;
  'Plans'?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** The tables that a statement reads from their first row to their last. */
async function scannedBy({ sql, params }: { sql: string; params: unknown[] }): Promise<string[]> {
  const { rows } = await bank.database.query(`explain (format json) ${sql}`, params);
  const [{ 'QUERY PLAN': plans }] = rows as [{ 'QUERY PLAN': [{ Plan: PlanNode }] }];
  const scans = nodesOf(plans[0].Plan).filter((node) => node['Node Type'] === 'Seq Scan');
  return scans.flatMap((node) => node['Relation Name'] ?? []).filter((table) => table !== 'clock');
}

const ACTIONS: [string, (sarah: Browser) => Promise<unknown>][] = [
  ['a start and an exchange that links', (sarah) => sarah.exchange()],
  ['a replay', async (sarah) => {
    const same = { ...(await sarah.attempt()), code: 'code-of-this-test' };
    const key = crypto.randomUUID();
    await sarah.exchange(same, key);
    await sarah.exchange(same, key);
  }],
  ['a wrong code', async (sarah) => {
    bank.wise.next(TOKEN, invalidGrant);
    await sarah.type(await sarah.typing());
  }],
  ['a mismatch', (sarah) => {
    bank.wise.next('/v2/profiles', profiles(personal({ dateOfBirth: '1990-01-01' })));
    return sarah.exchange();
  }],
  ['a typed code and "yes"', async (sarah) => sarah.confirm((await sarah.type(await sarah.typing())).body['attemptId'], true)],
  ['a typed code and "no"', async (sarah) => sarah.confirm((await sarah.type(await sarah.typing())).body['attemptId'], false)],
  ['an email and the status', async (sarah) => {
    const { attemptId } = await sarah.attempt({ flow: 'email' });
    await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId }));
    await sarah.status(attemptId);
    await sarah.status();
  }],
  ['a failed attempt’s status, and an expired one’s', async (sarah) => {
    const { attemptId, state } = await sarah.attempt();
    bank.wise.next(TOKEN, invalidGrant);
    await sarah.exchange({ state });
    await sarah.status(attemptId);
    const late = await sarah.attempt();
    bank.forward(1800);
    await sarah.status(late.attemptId);
  }],
  ['a refresh, and unlinking', async (sarah) => {
    await sarah.exchange();
    bank.forward(6 * 3600);
    await bank.partner.accessToken('sarah');
    await bank.partner.accessToken('sarah', { profileId: '30000000' });
    await bank.partner.linkedProfiles('sarah');
    await sarah.send('DELETE', '/api/wise/links');
  }],
  ['a check of the links', async (sarah) => {
    await sarah.exchange();
    bank.forward(24 * 3600);
    // The link of this test is due first. The others have tokens that nobody can unseal.
    await bank.database.exec(`update wise_link set next_check_at = wise_link_now() - interval '1 hour' where customer_id = 'sarah'`);
    let checked = 0;
    await checkLinks(bank, () => checked++ === 1);
    expect(bank.wise.calls('token refresh_token').length).toBeGreaterThan(0);
  }],
  ['a sweep', async () => void (await sweep(bank.watched, DEFAULT_LIMITS))],
];

/** The tables and indexes that a prepared statement would read from end to end, with the plan that it keeps. */
async function scannedByPrepared(sql: string): Promise<string[]> {
  // Not `query`, which would want values.
  const [{ rows }] = (await bank.database.exec(`explain (generic_plan, format json) ${sql}`)) as [{ rows: [{ 'QUERY PLAN': [{ Plan: PlanNode }] }] }];
  const [{ 'QUERY PLAN': plans }] = rows;
  const scans = nodesOf(plans[0].Plan).filter((node) => /Seq Scan|Index/.test(node['Node Type']) && node['Index Cond'] === undefined);
  return scans.flatMap((node) => node['Index Name'] ?? node['Relation Name'] ?? []).filter((name) => name !== 'clock');
}

describe('a plan that PostgreSQL makes while the tables are empty', () => {
  it('reads no table and no index from end to end, because a prepared statement keeps it', async () => {
    const found: string[] = [];
    // The sweep and the check of links read an index in its order, as far as they need.
    for (const [name, act] of ACTIONS.filter(([title]) => !/sweep|check/.test(title))) {
      const sarah = await bank.browser('sarah');
      bank.statements.length = 0;
      await act(sarah);
      const statements = new Set(bank.statements.filter(({ params }) => params.length > 0).map(({ sql }) => sql));
      for (const sql of statements) for (const scanned of await scannedByPrepared(sql)) found.push(`${name}: ${scanned}: ${sql}`);
    }
    expect(found).toEqual([]);
    expect(await scannedByPrepared('select 1 from wise_link where ended_at is null and user_hash = $1')).toEqual(['wise_link_check']);
  });
});

/** How often attempts were updated, and how often without touching an index. */
async function updates(): Promise<{ all: number; hot: number }> {
  await bank.database.query('select pg_stat_force_next_flush()');
  const sql = `select n_tup_upd::int as all, n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'attempt'`;
  const [row] = (await bank.database.query(sql)).rows as [{ all: number; hot: number }];
  return row;
}

describe('the writes of an exchange', () => {
  it('touch no index of the attempt when the code is sent and when the tokens arrive', async () => {
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    const before = await updates();
    expect((await sarah.exchange(attempt)).body).toMatchObject({ status: 'linked' });
    const after = await updates();
    expect({ all: after.all - before.all, hot: after.hot - before.hot }).toEqual({ all: 4, hot: 2 });
  });
});

describe(`on tables of ${ROWS} rows`, () => {
  it('no statement of any request, or of a sweep, reads a whole table', async () => {
    await bank.database.exec(FILL);
    const found: string[] = [];
    for (const [name, act] of ACTIONS) {
      const sarah = await bank.browser('sarah');
      bank.statements.length = 0;
      await act(sarah);
      const statements = bank.statements.filter(({ sql }) => /^\s*(with|select|insert|update|delete)\b/i.test(sql));
      expect(statements.length, name).toBeGreaterThan(1);
      for (const statement of statements) for (const table of await scannedBy(statement)) found.push(`${name}: ${table}: ${statement.sql}`);
    }
    expect(found).toEqual([]);
    // This test can fail: there is no such index.
    expect(await scannedBy({ sql: 'select 1 from attempt where redirect_uri = $1', params: ['x'] })).toEqual(['attempt']);
  });
});
