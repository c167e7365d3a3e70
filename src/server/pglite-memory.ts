import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Database } from './queryable.js';
import { loadPglite } from './pglite-package.js';

/**
 * Opens an empty PostgreSQL in this process's memory. Creating the first one takes seconds, so a copy is cached in a file, by
 * default in node_modules, and later ones are loaded from there.
 */
export async function openInMemory(file?: string): Promise<Database> {
  const PGlite = await loadPglite();
  const cache = file ?? cacheFile();
  if (cache === undefined) return PGlite.create();
  try {
    return await PGlite.create({ loadDataDir: new Blob([await readFile(cache)]) });
  } catch {
    // There is no cache file yet, or it cannot be read.
  }
  const first = await PGlite.create();
  try {
    await writeCache(await first.dumpDataDir('none'), cache);
  } catch {
    // The folder is not writable: the next database is created from scratch too.
  }
  return first;
}

/** Writes and renames, because other processes may read or write the same file. */
async function writeCache(empty: Blob, file: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, Buffer.from(await empty.arrayBuffer()));
  await rename(draft, file);
}

/**
 * In `node_modules/.cache`, with PGlite's version in the name: another version may not be able to read it. Undefined if a bundler
 * contains this module: Turbopack replaces `resolve` with the number of a module.
 */
function cacheFile(): string | undefined {
  try {
    const [packages = ''] = createRequire(import.meta.url).resolve('@electric-sql/pglite').split(/(?<=node_modules)[\\/]@electric-sql/);
    const { version } = JSON.parse(readFileSync(join(packages, '@electric-sql/pglite/package.json'), 'utf8')) as { version: string };
    return join(packages, `.cache/pglite-${version}.tar`);
  } catch {
    return undefined;
  }
}
