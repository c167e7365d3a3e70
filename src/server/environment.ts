import type { Database } from './database.js';
import { openPostgres } from './postgres.js';
import type { EncryptionKey } from './vault.js';

/** What the process was given to keep things in; nothing, and everything is kept in memory. */
export interface Storage {
  database?: Database;
  encryptionKey?: EncryptionKey;
}

/** Opens the database that `DATABASE_URL` names, with the key in `ENCRYPTION_KEY`, which it then needs. */
export async function openStorage(env: Readonly<Record<string, string | undefined>>): Promise<Storage> {
  const { DATABASE_URL, ENCRYPTION_KEY } = env;
  if (!DATABASE_URL) return {};
  if (Buffer.from(ENCRYPTION_KEY ?? '', 'base64').length !== 32) {
    throw new Error('DATABASE_URL needs ENCRYPTION_KEY: 32 random bytes in base64, for instance `openssl rand -base64 32`.');
  }
  return { database: await openPostgres(DATABASE_URL), encryptionKey: { id: 'env', secret: ENCRYPTION_KEY ?? '' } };
}
