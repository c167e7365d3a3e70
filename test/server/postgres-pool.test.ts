import { Socket } from 'node:net';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database, Queryable } from '../../src/server/index.js';
import { lockCustomer, queryLast } from '../../src/server/database.js';
import { postgres } from '../../src/server/postgres.js';
import type { PostgresPool } from '../../src/server/postgres.js';
import { isTryLater } from '../../src/server/try-later.js';
import { usePostgres } from './postgres.js';

const server = usePostgres();
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function openPool(options: pg.PoolConfig = {}): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: await server.newDatabase(), ...options });
  ends.push(() => pool.end());
  return pool;
}

/** The error's name, `none` if there is none. */
async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
}

async function box(database: Database): Promise<{ item: string }[]> {
  return (await database.query('select item from box order by item')).rows as { item: string }[];
}

/** A socket that counts how often it is written to. */
class CountingSocket extends Socket {
  writes = 0;

  override _write(...given: Parameters<Socket['_write']>): void {
    this.writes += 1;
    super._write(...given);
  }

  override _writev(...given: Parameters<NonNullable<Socket['_writev']>>): void {
    this.writes += 1;
    super._writev?.(...given);
  }
}

describe('the partner’s own pool', () => {
  it('is used with the values that the backend expects, whatever its parsers, and is not closed', async () => {
    const pool = await openPool({ types: { getTypeParser: () => () => 'theirs' } as pg.CustomTypesConfig });
    const database = await postgres({ pool });
    const sql = `select 7 as count, true as yes, '2026-05-01 12:00:00+02'::timestamptz as at, 8::bigint as big, '{"a":1}'::jsonb as json`;
    const row = { count: 7, yes: true, at: new Date('2026-05-01T10:00:00Z'), big: '8', json: { a: 1 } };
    expect((await database.query(sql)).rows).toEqual([row]);
    expect(await database.transaction(async (tx) => (await tx.query(sql)).rows)).toEqual([row]);
    expect((await pool.query('select 7 as count')).rows).toEqual([{ count: 'theirs' }]);
    await database.close();
    expect((await pool.query('select 1')).rows).toHaveLength(1);
  });

  it('of one connection may lose it, idle or in a transaction, without ending the process', async () => {
    const pool = await openPool({ max: 1 });
    const database = await postgres({ pool });
    const broken = database.transaction((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'));
    expect(await errorOf(broken)).toBe('DatabaseUnavailable');
    expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(pool.totalCount).toBe(1);
  });
});

describe('a transaction', () => {
  it('with a statement that takes too long is rolled back, and the next one keeps its rows', async () => {
    const pool = await openPool({ max: 1 });
    const database = await postgres({ pool, statementTimeoutMs: 100 });
    await database.exec('create table box (item text)');
    const slow = database.transaction(async (tx) => {
      await tx.query(`insert into box values ('lost')`);
      await tx.query('select pg_sleep(5)');
    });
    expect(await errorOf(slow)).toBe('DatabaseUnavailable');
    await database.transaction((tx) => tx.query(`insert into box values ('kept')`));
    expect(await box(database)).toEqual([{ item: 'kept' }]);
  });

  it('sends its first statement together with "begin" if that has no parameters, and ends it in time', async () => {
    const pool = await openPool({ max: 1 });
    const sent: string[] = [];
    pool.on('connect', (client) => {
      const query = client.query.bind(client) as (query: { text: string }) => Promise<unknown>;
      Object.assign(client, { query: (one: { text: string }) => (sent.push(one.text), query(one)) });
    });
    const database = await postgres({ pool, statementTimeoutMs: 100 });
    const begin = 'begin; set local statement_timeout = 100; ';
    expect((await database.transaction((tx) => tx.query('select 1 as one'))).rows).toEqual([{ one: 1 }]);
    expect(sent.splice(0)).toEqual([`${begin}select 1 as one`, 'commit']);
    expect((await database.transaction((tx) => tx.query('select $1 as one', ['1']))).rows).toEqual([{ one: '1' }]);
    expect(sent.splice(0)).toEqual([begin, 'select $1 as one', 'commit']);
    expect(await database.transaction(async () => 'nothing')).toBe('nothing');
    expect(sent).toEqual([]);
    expect(await errorOf(database.transaction((tx) => tx.query('select pg_sleep(5)')))).toBe('DatabaseUnavailable');
  });

  describe.each([
    ['with pipelining', true],
    ['without pipelining', false],
  ])('on a connection %s', (_, pipeline) => {
    async function openBox(): Promise<{ database: Database; sent: string[] }> {
      const pool = await openPool({ max: 1, pipeline });
      const sent: string[] = [];
      await pool.query('create table box (item text unique)');
      const client = await pool.connect();
      const query = client.query.bind(client) as (...given: [{ text: string }, ...unknown[]]) => unknown;
      const note = (event: string, { text }: { text: string }): unknown => sent.push(`${event} ${/^\w+/.exec(text)?.[0]}`);
      Object.assign(client, {
        query: (...given: Parameters<typeof query>) => {
          note('sent', given[0]);
          const result = query(...given);
          return result instanceof Promise ? result.finally(() => note('done', given[0])) : result;
        },
      });
      client.release();
      const database = await postgres({ pool });
      return { database, sent };
    }

    it('runs statements in the order of the calls', async () => {
      const { database } = await openBox();
      const items = await database.transaction(async (tx) => {
        const [, , found] = await Promise.all([
          tx.query(`insert into box values ('one')`),
          tx.query('insert into box values ($1)', ['two']),
          tx.query('select item from box where item <> $1 order by item', ['']),
        ]);
        return found.rows;
      });
      expect(items).toEqual([{ item: 'one' }, { item: 'two' }]);
    });

    it(`${pipeline ? 'sends the last statement and the commit at once' : 'sends one at a time'}`, async () => {
      const { database, sent } = await openBox();
      await database.transaction(async (tx) => Promise.all([tx.query('select 1'), queryLast(tx, 'insert into box values ($1)', ['one'])]));
      const [first, ...more] = ['begin', 'insert', 'commit'];
      const [one, two, three] = [first, ...more].map((name) => [`sent ${name}`, `done ${name}`]);
      expect(sent).toEqual(pipeline ? ['sent begin', 'sent insert', 'sent commit', 'done begin', 'done insert', 'done commit'] : [one, two, three].flat());
      expect(await box(database)).toEqual([{ item: 'one' }]);
    });

    it(`${pipeline ? 'writes what is sent at once to the socket at once' : 'writes each statement to the socket'}`, async () => {
      const socket = new CountingSocket();
      const pool = await openPool({ max: 1, pipeline, stream: () => socket });
      const database = await postgres({ pool });
      socket.writes = 0;
      await database.transaction(async (tx) => Promise.all([lockCustomer(tx, 'sarah'), queryLast(tx, 'select $1 as one', ['one'])]));
      expect(socket.writes).toBe(pipeline ? 1 : 3);
    });

    it.each<[string, (tx: Queryable) => Promise<unknown>]>([
      ['a statement', (tx) => Promise.all([tx.query('select nonsense'), tx.query('insert into box values ($1)', ['lost'])])],
      ['the last statement', (tx) => Promise.all([tx.query(`insert into box values ('lost')`), queryLast(tx, 'insert into box values ($1)', ['lost'])])],
      ['a statement before the last', (tx) => Promise.all([tx.query('select nonsense'), queryLast(tx, 'insert into box values ($1)', ['lost'])])],
    ])('keeps nothing if %s fails, and the connection stays', async (_name, work) => {
      const { database } = await openBox();
      const failed = database.transaction(work);
      await expect(failed).rejects.toThrow(/nonsense|duplicate key/);
      expect(await box(database)).toEqual([]);
    });

    it.each<[string, (tx: Queryable) => Promise<unknown>]>([
      ['asks on', (tx) => tx.query('select 1 / $1::int', [0]).catch(() => tx.query('select $1::int', [1]))],
      ['ignores it', (tx) => tx.query('select 1 / $1::int', [0]).catch(() => 'ignored')],
    ])('fails with the error of the statement that failed, also if the work %s', async (_name, work) => {
      const { database } = await openBox();
      await expect(database.transaction(work)).rejects.toMatchObject({ code: '22012' });
    });

    it('runs nothing after a part of the work has thrown', async () => {
      const { database } = await openBox();
      let late: Promise<unknown> | undefined;
      const failed = database.transaction(async (tx) => {
        const part = tx.query('select 1').then(() => tx.query('insert into box values ($1)', ['late']));
        late = part.then(() => 'kept', () => 'refused');
        await Promise.all([part, Promise.reject(new Error('mistake'))]);
      });
      await expect(failed).rejects.toThrow('mistake');
      expect(await late).toBe('refused');
      expect(await box(database)).toEqual([]);
    });

    it('runs nothing after the last statement', async () => {
      const { database } = await openBox();
      const failed = database.transaction(async (tx) => {
        await queryLast(tx, 'insert into box values ($1)', ['one']);
        await tx.query(`insert into box values ('two')`);
      });
      await expect(failed).rejects.toThrow('The transaction has ended.');
      expect(await box(database)).toEqual([{ item: 'one' }]);
    });
  });

  it.each(['b7c0e3a2-customer_1', `O'Hara \\ "ż" $1 \u{1F600}`, `'`])('locks customer %s under the same number as a statement with the id as a parameter', async (id) => {
    const pool = await openPool();
    const database = await postgres({ pool });
    await database.transaction(async (tx) => {
      await lockCustomer(tx, id);
      const free = await pool.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free', [id]);
      expect(free.rows).toEqual([{ free: false }]);
    });
  });

  it('leaves no setting on the connection', async () => {
    const pool = await openPool({ max: 1 });
    const database = await postgres({ pool, statementTimeoutMs: 100 });
    await database.transaction((tx) => tx.query('select 1'));
    expect((await pool.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '0' }]);
  });

  it('whose queries time out in the pool is not returned to it with the transaction open', async () => {
    const pool = await openPool({ max: 1, query_timeout: 200 });
    const database = await postgres({ pool });
    await database.exec('create table box (item text)');
    const slow = database.transaction(async (tx) => {
      await tx.query(`insert into box values ('lost')`);
      await tx.query('select pg_sleep(5)');
    });
    expect(await errorOf(slow)).toBe('DatabaseUnavailable');
    await database.query(`insert into box values ('kept')`);
    const other = new pg.Pool({ ...pool.options, query_timeout: 0, password: 'bank' });
    ends.push(() => other.end());
    expect((await other.query('select item from box')).rows).toEqual([{ item: 'kept' }]);
  });

  it('of a mistake is an error as it is, and the connection stays', async () => {
    const pool = await openPool({ max: 1 });
    const database = await postgres({ pool });
    expect(await errorOf(database.transaction((tx) => tx.query('select nonsense')))).toBe('error');
    expect(pool.totalCount).toBe(1);
    expect(await errorOf(database.query('select nonsense'))).toBe('error');
  });

  it('fails with the error of the first statement, also if those after it fail in the same tick', async () => {
    const errors = [Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }), new Error('current transaction is aborted')];
    const refused = Promise.resolve();
    const client = {
      pipeline: true,
      query: async ({ text }: { text: string }) => {
        const error = text === 'rollback' ? undefined : errors.shift();
        await refused;
        if (error !== undefined) throw error;
        return { rows: [] };
      },
      release() {},
      on() {},
      off() {},
    };
    const pool: PostgresPool = { connect: async () => client, query: async () => ({ rows: [] }), on() {}, end: async () => {} };
    const database = await postgres({ pool });
    // The way of the first error is the longer one.
    const work = (tx: Queryable): Promise<unknown> => Promise.all([tx.query('select 1').finally(() => {}).finally(() => {}), tx.exec('select 2')]);
    expect(await errorOf(database.transaction(work))).toBe('DatabaseUnavailable');
  });

  it('whose rollback fails does not return its connection to the pool', async () => {
    const released: unknown[] = [];
    const client = {
      query: ({ text }: { text: string }) => (text === 'rollback' ? Promise.reject(new Error('broken')) : Promise.resolve({ rows: [] })),
      release: (destroy?: boolean) => void released.push(destroy),
      on() {},
      off() {},
    };
    const pool: PostgresPool = { connect: async () => client, query: async () => ({ rows: [] }), on() {}, end: async () => {} };
    const database = await postgres({ pool });
    await expect(database.transaction(() => Promise.reject(new Error('mistake')))).rejects.toThrow('mistake');
    expect(released).toEqual([undefined, true]);
  });
});

