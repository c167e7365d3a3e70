import type { Database } from '../../src/server/index.js';
import { postgres } from '../../src/server/postgres.js';
import { newDatabase } from './postgres-server.js';

/** Takes the place of `pglite`: an empty PostgreSQL database, through the pooler. */
export async function pglite(): Promise<Database> {
  return postgres({ connectionString: await newDatabase() });
}
