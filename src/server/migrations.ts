/** Reads the migrations of the schema. */
import { readdir, readFile } from 'node:fs/promises';

const FOLDER = new URL('./migrations/', import.meta.url);

/** One step of the schema. */
export interface Migration {
  name: string;
  sql: string;
}

/** All migrations, in the order of their names. The build replaces this module by one that contains them. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(new URL(name, FOLDER), 'utf8') })));
}
