/**
 * Copies the type declarations of a folder of `src` to `dist`: `node package/public-types.mjs simulator index`. Copies those that the
 * entries name, and not the inner ones, which need packages that the types of this package must not need.
 */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';

/** What the types may need: Node, and the optional databases, whose entries a partner imports only with the package. */
const MAY_NEED = /^(node:.+|pg|@electric-sql\/pglite)$/;

const [folder, ...entries] = process.argv.slice(2);
const from = fileURLToPath(new URL(`../node_modules/.cache/${folder}-types/`, import.meta.url));
const to = fileURLToPath(new URL(`../dist/${folder}/`, import.meta.url));

const files = new Set(entries.map((entry) => `${entry}.d.ts`));
// A set also visits what is added while it is visited.
for (const file of files) {
  const text = readFileSync(from + file, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:from|import\() ?'([^']*)'/g)) {
    if (MAY_NEED.test(specifier)) continue;
    if (!specifier.startsWith('.')) throw new Error(`${file} is public, and needs ${specifier}`);
    files.add(join(dirname(file), specifier.replace(/\.js$/, '.d.ts')));
  }
  mkdirSync(dirname(to + file), { recursive: true });
  copyFileSync(from + file, to + file);
}
