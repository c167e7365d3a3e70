import { z } from 'zod';

/** Anything that runs SQL with `$1` parameters: a connection, or an open transaction. */
export interface Queryable {
  query(sql: string, params?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs a script of several statements without parameters. */
  exec(script: string): Promise<unknown>;
}

/** What the backend needs of a database. A PGlite instance is one as it stands; `openPostgres` makes one of a server. */
export interface Database extends Queryable {
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Runs a query and reads each row with the given schema. */
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
 * Lets one transaction at a time work on a customer, in all processes. Without it twenty parallel requests would each
 * count the wrong codes before any of them had added its own.
 */
export async function lockCustomer(tx: Queryable, customerId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [customerId]);
}
