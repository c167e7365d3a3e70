import type { Database, EncryptionKey } from 'wise-link/server';
import { pglite } from 'wise-link/server/pglite';
import { postgres } from 'wise-link/server/postgres';

/** Where the demo's data is, and the key that seals its tokens. */
export interface Storage {
  database: Database;
  keys: readonly EncryptionKey[];
}

/** Opens the PostgreSQL in `DATABASE_URL`, which needs a key in `ENCRYPTION_KEY`. Without it, all data is in memory and lost at the end. */
export async function openStorage(env: Readonly<Record<string, string | undefined>>): Promise<Storage> {
  const { DATABASE_URL, ENCRYPTION_KEY } = env;
  if (!DATABASE_URL) {
    const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
    return { database: await pglite(), keys: [{ id: 'process', secret }] };
  }
  if (!ENCRYPTION_KEY) throw new Error('DATABASE_URL needs ENCRYPTION_KEY: 32 random bytes in base64, for example from `openssl rand -base64 32`.');
  return { database: await postgres({ connectionString: DATABASE_URL }), keys: [{ id: 'env', secret: ENCRYPTION_KEY }] };
}
