/** Copies the type declarations of `wise-link/server` to dist: those that its entries name, and not the inner ones, which need zod. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('../node_modules/.cache/server-types/', import.meta.url));
const to = fileURLToPath(new URL('../dist/server/', import.meta.url));

const files = new Set(['index.d.ts', 'postgres.d.ts', 'pglite.d.ts']);
// A set also visits what is added while it is visited.
for (const file of files) {
  const text = readFileSync(from + file, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:from|import\() ?'(\.[^']*)\.js'/g)) files.add(join(dirname(file), `${specifier}.d.ts`));
  if (/from 'zod'/.test(text)) throw new Error(`${file} is public, and needs zod`);
  mkdirSync(dirname(to + file), { recursive: true });
  copyFileSync(from + file, to + file);
}
