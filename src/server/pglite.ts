/** PostgreSQL embedded in this process, for a start and for tests: `wise-link/server/pglite`. */
import type { Database } from './queryable.js';
import { lockFolder } from './folder-lock.js';
import { openInMemory } from './pglite-memory.js';
import { loadPglite } from './pglite-package.js';

/** The options of `pglite`. */
export interface PgliteOptions {
  /** The folder of the data, which one process at a time may use. Default: none, and the data is lost when the process ends. */
  folder?: string;
}

/** Opens an embedded database. Throws if another process uses the folder, or if the package `@electric-sql/pglite` is missing. */
export async function pglite({ folder }: PgliteOptions = {}): Promise<Database> {
  if (folder === undefined) return openInMemory();
  const PGlite = await loadPglite();
  // PGlite lets a second process in, and rows that it acknowledged vanish.
  const lock = await lockFolder(folder);
  try {
    const database = await PGlite.create(folder);
    return {
      query: (sql, params) => database.query(sql, params),
      exec: (script) => database.exec(script),
      transaction: (work) => database.transaction(work),
      close: async () => {
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
