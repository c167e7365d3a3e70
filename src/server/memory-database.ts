import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database } from './database.js';

/**
 * Opens an empty PostgreSQL in this process's memory: for the demo and for tests. The first one on a machine is made from
 * nothing, which takes seconds; it is kept in a file, by default beside the packages, and those after it are copies.
 */
export async function openMemoryDatabase(file = place()): Promise<Database> {
  try {
    return await PGlite.create({ loadDataDir: new Blob([await readFile(file)]) });
  } catch {
    // There is none yet, or it cannot be read.
  }
  const first = await PGlite.create();
  try {
    await keep(await first.dumpDataDir('none'), file);
  } catch {
    // Where nothing can be written, the next one is made from nothing too.
  }
  return first;
}

/** Whole or not at all: other processes may be reading it, or writing the same. */
async function keep(empty: Blob, file: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, Buffer.from(await empty.arrayBuffer()));
  await rename(draft, file);
}

/** Among what the packages keep for themselves, and with the version: another one may not read it. */
function place(): string {
  const [packages = ''] = createRequire(import.meta.url).resolve('@electric-sql/pglite').split(/(?<=node_modules)[\\/]@electric-sql/);
  const { version } = JSON.parse(readFileSync(join(packages, '@electric-sql/pglite/package.json'), 'utf8')) as { version: string };
  return join(packages, `.cache/pglite-${version}.tar`);
}
