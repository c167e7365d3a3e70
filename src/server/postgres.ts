/** PostgreSQL for any number of processes: `wise-link/server/postgres`. */
import type { ConnectionOptions } from 'node:tls';
import type { Database } from './queryable.js';
import { DatabaseUnavailable } from './database-unavailable.js';
import { queryOf, Statements } from './postgres-statements.js';
import type { PostgresPool } from './postgres-pool.js';
import { inTransaction } from './postgres-transaction.js';
import { isTryLater } from './try-later.js';

export type { PostgresClient, PostgresPool } from './postgres-pool.js';

/** The options of `postgres`. */
export type PostgresOptions = (
  | {
      /** The bank's own `pg.Pool`, which stays the bank's to close. TLS and timeouts are those of the pool. */
      pool: PostgresPool;
    }
  | {
      /** `postgres://user:password@host:5432/database`. Opens a pool of its own. */
      connectionString: string;
      /** TLS. Default: what `sslmode` in the connection string says; note that node-pg verifies the server with each mode but `no-verify`. */
      ssl?: boolean | ConnectionOptions;
      /** The most connections. Default: 10. */
      max?: number;
    }
) & {
  /** The longest time of one statement in a transaction, in milliseconds. Default: 10,000. */
  statementTimeoutMs?: number;
  /**
   * Whether each connection prepares a statement once and then uses its plan, which saves PostgreSQL half of the work of an exchange.
   * Ends by itself at the first sign of a transaction pooler without support for it (PgBouncer before 1.21, or without
   * `max_prepared_statements`). Default: true.
   */
  prepare?: boolean;
};

/** Opens a PostgreSQL database. Throws if it cannot be reached, or if the package `pg` is needed and missing. */
export async function postgres(options: PostgresOptions): Promise<Database> {
  const { statementTimeoutMs = 10_000, prepare = true } = options;
  const statements = new Statements(prepare);
  const pool = 'pool' in options ? options.pool : await openPool(options);
  // An idle connection that breaks emits "error". Without a listener that would end the process. The next query opens another one.
  pool.on('error', () => {});
  // Fail at the start if the address is wrong, not at the first request.
  (await pool.connect()).release();
  const begin = `begin; set local statement_timeout = ${Number(statementTimeoutMs)}`;
  return {
    query: (sql, params) => orTryLater(() => statements.run((make) => pool.query(make(sql, params)))),
    exec: (script) => orTryLater(() => pool.query(queryOf(script))),
    transaction: (work) => orTryLater(() => statements.run((make) => inTransaction(pool, { begin, make }, work))),
    close: async () => {
      if (!('pool' in options)) await pool.end();
    },
  };
}

async function openPool({ connectionString, ssl, max = 10 }: Exclude<PostgresOptions, { pool: unknown }>): Promise<PostgresPool> {
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw new Error('wise-link/server/postgres needs the package pg: run `npm install pg`.', { cause });
  });
  // The time of a query includes the time in which it waits for earlier ones, so the limit is far above that of a statement. Options
  // that node-pg sends when it connects, such as `statement_timeout`, would be refused by a transaction pooler.
  const timeouts = { connectionTimeoutMillis: 10_000, query_timeout: 60_000 };
  return new pg.Pool({ connectionString, max, ...timeouts, keepAlive: true, pipeline: true, ...(ssl === undefined ? {} : { ssl }) });
}

async function orTryLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isTryLater(error) ? new DatabaseUnavailable(error) : error;
  }
}
