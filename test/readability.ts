/**
 * `npm run readability`: prints how easy each page of the documentation is to read, by the formulas of Flesch and Kincaid.
 * `npm run readability -- --before v1.0.0` also prints the values at another commit.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { pages, root } from './docs/pages.js';
import { readabilityOf } from './docs/readability.js';

const { values } = parseArgs({ options: { before: { type: 'string' } } });
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** The page at the other commit. Undefined if there was none, or if no commit is named. */
function before(path: string): string | undefined {
  try {
    return values.before === undefined ? undefined : git('show', `${values.before}:${path}`);
  } catch {
    return undefined;
  }
}

function cells(...texts: string[]): string[] {
  const { sentences, words, ease, grade } = readabilityOf(...texts);
  return sentences ? [`${words}`, (words / sentences).toFixed(1), ease.toFixed(1), grade.toFixed(1)] : ['', '', '', ''];
}

const HEAD = ['words', 'words/sentence', 'ease', 'grade'];
const old = pages.map(({ path }) => before(path)).filter((text) => text !== undefined);
const rows = [
  ['', ...HEAD, ...(values.before ? HEAD.map((name) => `${name} before`) : [])],
  ...pages.map(({ path, text }) => [path, ...cells(text), ...(values.before ? cells(before(path) ?? '') : [])]),
  ['all', ...cells(...pages.map(({ text }) => text)), ...(values.before ? cells(...old) : [])],
];
const widths = rows[0]?.map((_, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0))) ?? [];
process.stdout.write(rows.map((row) => `${row.map((cell, place) => (place ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[0] ?? 0))).join('  ')}\n`).join(''));
