import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { allowForSlowDatabase } from '../server/bank.js';
import { crashes } from './crashes.js';
import { DATABASE_ROWS } from './rows.js';

let folder = '';

allowForSlowDatabase();
// afterAll hooks run in reverse order, so the backend stops before its folder is removed.
afterAll(() => rm(folder, { recursive: true, force: true }));

crashes('PGlite', DATABASE_ROWS, async () => {
  folder = await mkdtemp(join(tmpdir(), 'wise-link-crash-'));
  return folder;
});
