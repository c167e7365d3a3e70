import { startPostgres } from '../server/postgres-server.js';
import { startPooler } from './pooler.js';

/** Starts PostgreSQL, and PgBouncer before it, for all test files. They find it in `POOLER_URL`. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const { port } = new URL(await server.newDatabase());
  const pooler = await startPooler(Number(port));
  process.env['POOLER_URL'] = pooler.url;
  return async () => {
    await pooler.stop();
    await server.stop();
  };
}
