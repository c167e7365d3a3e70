import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { select } from './database.js';
import type { Database } from './database.js';

const FOLDER = new URL('./migrations/', import.meta.url);

/** Applies the missing migrations in the order of their names, in one transaction. */
export async function migrate(database: Database): Promise<void> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).toSorted();
  await database.transaction(async (tx) => {
    // Two processes that start at the same time must not both create the tables.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('schema_migration', 0))`);
    await tx.exec('create table if not exists schema_migration (name text primary key)');
    const applied = await select(tx, z.object({ name: z.string() }), 'select name from schema_migration');
    const known = new Set(applied.map(({ name }) => name));
    for (const name of names) {
      if (known.has(name)) continue;
      await tx.exec(await readFile(new URL(name, FOLDER), 'utf8'));
      await tx.query('insert into schema_migration (name) values ($1)', [name]);
    }
  });
}
