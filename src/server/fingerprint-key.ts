import { z } from 'zod';
import { select } from './database.js';
import type { Database } from './database.js';
import type { Vault } from './vault.js';

/**
 * Refuses to start with another fingerprint key than the database was begun with. Under another key no used code, no
 * state and no linked profile would be known again, and nothing would look broken.
 */
export async function assertFingerprintKey(database: Database, vault: Vault): Promise<void> {
  const mark = await vault.fingerprint('key', '');
  await database.query('insert into fingerprint_key (mark) values ($1) on conflict do nothing', [mark]);
  const [row] = await select(database, z.object({ mark: z.string() }), 'select mark from fingerprint_key');
  if (row?.mark === mark) return;
  throw new TypeError('This database was begun with another fingerprint key: give the oldest key as fingerprintKey.');
}
