import type { z } from 'zod';
import type { Queryable } from './queryable.js';

export type { Database, Queryable } from './queryable.js';

/** Runs a query and parses each row with the given schema. */
export async function select<Row extends z.ZodType>(
  on: Queryable,
  row: Row,
  sql: string,
  params: unknown[] = [],
): Promise<z.output<Row>[]> {
  const { rows } = await on.query(sql, params);
  // Not a schema of an array: zod compiles each schema on its first use, which takes longer than to parse the rows.
  return rows.map((one) => row.parse(one));
}

/** Runs the last statement of a transaction, and lets the database commit it at once if it can. */
export function queryLast(tx: Queryable, sql: string, params: unknown[]): Promise<{ rows: unknown[] }> {
  return tx.queryLast === undefined ? tx.query(sql, params) : tx.queryLast(sql, params);
}

/**
 * Lets one transaction at a time work on a customer, across all processes. Without the lock, parallel requests would
 * count the wrong codes before any of them had added its own.
 */
export async function lockCustomer(tx: Queryable, customerId: string): Promise<void> {
  // Without parameters, because PostgreSQL then gets it together with `begin`. Other than ASCII letters and digits are sent as hexadecimal
  // digits, which PostgreSQL takes as long to read as the rest of the statement, but which no encoding of the database changes.
  const hex = Buffer.from(customerId).toString('hex');
  const id = /^[\w-]+$/.test(customerId) ? `'${customerId}'` : `convert_from(decode('${hex}', 'hex'), 'UTF8')`;
  await tx.query(`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`);
}

/**
 * Whether an error says that the database is away for a moment, so that the same request can succeed later. Compared by name,
 * because the entry of the database may be a bundle of its own.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === 'DatabaseUnavailable';
}

/** Whether the database answers a query within `ms` milliseconds. */
export async function isAnswering(on: Queryable, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const answer = on.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
