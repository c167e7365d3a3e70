import pg from 'pg';
import type { PoolClient } from 'pg';
import type { Database, Queryable } from './database.js';

const { builtins } = pg.types;

/** Opens a PostgreSQL server, which any number of processes can share. */
export async function openPostgres(connectionString: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString, types: { getTypeParser }, connectionTimeoutMillis: 10_000 });
  // A broken connection emits "error" on the pool when idle, and on the client in a transaction. Without a listener either
  // event would end the process. The next query fails or opens another connection.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  // Fail at the start if the address is wrong, not at the first request.
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
    // If the rollback fails, discard the connection; the server then rolls back.
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
 * Parses values as PGlite does: timestamps as `Date`, integers as numbers. So does `pg` by default, but its parsers are
 * global to the process, and the bank's own code may have changed them.
 */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  if (oid === builtins.TIMESTAMPTZ) return parseTimestamp;
  if (oid === builtins.INT4 || oid === builtins.INT2) return Number;
  return pg.types.getTypeParser(oid, 'text');
};

// "2026-05-01 10:00:00.123456+00". A Date keeps milliseconds only.
function parseTimestamp(text: string): Date {
  const [, day, time = '', fraction = '', hours = '', minutes = '00'] =
    /^([\d-]+) ([\d:]+)(\.\d+)?([+-]\d\d):?(\d\d)?$/.exec(text) ?? [];
  return new Date(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`);
}
