import { PGlite } from '@electric-sql/pglite';
import type { Database } from '../../../demo/partner/index.js';

let empty: Promise<Blob | File> | undefined;

/** An empty database, copied from the first one of this process: to make each from nothing takes three times as long. */
export async function copyOfEmptyDatabase(): Promise<Database> {
  empty ??= PGlite.create().then(async (first) => {
    const copy = await first.dumpDataDir('none');
    await first.close();
    return copy;
  });
  return PGlite.create({ loadDataDir: await empty });
}
