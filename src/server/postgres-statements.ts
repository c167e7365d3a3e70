/** Statements as node-pg takes them, with or without a name. */
import { createHash } from 'node:crypto';
import { types } from './postgres-types.js';

/** A query of node-pg. One with a name is prepared once on each connection. */
export interface PostgresQuery {
  name?: string;
  text: string;
  values?: unknown[];
  types: typeof types;
}

/** Makes a query of a statement and its parameters. */
export type MakeQuery = (sql: string, params?: unknown[]) => PostgresQuery;

// A pooler gave the statement to a connection that does not know its name, or has another client's under it (which is the same
// statement, because the name is a hash of its text). Or a migration has changed what the statement returns. None of them ran.
const CODES = new Set(['26000', '42P05']);
const STALE_PLAN = 'cached plan must not change result type';

/** Gives statements names until the database refuses one. */
export class Statements {
  readonly #names = new Map<string, string>();
  #isNamed: boolean;

  constructor(isNamed: boolean) {
    this.#isNamed = isNamed;
  }

  /** Runs statements, and once more without names if the database refuses a name. What ran before is rolled back. */
  async run<T>(work: (make: MakeQuery) => Promise<T>): Promise<T> {
    if (!this.#isNamed) return work(queryOf);
    try {
      return await work((text, values) => this.#named(text, values));
    } catch (error) {
      if (!isRefusedName(error)) throw error;
      this.#isNamed = false;
      return work(queryOf);
    }
  }

  // A statement with parameters is one of the fixed texts of this backend, so there are few names.
  #named(text: string, values: unknown[] | undefined): PostgresQuery {
    if (values === undefined) return queryOf(text);
    const name = this.#names.get(text) ?? `wise_link_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.#names.set(text, name);
    return { name, ...queryOf(text, values) };
  }
}

/** A query without a name, which works through any transaction pooler. */
export function queryOf(text: string, values?: unknown[]): PostgresQuery {
  return { text, types, ...(values === undefined ? {} : { values }) };
}

function isRefusedName(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return CODES.has(String(error.code)) || (error.code === '0A000' && error.message === STALE_PLAN);
}
