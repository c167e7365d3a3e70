// Compares docs/bundlers.md with what `npm run bundlers` installs.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { NAMES, packagesOf } from '../bundlers/bundler.js';
import { root } from './pages.js';

const page = readFileSync(`${root}docs/bundlers.md`, 'utf8');

test.each(NAMES)('docs/bundlers.md has a row of %s, with its versions and without a failure', async (name) => {
  const versions = Object.entries(await packagesOf(name)).map(([library, version]) => `\`${library}\` ${version}`);
  const row = page.split('\n').find((line) => line.startsWith(`| ${name} | ${versions.join(', ')} |`));
  expect(row).toMatch(/ ✓ \| ✓ \| \d+\.\d kB \| ✓ \| [✓–] \|$/);
});

test('the versions are exact', async () => {
  const all = await Promise.all(NAMES.map(packagesOf));
  expect(all.flatMap(Object.values).filter((version) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
});
