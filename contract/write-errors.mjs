/**
 * Generates the list of error codes in src/errors.ts and the table in docs/errors.md from contract/errors.json. With
 * `--check` it writes nothing and fails if one of them is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const path = (relative) => new URL(`../${relative}`, import.meta.url);
const read = (relative) => readFileSync(path(relative), 'utf8');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

/** @type {Record<string, { cause: string, action: string, retryable: boolean, words: string }>} */
const catalogue = JSON.parse(read('contract/errors.json'));
const errors = Object.entries(catalogue);
const words = read('src/locales/en.ts');

for (const [code, row] of errors) {
  const missing = ['cause', 'action', 'words'].filter((key) => !row[key]);
  if (typeof row.retryable !== 'boolean') missing.push('retryable');
  if (missing.length) fail(`contract/errors.json: ${code} lacks ${missing.join(', ')}`);
}

/** The customer's words for a key, if no wait is known. */
function sentence(key) {
  const [, text] = new RegExp(`^  '?${key}'?: '(.*)',$`, 'm').exec(words) ?? fail(`contract/errors.json: src/locales/en.ts has no "${key}"`);
  return key === 'busy' ? `${text} ${sentence('tryAgain')}` : text;
}

const list = errors.map(([code, { cause, action, words: key }]) => `  /** ${cause} ${action} */\n  ${code}: '${key}',\n`).join('');
const table = [
  '| code | cause | what you can do | the customer reads |',
  '|---|---|---|---|',
  ...errors.map(([code, { cause, action, retryable, words: key }]) => `| \`${code}\`${retryable ? ' ↻' : ''} | ${cause} | ${action} | ${sentence(key)} |`),
].join('\n');

const outdated = [];
replace('src/errors.ts', 'export const ERRORS = {\n', '} as const;', list);
replace('docs/errors.md', '<!-- errors -->\n', '\n<!-- /errors -->', table);
if (values.check && outdated.length) fail(`Out of date with contract/errors.json: ${outdated.join(', ')}. Run \`npm run errors\`.`);

function replace(file, begin, end, content) {
  const text = read(file);
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end, from);
  if (from < begin.length || to < 0) fail(`${file} does not contain ${begin}`);
  if (text.slice(from, to) === content) return;
  outdated.push(file);
  if (!values.check) writeFileSync(path(file), text.slice(0, from) + content + text.slice(to));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
