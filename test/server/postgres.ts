import { afterAll, beforeAll } from 'vitest';
import { allowForSlowDatabase } from './bank.js';
import { startPostgres } from './postgres-server.js';
import type { PostgresServer } from './postgres-server.js';

/** The PostgreSQL server of a test file. */
export type TestPostgres = Omit<PostgresServer, 'stop'>;

/** Starts a PostgreSQL server before the tests of a file, and stops it after them. */
export function usePostgres(): TestPostgres {
  allowForSlowDatabase();
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  const running = (): PostgresServer => {
    if (server === undefined) throw new Error('PostgreSQL is not running yet.');
    return server;
  };
  return {
    newDatabase: async () => running().newDatabase(),
    crash: async () => running().crash(),
    start: async () => running().start(),
  };
}