describe('a prepared statement', () => {
  const SQL = 'insert into box values ($1) returning item';

  it.each([
    // As through a pooler that gives a transaction another connection than the last one.
    ['that the connection does not know', 'deallocate all'],
    // As after a migration by a newer version.
    ['whose columns have changed', 'alter table box alter column item type varchar(9)'],
  ])('%s runs without a name, in and outside of a transaction, and once', async (_, change) => {
    const pool = await openPool({ max: 1 });
    for (const run of [
      (database: Database, item: string) => database.query(SQL, [item]),
      (database: Database, item: string) => database.transaction(async (tx) => {
        await tx.query(`insert into box values ('also ' || $1)`, [item]);
        return tx.query(SQL, [item]);
      }),
    ]) {
      await pool.query('drop table if exists box; create table box (item text)');
      const database = await postgres({ pool });
      await run(database, 'one');
      await pool.query('delete from box');
      await pool.query(change);
      expect((await run(database, 'two')).rows).toEqual([{ item: 'two' }]);
      expect((await box(database)).filter(({ item }) => item === 'two')).toHaveLength(1);
      const before = await prepared(pool);
      await database.query('select $1::int', [1]);
      expect(await prepared(pool)).toBe(before);
    }
  });

  it('of a name that the connection has already runs without it', async () => {
    const pool = await openPool({ max: 1 });
    const [database, other] = [await postgres({ pool }), await openPool({ max: 1 })];
    await pool.query('create table box (item text)');
    await database.query(SQL, ['one']);
    const [{ name }] = (await pool.query('select name from pg_prepared_statements')).rows as [{ name: string }];
    await other.query('create table box (item text)');
    await other.query(`prepare ${JSON.stringify(name)} as select 1`);
    expect((await (await postgres({ pool: other })).query(SQL, ['two'])).rows).toEqual([{ item: 'two' }]);
  });
});

