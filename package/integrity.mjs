/**
 * Writes dist/integrity.json: the `integrity` value of each file for script tags (Subresource Integrity,
 * https://www.w3.org/TR/sri-2/). With `--readme` it also writes the values of the element into the README.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { readme: { type: 'boolean', default: false } } });
const path = (relative) => new URL(`../${relative}`, import.meta.url);

const files = ['cdn', 'locales'].flatMap((folder) => readdirSync(path(`dist/${folder}`)).map((file) => `${folder}/${file}`));
const hashes = files
  .filter((file) => file.endsWith('.js'))
  .toSorted((one, other) => (one < other ? -1 : 1))
  .map((file) => [file, `sha384-${createHash('sha384').update(readFileSync(path(`dist/${file}`))).digest('base64')}`]);
writeFileSync(path('dist/integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`);

if (values.readme) {
  const readme = readFileSync(path('README.md'), 'utf8');
  const rows = hashes.filter(([file]) => /^cdn\/(wise-link|callback)\b/.test(file)).map(([file, hash]) => `| \`${file}\` | \`${hash}\` |`);
  const table = ['| file | `integrity` |', '|---|---|', ...rows].join('\n');
  writeFileSync(path('README.md'), readme.replace(/(?<=<!-- integrity -->\n).*?(?=\n<!-- \/integrity -->)/s, () => table));
}
