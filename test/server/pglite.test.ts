import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/server/index.js';
import { openInMemory } from '../../src/server/pglite-memory.js';
import { allowForSlowDatabase } from './bank.js';

allowForSlowDatabase();

let folder: string;
const opened: Database[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wise-link-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
  await rm(folder, { recursive: true });
});

async function open(file: string): Promise<Database> {
  const database = await openInMemory(file);
  opened.push(database);
  return database;
}

const tables = async (database: Database): Promise<unknown[]> =>
  (await database.query("select tablename from pg_tables where schemaname = 'public'")).rows;

it('the first database is cached while it is empty, replaces a broken cache file, and shares no data with later ones', async () => {
  const file = join(folder, 'empty.tar');
  await writeFile(file, 'broken');
  const first = await open(file);
  await first.exec('create table secrets ()');
  const second = await open(file);
  expect([await tables(first), await tables(second)]).toEqual([[{ tablename: 'secrets' }], []]);
  expect(await readdir(folder)).toEqual(['empty.tar']);
  expect((await stat(file)).size).toBeGreaterThan(1_000_000);
});