async function prepared(pool: pg.Pool): Promise<unknown> {
  return (await pool.query<{ count: number }>('select count(*)::int as count from pg_prepared_statements')).rows[0]?.count;
}

describe('an error', () => {
  const error = (message: string, code?: string): Error => Object.assign(new Error(message), code === undefined ? {} : { code });

  it.each([
    error('terminating connection due to administrator command', '57P01'),
    error('the database system is starting up', '57P03'),
    error('canceling statement due to statement timeout', '57014'),
    error('deadlock detected', '40P01'),
    error('sorry, too many clients already', '53300'),
    error('query_wait_timeout', '08P01'),
    error('Query read timeout'),
    error('query timeout'),
    error('idle transaction timeout', '25P03'),
    error('Connection terminated unexpectedly'),
    error('Client has encountered a connection error and is not queryable'),
    error('timeout exceeded when trying to connect'),
    error('connect', 'ECONNREFUSED'),
    new AggregateError([error('connect', 'ECONNREFUSED'), error('connect', 'ECONNREFUSED')], ''),
  ])('means "try later": $message', (one) => {
    expect(isTryLater(one)).toBe(true);
  });

  it.each([error('unsupported startup parameter: statement_timeout', '08P01'), error('syntax error', '42601'), error('duplicate key', '23505'), 'query timeout'])(
    'does not mean "try later": %s',
    (one) => {
      expect(isTryLater(one)).toBe(false);
    },
  );
});
