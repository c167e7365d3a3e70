/** Anything that runs SQL with `$1` parameters: a connection, or an open transaction. */
export interface Queryable {
  /** Runs a statement. Those of a transaction run in the order of the calls, also if a call does not wait for the one before. */
  query(sql: string, params?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs the last statement of a transaction, and commits it without waiting in between. Optional: it saves a round trip. */
  queryLast?(sql: string, params: unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs a script of several statements without parameters. */
  exec(script: string): Promise<unknown>;
}

/** A database. Made by `postgres` of `wise-link/server/postgres`, or by `pglite` of `wise-link/server/pglite`. */
export interface Database extends Queryable {
  /** Runs work in a transaction. The work may run twice, so it must change nothing but the database. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
