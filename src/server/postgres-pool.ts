/** The pool of node-pg, as much of it as is used. */
import type { PostgresQuery } from './postgres-statements.js';

/** A connection of node-pg, as much of it as is used. */
export interface PostgresClient {
  /** Whether it sends a query without waiting for the answer to the one before (node-pg 8.23 or later, with the option `pipeline`). */
  readonly pipeline?: boolean;
  /** The socket, which node-pg corks for the messages of one query. */
  readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } };
  query(query: PostgresQuery): Promise<{ rows: unknown[] }>;
  release(destroy?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** A pool of node-pg, as much of it as is used. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  query(query: PostgresQuery): Promise<{ rows: unknown[] }>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  end(): Promise<void>;
}
