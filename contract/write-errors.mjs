/**
 * Writes everything that is known of the error codes, from contract/errors.json: the list in src/errors.ts and the table in
 * docs/errors.md. With `--check` it writes nothing, and fails where they are not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const path = (relative) => new URL(`../${relative}`, import.meta.url);
const read = (relative) => readFileSync(path(relative), 'utf8');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

/** @type {Record<string, { cause: string, action: string, retryable: boolean, words: string }>} */
const catalogue = JSON.parse(read('contract/errors.json'));
const all = Object.entries(catalogue);
const words = read('src/locales/en.ts');

for (const [code, row] of all) {
  const missing = ['cause', 'action', 'words'].filter((key) => !row[key]);
  if (typeof row.retryable !== 'boolean') missing.push('retryable');
  if (missing.length) fail(`contract/errors.json: ${code} lacks ${missing.join(', ')}`);
}

/** What the customer reads, by its key. */
function sentence(key) {
  const [, text] = new RegExp(`^  '?${key}'?: '(.*)',$`, 'm').exec(words) ?? fail(`contract/errors.json: src/locales/en.ts has no "${key}"`);
  return text;
}

const list = all.map(([code, { cause, action, words: key }]) => `  /** ${cause} ${action} */\n  ${code}: '${key}',\n`).join('');
const table = [
  '| code | cause | what you can do | the customer reads |',
  '|---|---|---|---|',
  ...all.map(([code, { cause, action, retryable, words: key }]) => `| \`${code}\`${retryable ? ' ↻' : ''} | ${cause} | ${action} | ${sentence(key)} |`),
].join('\n');

const old = [];
replace('src/errors.ts', 'export const ERRORS = {\n', '} as const;', list);
replace('docs/errors.md', '<!-- errors -->\n', '\n<!-- /errors -->', table);
if (values.check && old.length) fail(`${old.join(' and ')} not as contract/errors.json says: run \`npm run errors\``);

function replace(file, begin, end, made) {
  const text = read(file);
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end, from);
  if (from < begin.length || to < 0) fail(`${file}: no ${begin}`);
  if (text.slice(from, to) === made) return;
  old.push(file);
  if (!values.check) writeFileSync(path(file), text.slice(0, from) + made + text.slice(to));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
