import { z } from 'zod';

/** Anything that runs SQL with `$1` parameters: a connection, or an open transaction. */
export interface Queryable {
  query(sql: string, params?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs a script of several statements without parameters. */
  exec(script: string): Promise<unknown>;
}

/** The database interface. A PGlite instance implements it; `openPostgres` returns one for a PostgreSQL server. */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Runs a query and parses each row with the given schema. */
export async function select<Row extends z.ZodType>(
  on: Queryable,
  row: Row,
  sql: string,
  params: unknown[] = [],
): Promise<z.output<Row>[]> {
  const { rows } = await on.query(sql, params);
  return z.array(row).parse(rows);
}

/**
 * Lets one transaction at a time work on a customer, across all processes. Without the lock, parallel requests would
 * count the wrong codes before any of them had added its own.
 */
export async function lockCustomer(tx: Queryable, customerId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [customerId]);
}
