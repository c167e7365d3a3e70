import pg from 'pg';
import type { PostgresServer } from '../server/postgres-server.js';

/** Takes the place of `test/server/postgres-server.ts`: the databases of the one server, through the pooler. */
export async function startPostgres(): Promise<Pick<PostgresServer, 'newDatabase' | 'stop'>> {
  return { newDatabase, stop: async () => {} };
}

/** Creates an empty database and returns its URL. */
export async function newDatabase(): Promise<string> {
  const { POOLER_URL = '' } = process.env;
  const name = `bank_${crypto.randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${POOLER_URL}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${POOLER_URL}/${name}`;
}
