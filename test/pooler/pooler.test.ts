import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/server/migrate.js';
import { postgres } from '../../src/server/postgres.js';
import { newDatabase } from './postgres-server.js';

describe('the pooler of these tests', () => {
  it('gives the statements of one client different connections of PostgreSQL', async () => {
    const database = await postgres({ connectionString: await newDatabase(), max: 2 });
    // Two transactions at once, so that the pooler opens two connections.
    await Promise.all([1, 2].map(() => database.transaction((tx) => tx.query('select pg_sleep(0.05)'))));
    const seen = new Set<unknown>();
    for (let count = 0; count < 4; count += 1) seen.add(JSON.stringify((await database.query('select pg_backend_pid()')).rows));
    await database.close();
    expect(seen.size).toBeGreaterThan(1);
  });
});

describe('through a transaction pooler', () => {
  it('processes that start at the same time migrate the database once', async () => {
    const connectionString = await newDatabase();
    const databases = await Promise.all([1, 2, 3, 4].map(() => postgres({ connectionString })));
    await Promise.all(databases.map((database) => migrate(database)));
    expect((await databases[0]?.query('select name from schema_migration'))?.rows.length).toBeGreaterThan(1);
    await Promise.all(databases.map((database) => database.close()));
  });

  it('a pool with a session setting is refused at the start, in the words of the pooler', async () => {
    const pool = new pg.Pool({ connectionString: await newDatabase(), statement_timeout: 1000 });
    await expect(postgres({ pool })).rejects.toThrow('unsupported startup parameter: statement_timeout');
    await pool.end();
  });

  it('the time limit of a statement is that of its transaction, and no other client gets it', async () => {
    const database = await postgres({ connectionString: await newDatabase(), statementTimeoutMs: 50 });
    await expect(database.transaction((tx) => tx.query('select pg_sleep(10)'))).rejects.toMatchObject({ cause: { message: expect.stringContaining('statement timeout') } });
    const limits = await Promise.all([1, 2, 3, 4].map(async () => (await database.query('show statement_timeout')).rows));
    await database.close();
    expect(limits.flat()).toEqual([1, 2, 3, 4].map(() => ({ statement_timeout: '0' })));
  });
});
