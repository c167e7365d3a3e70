import pg from 'pg';
import type { PoolClient } from 'pg';
import type { Database, Queryable } from './database.js';

const { builtins } = pg.types;

/** Opens a PostgreSQL server, for as many processes as the bank likes: all that they agree on, they agree on there. */
export async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString, types: { getTypeParser }, connectionTimeoutMillis: 10_000 });
  // Of a connection that broke: idle, it is the pool's event, in a transaction its own. The next query says it too, or
  // opens another connection; unheard, either event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  // A wrong address is to be seen at the start, not by the first customer.
  (await pool.connect()).release();
  return {
    query: (sql, params) => pool.query(sql, params),
    exec: (script) => pool.query(script),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(on(client));
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Whatever cannot be rolled back is a connection that nobody should get again; the server rolls it back then.
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

function on(client: PoolClient): Queryable {
  return { query: (sql, params) => client.query(sql, params), exec: (script) => client.query(script) };
}

/**
 * As PGlite reads them: moments as `Date`, integers as numbers. By default `pg` does too, but its parsers are global to
 * the process, and many a bank has set those for itself.
 */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  if (oid === builtins.TIMESTAMPTZ) return readMoment;
  if (oid === builtins.INT4 || oid === builtins.INT2) return Number;
  return pg.types.getTypeParser(oid, 'text');
};

// "2026-05-01 10:00:00.123456+00", of which a Date takes milliseconds.
function readMoment(text: string): Date {
  const [, day, time = '', fraction = '', hours = '', minutes = '00'] =
    /^([\d-]+) ([\d:]+)(\.\d+)?([+-]\d\d):?(\d\d)?$/.exec(text) ?? [];
  return new Date(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`);
}
