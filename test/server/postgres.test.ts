import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { openBank } from '../../demo/bank/bank.js';
import type { Database } from '../../src/server/index.js';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { postgres as openPostgres } from '../../src/server/postgres.js';
import { sweep } from '../../src/server/sweep.js';
import { ENCRYPTION_KEY, newCode, ORIGIN, REDIRECT_URI, useBank } from './bank.js';
import { invalidGrant, json, personal, profiles, refreshed, tokens } from './fake-wise.js';
import { MIGRATIONS } from './migrations.js';
import { usePostgres } from './postgres.js';

const postgres = usePostgres();
const bank = useBank({}, async () => openPostgres({ connectionString: await postgres.newDatabase() }));
const TOKEN = 'token authorization_code';
const WISE = { environment: 'sandbox', clientId: 'bank', clientSecret: 'banksecret' } as const;
const opened: Database[] = [];
afterEach(async () => void (await Promise.all(opened.splice(0).map((database) => database.close()))));

async function open(url: string): Promise<Database> {
  const database = await openPostgres({ connectionString: url });
  opened.push(database);
  return database;
}

describe('PostgreSQL', () => {
  it('returns timestamps as dates and integers as numbers, even if the process has changed the global parsers', async () => {
    const { TIMESTAMPTZ, INT4 } = pg.types.builtins;
    const [moment, integer] = [pg.types.getTypeParser(TIMESTAMPTZ), pg.types.getTypeParser(INT4)];
    pg.types.setTypeParser(TIMESTAMPTZ, String);
    pg.types.setTypeParser(INT4, String);
    try {
      const database = await open(await postgres.newDatabase());
      const sql = `select '2026-05-01 12:00:00.123456+02'::timestamptz as at, 7 as count, null::timestamptz as never`;
      const at = new Date('2026-05-01T10:00:00.123Z');
      expect((await database.query(sql)).rows).toEqual([{ at, count: 7, never: null }]);
      await database.exec(`set timezone to 'Asia/Kolkata'`);
      expect((await database.query(sql)).rows).toEqual([{ at, count: 7, never: null }]);
      expect((await database.query('select $1::timestamptz as at', [at])).rows).toEqual([{ at }]);
    } finally {
      pg.types.setTypeParser(TIMESTAMPTZ, moment);
      pg.types.setTypeParser(INT4, integer);
    }
  });

  it('rolls back a transaction that throws, and can use the connection again', async () => {
    const database = await open(await postgres.newDatabase());
    await database.exec('create table box (item text)');
    const failing = database.transaction(async (tx) => {
      await tx.query('insert into box values ($1)', ['one']);
      await tx.query('select nonsense');
    });
    await expect(failing).rejects.toThrow('nonsense');
    expect((await database.query('select * from box')).rows).toEqual([]);
    expect(await database.transaction(async () => 'fine')).toBe('fine');
  });

  it('prepares statements unless the option says otherwise, and runs them as often as wanted', async () => {
    const count = async (option: { prepare?: boolean }): Promise<number> => {
      const database = await openPostgres({ connectionString: await postgres.newDatabase(), ...option });
      opened.push(database);
      return database.transaction(async (tx) => {
        for (const text of ['one', 'two']) expect((await tx.query('select $1::text as text', [text])).rows).toEqual([{ text }]);
        return (await tx.query('select 1 from pg_prepared_statements')).rows.length;
      });
    };
    expect([await count({}), await count({ prepare: true }), await count({ prepare: false })]).toEqual([1, 1, 0]);
  });

  it('may lose a connection, in use or idle, without ending the process', async () => {
    const [database, other] = await Promise.all([open(await postgres.newDatabase()), open(await postgres.newDatabase())]);
    const endAll = `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename = 'bank'
      and datname = $1`;
    const name = async (): Promise<unknown> => (await database.query('select current_database() as name')).rows[0];
    const { name: named } = (await name()) as { name: string };
    const broken = database.transaction(async (tx) => {
      // A pooler gives a transaction its connection with the first statement.
      await tx.query('select 1');
      await other.query(endAll, [named]);
      await tx.query('select 1');
    });
    await expect(broken).rejects.toThrow();
    expect(await name()).toEqual({ name: named });
    await other.query(endAll, [named]);
    await expect.poll(() => name().catch(() => null)).toEqual({ name: named });
  });

  it('that is unreachable makes postgres fail', async () => {
    await expect(openPostgres({ connectionString: 'postgres://bank:bank@localhost:1/none' })).rejects.toThrow();
  });

  it('is migrated once by four backends that start at the same time', async () => {
    const url = await postgres.newDatabase();
    const databases = await Promise.all([open(url), open(url), open(url), open(url)]);
    const options = { origin: ORIGIN, wise: WISE, redirectUris: [REDIRECT_URI], keys: [ENCRYPTION_KEY] };
    const banks = await Promise.all(databases.map((database) => openBank({ ...options, database })));
    const applied = await databases[0]?.query('select name from schema_migration order by name');
    expect(applied?.rows).toEqual(MIGRATIONS.map((name) => ({ name })));
    await Promise.all(banks.map(({ wiseLink }) => wiseLink.close()));
  });
});

