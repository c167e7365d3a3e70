import { z } from 'zod';
import { select } from './database.js';
import type { Database } from './database.js';
import type { Vault } from './vault.js';

/**
 * Throws if the fingerprint key is not the one that the database was created with. With another key, used codes, states
 * and linked profiles would silently no longer be recognized.
 */
export async function assertFingerprintKey(database: Database, vault: Vault): Promise<void> {
  const mark = await vault.fingerprint('key', '');
  await database.query('insert into fingerprint_key (mark) values ($1) on conflict do nothing', [mark]);
  const [row] = await select(database, z.object({ mark: z.string() }), 'select mark from fingerprint_key');
  if (row?.mark === mark) return;
  throw new TypeError('This database was created with another fingerprint key: pass the oldest key as fingerprintKey.');
}
