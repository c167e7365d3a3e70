/** Transactions of node-pg. */
import type { PostgresClient, PostgresPool } from './postgres-pool.js';
import { queryOf } from './postgres-statements.js';
import type { MakeQuery, PostgresQuery } from './postgres-statements.js';
import type { Queryable } from './queryable.js';
import { isTryLater } from './try-later.js';

/** The options of `inTransaction`. */
export interface TransactionOptions {
  /** The SQL that begins the transaction. */
  begin: string;
  make: MakeQuery;
}

/** Runs work in a transaction on a connection of the pool, and commits it. Rolls back if the work throws. */
export async function inTransaction<T>(pool: PostgresPool, { begin, make }: TransactionOptions, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks while it is checked out emits "error" on the client. The running query fails too.
  const ignore = (): void => {};
  client.on('error', ignore);
  const finish = (destroy: boolean): void => {
    client.off('error', ignore);
    client.release(destroy);
  };
  const tx = new Transaction(client, begin, make);
  try {
    const result = await work(tx);
    await tx.commit();
    finish(false);
    return result;
  } catch (error) {
    tx.fail(error);
    // A connection on which a query timed out, or whose rollback failed, may still be in the transaction: the next user's rows
    // would be lost with it. The server rolls back when the connection ends.
    const isClean = !isTryLater(error) && (await client.query(queryOf('rollback')).then(() => true, () => false));
    finish(!isClean);
    throw error;
  }
}

/**
 * A transaction that begins with its first statement: one without parameters is sent together with `begin`. On a connection with
 * pipelining, a statement is sent without waiting for the one before. Both save round trips.
 */
class Transaction implements Queryable {
  readonly #client: PostgresClient;
  readonly #begin: string;
  readonly #make: MakeQuery;
  #state: 'new' | 'open' | 'ended' = 'new';
  #previous: Promise<unknown> = Promise.resolve();
  /** The error of the first statement that failed. */
  #failure: { readonly error: unknown } | undefined;

  constructor(client: PostgresClient, begin: string, make: MakeQuery) {
    this.#client = client;
    this.#begin = begin;
    this.#make = make;
  }

  async query(sql: string, params?: unknown[]): Promise<{ rows: unknown[] }> {
    if (params === undefined) return this.exec(sql);
    const begun = this.#state === 'new' ? this.exec('') : undefined;
    return (await Promise.all([this.#send(this.#make(sql, params)), begun]))[0];
  }

  async queryLast(sql: string, params: unknown[]): Promise<{ rows: unknown[] }> {
    // If the statement fails, the commit rolls back.
    return (await Promise.all([this.query(sql, params), this.commit()]))[0];
  }

  async exec(script: string): Promise<{ rows: unknown[] }> {
    const text = this.#state === 'new' ? `${this.#begin}; ${script}` : script;
    const result = this.#send(queryOf(text));
    if (this.#state === 'new') this.#state = 'open';
    return lastOf(await result);
  }

  async commit(): Promise<void> {
    const isOpen = this.#state === 'open';
    const result = isOpen ? this.#send(queryOf('commit')) : undefined;
    this.#state = 'ended';
    await result;
  }

  /** Sends nothing more: what follows a `rollback` would run outside of the transaction. Keeps the first error that it is given. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  async #send(query: PostgresQuery): Promise<{ rows: unknown[] }> {
    if (this.#state === 'ended') throw new Error('The transaction has ended.');
    // Without pipelining, node-pg wants one query at a time.
    const result = this.#client.pipeline === true ? this.#sendNow(query) : this.#previous.then(() => this.#sendNow(query));
    this.#previous = result;
    try {
      return await result;
    } catch (error) {
      // PostgreSQL refuses what was sent after a failed statement, and that error does not say why.
      this.fail(error);
      throw this.#failure?.error;
    }
  }

  async #sendNow(query: PostgresQuery): Promise<{ rows: unknown[] }> {
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.#client.pipeline === true ? this.#sendTogether(query) : this.#client.query(query);
  }

  /** Sends a query in one write to the socket with the others of this tick: for a short query, the write takes longer than the rest. */
  #sendTogether(query: PostgresQuery): Promise<{ rows: unknown[] }> {
    const stream = this.#client.connection?.stream;
    stream?.cork?.();
    process.nextTick(() => stream?.uncork?.());
    return this.#client.query(query);
  }
}

// For a text of several statements, node-pg returns a list of their results.
function lastOf(results: { rows: unknown[] } | { rows: unknown[] }[]): { rows: unknown[] } {
  return Array.isArray(results) ? (results.at(-1) ?? { rows: [] }) : results;
}
