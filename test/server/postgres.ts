import { afterAll, beforeAll } from 'vitest';
import { allowForSlowDatabase } from './bank.js';
import { startPostgres } from './postgres-server.js';
import type { PostgresServer } from './postgres-server.js';

/** The PostgreSQL server of a test file. */
export interface TestPostgres {
  /** Creates an empty database and returns its URL. */
  newDatabase(): Promise<string>;
}

/** Starts a PostgreSQL server before the tests of a file, and stops it after them. */
export function usePostgres(): TestPostgres {
  allowForSlowDatabase();
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  return {
    async newDatabase() {
      if (server === undefined) throw new Error('PostgreSQL is not running yet.');
      return server.newDatabase();
    },
  };
}
