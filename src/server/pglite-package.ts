import type { PGlite as Pglite } from '@electric-sql/pglite';

/** Loads the package `@electric-sql/pglite`, which only this entry needs. */
export async function loadPglite(): Promise<typeof Pglite> {
  const { PGlite } = await import('@electric-sql/pglite').catch((cause: unknown) => {
    throw new Error('wise-link/server/pglite needs the package @electric-sql/pglite: run `npm install @electric-sql/pglite`.', { cause });
  });
  return PGlite;
}