describe('on PostgreSQL', () => {
  it('I2 a code links, and a repeated request with the same key gets the same answer', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    const key = crypto.randomUUID();
    const same = { attemptId, state, code: newCode() };
    const first = await sarah.exchange(same, key);
    expect(first.body).toMatchObject({ status: 'linked' });
    expect((await sarah.exchange(same, key)).text).toBe(first.text);
    expect((await sarah.status(attemptId)).body).toMatchObject({ status: 'linked' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
    expect(bank.notices).toHaveLength(1);
  });

  it('B7 20 parallel requests call Wise once', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const held = bank.wise.hold(TOKEN);
    const all = Array.from({ length: 20 }, () => sarah.exchange(same, key));
    await held.arrived;
    held.answer(tokens);
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ status: 'linked' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('B7 one code goes to Wise once with 20 keys from two customers', async () => {
    const browsers = [await bank.browser('sarah'), await bank.browser('omar')];
    const code = newCode();
    const all = Array.from({ length: 10 }, () => browsers.map((browser) => browser.exchange({ code })));
    const codes = (await Promise.all(all.flat())).map(({ body }) => body['code']);
    expect(codes.filter((problem) => problem === undefined || problem === 'identity_mismatch')).toHaveLength(1);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('B4 S8 another customer’s attempt gets the same answer as an unknown one', async () => {
    const { attemptId, state } = (await (await bank.browser('sarah')).start()).body;
    const omar = await bank.browser('omar');
    expect((await omar.exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await omar.exchange({ state })).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await omar.status(attemptId)).body).toEqual({ status: 'none' });
  });

  it('B9 a mismatch stores nothing', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v2/profiles', profiles(personal({ dateOfBirth: '1990-01-01' })));
    expect((await sarah.exchange()).body).toMatchObject({ code: 'identity_mismatch' });
    expect(await bank.sealedTokens()).toEqual([]);
  });

  it('B13 parallel wrong codes cannot exceed the limit', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(TOKEN, ...Array.from({ length: 40 }, () => invalidGrant));
    await Promise.all(Array.from({ length: 40 }, async () => sarah.type(await sarah.typing())));
    expect(bank.wise.calls(TOKEN).length).toBeLessThanOrEqual(10);
  });

  it('I5 an attempt of a crashed process continues after the lease has expired', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.crashBefore(/insert into wise_link/);
    expect((await sarah.exchange(same, key)).status).toBe(500);
    bank.forward(30);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ status: 'linked' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('parallel attempts of a customer cannot exceed the limit', async () => {
    const sarah = await bank.browser('sarah');
    await bank.restart({}, { startsPerHour: 1 });
    const made = await Promise.all(Array.from({ length: 20 }, () => sarah.start()));
    const all = await Promise.all(made.map(({ body: { attemptId, state } }) => sarah.exchange({ attemptId, state })));
    expect(all.filter(({ body }) => body['status'] === 'linked')).toHaveLength(1);
    expect(all.filter(({ body }) => body['code'] === 'rate_limited')).toHaveLength(19);
  });

  it('parallel starts cannot exceed the limit of unused attempts, also while attempts expire', async () => {
    const sarah = await bank.browser('sarah');
    await bank.restart({}, { unusedAttempts: 5 });
    await Promise.all(Array.from({ length: 20 }, () => sarah.start()));
    const attempts = await bank.rows('select id from attempt');
    expect(attempts).toHaveLength(5);
    bank.forward(30 * 60);
    const all = await Promise.all(attempts.flatMap(({ id }) => [sarah.start(), sarah.status(id)]));
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await bank.rows('select id from attempt')).toHaveLength(5);
  });

  it('20 parallel requests for an email send it once and extend the attempt once', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = (await sarah.start({ flow: 'email' })).body;
    bank.forward(20 * 60);
    const body = JSON.stringify({ attemptId });
    const all = await Promise.all(Array.from({ length: 20 }, () => sarah.send('POST', '/api/wise/email', body)));
    expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(all.filter(({ body }) => body['code'] === 'rate_limited')).toHaveLength(19);
    expect(bank.wise.calls('/v1/user/signup/registration_code')).toHaveLength(1);
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'awaiting', ttlSeconds: 1800 });
    bank.forward(60);
    bank.wise.next('/v1/users/exists', json(503, '{}'));
    expect((await sarah.send('POST', '/api/wise/email', body)).status).toBe(503);
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'awaiting', ttlSeconds: 1740 });
  });

  it('20 parallel calls refresh once, and an ended link is reported as expired', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    bank.forward(6 * 3600);
    const all = await Promise.all(Array.from({ length: 20 }, () => bank.partner.accessToken('sarah')));
    expect(new Set(all)).toEqual(new Set(['access-canary-2']));
    expect(bank.wise.calls('token refresh_token')).toHaveLength(1);
    bank.forward(12 * 3600);
    await sarah.logIn('sarah');
    bank.wise.next('token refresh_token', invalidGrant);
    await expect(bank.partner.accessToken('sarah')).rejects.toMatchObject({ reason: 'link_ended' });
    expect((await sarah.status()).body).toMatchObject({ status: 'expired' });
  });

  it('after a refresh with an unknown outcome the old token is not returned', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    bank.forward(6 * 3600);
    bank.wise.next('token refresh_token', json(500, '{}'), json(503, '{}'), refreshed('2026-05-02T04:00:00Z'));
    for (let call = 0; call < 2; call++) await expect(bank.partner.accessToken('sarah')).rejects.toThrow();
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary-2');
  });

  it('abandoned attempts expire, also with parallel status requests', async () => {
    const sarah = await bank.browser('sarah');
    await Promise.all(Array.from({ length: 20 }, () => sarah.start()));
    bank.forward(30 * 60);
    const attempts = await bank.rows('select id from attempt');
    const all = await Promise.all(attempts.map(({ id }) => sarah.status(id)));
    expect(all.map(({ body }) => body['status'])).toEqual(Array.from({ length: 20 }, () => 'expired'));
  });
});

describe('a sweep on PostgreSQL', () => {
  it('leaves rows that another transaction has locked for the next time, and two at once do not wait for each other', async () => {
    const sarah = await bank.browser('sarah');
    for (let started = 0; started < 3; started += 1) await sarah.start();
    bank.forward(30 * 60);
    await bank.database.transaction(async (tx) => {
      await tx.query('select id from attempt order by id limit 1 for update');
      const both = await Promise.all([sweep(bank.database, DEFAULT_LIMITS), sweep(bank.database, DEFAULT_LIMITS)]);
      expect(both[0].expiredAttempts + both[1].expiredAttempts).toBe(2);
    });
    expect((await sweep(bank.database, DEFAULT_LIMITS)).expiredAttempts).toBe(1);
  });
});
