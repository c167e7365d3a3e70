import type { Database } from './database.js';
import { openPostgres } from './postgres.js';
import type { EncryptionKey } from './vault.js';

/** The database and key from the environment. Empty means that everything is kept in memory. */
export interface Storage {
  database?: Database;
  encryptionKey?: EncryptionKey;
}

/** Opens the database in `DATABASE_URL`, which requires a key in `ENCRYPTION_KEY`. */
export async function openStorage(env: Readonly<Record<string, string | undefined>>): Promise<Storage> {
  const { DATABASE_URL, ENCRYPTION_KEY } = env;
  if (!DATABASE_URL) return {};
  if (Buffer.from(ENCRYPTION_KEY ?? '', 'base64').length !== 32) {
    throw new Error('DATABASE_URL needs ENCRYPTION_KEY: 32 random bytes in base64, for example from `openssl rand -base64 32`.');
  }
  return { database: await openPostgres(DATABASE_URL), encryptionKey: { id: 'env', secret: ENCRYPTION_KEY ?? '' } };
}
