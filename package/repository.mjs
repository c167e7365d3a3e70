/**
 * `npm run repository -- OWNER/NAME`: sets the address of the repository in package.json, and in the pages whose links are absolute
 * because npm shows them. Prints the files that it changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** The files that have the address. test/docs/links.test.ts checks that they have the one of package.json. */
const FILES = ['package.json', 'README.md', 'SECURITY.md'];

const [, , name = ''] = process.argv;
if (!/^[\w.-]+\/[\w.-]+$/.test(name)) {
  process.stderr.write('Usage: npm run repository -- OWNER/NAME\nExample: npm run repository -- acme/wise-link\n');
  process.exit(1);
}

const path = (file) => new URL(`../${file}`, import.meta.url);
const { repository } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
const [, old] = /github\.com\/(.+?)\.git$/.exec(repository.url) ?? [];
for (const file of FILES) {
  const text = readFileSync(path(file), 'utf8');
  const changed = text.replaceAll(new RegExp(`(github(?:usercontent)?\\.com/)${old.replaceAll('.', '\\.')}(?=[./#]|$)`, 'gm'), (_, host) => host + name);
  if (changed === text) continue;
  writeFileSync(path(file), changed);
  process.stdout.write(`${file}\n`);
}
