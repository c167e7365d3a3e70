import { z } from 'zod';
import { select } from './database.js';
import { readMigrations } from './migrations.js';
import type { Database, Queryable } from './queryable.js';

/**
 * Applies the missing migrations in one transaction. For a role that may change the schema; the option `migrate` of `createWiseLink`
 * is then false. Throws for a schema of a newer version.
 */
export async function migrate(database: Database): Promise<void> {
  const migrations = await readMigrations();
  await database.transaction(async (tx) => {
    // Two processes that start at the same time must not both create the tables.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('schema_migration', 0))`);
    await tx.exec('create table if not exists schema_migration (name text primary key)');
    const applied = await readApplied(tx);
    refuseNewer(applied, new Set(migrations.map(({ name }) => name)));
    for (const { name, sql } of migrations) {
      if (applied.has(name)) continue;
      await tx.exec(sql);
      await tx.query('insert into schema_migration (name) values ($1)', [name]);
    }
  });
}

/** Throws unless the schema is the one of this version. */
export async function assertMigrated(database: Database): Promise<void> {
  const names = (await readMigrations()).map(({ name }) => name);
  const [found] = await select(database, z.object({ there: z.boolean() }), `select to_regclass('schema_migration') is not null as there`);
  const applied = found?.there === true ? await readApplied(database) : new Set<string>();
  refuseNewer(applied, new Set(names));
  if (names.every((name) => applied.has(name))) return;
  throw new Error('The schema of the database is not the one of this version: run `npx wise-link-migrate`, or remove the option migrate.');
}

async function readApplied(on: Queryable): Promise<Set<string>> {
  const rows = await select(on, z.object({ name: z.string() }), 'select name from schema_migration');
  return new Set(rows.map(({ name }) => name));
}

// What a newer version has changed could be damaged by this one.
function refuseNewer(applied: ReadonlySet<string>, known: ReadonlySet<string>): void {
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`The database was migrated by a newer version of wise-link (${unknown.join(', ')}): install that version.`);
}
