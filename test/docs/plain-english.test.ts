import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { titlesIn } from '../package/test-titles.js';
import { root } from './pages.js';

/** The folders and files that are checked. Add yours when its texts say "they" for a customer. */
const CHECKED = ['ACCESSIBILITY.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'contract', 'demo', 'docs', 'frameworks', 'package', 'src', 'test'];

/** Names of men in examples. A pronoun is allowed after one of them in the same sentence. */
const NAMES = /\b(Omar|Lee)\b/;

/** Has made-up lines with the words that it looks for. */
const SELF = 'test/docs/plain-english.test.ts';

// In quotes or before a hyphen, "he" is the language code of Hebrew.
const PRONOUN = /(?<!["'\w-])(he|him|his|himself)(?!["\w]|-[A-Z])/i;

/** The comments of a script, and the titles if it is a test; the whole text of any other file. */
function texts(file: string, source: string): string[] {
  if (!/\.(ts|mjs|js)$/.test(file)) return [source];
  const comments = parseSync(file, source).comments.map(({ value }) => value.replaceAll(/\n\s*\*?/g, ' '));
  if (!/\.(test|spec)\.ts$/.test(file)) return comments;
  const groups = [...source.matchAll(/\bdescribe\b.*?\((['"`])(.*?)\1/g)].map(([, , title = '']) => title);
  return [...comments, ...groups, ...titlesIn(file, source).map(({ text }) => text)];
}

/** The sentences of a file that say "he" of a person. */
function sentencesWithHe(file: string, source: string): string[] {
  return texts(file, source)
    .flatMap((text) => text.replaceAll(/`[^`\n]*`/g, '').split(/(?<=[.!?])\s+|\n\s*\n/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => {
      const pronoun = PRONOUN.exec(sentence);
      // A whole text of "he" is a language code in a table.
      return pronoun !== null && sentence !== 'he' && !NAMES.test(sentence.slice(0, pronoun.index));
    });
}

/** The text files of a folder, or the file itself. */
function filesIn(path: string): string[] {
  if (!statSync(root + path).isDirectory()) return [path];
  return readdirSync(root + path, { recursive: true, encoding: 'utf8' })
    .map((file) => `${path}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|mjs|js|md|html|css|sql|json)$/.test(file) && file !== SELF && !file.includes('/node_modules/'));
}

describe('a customer is "they"', () => {
  test.each(CHECKED)('in %s', (path) => {
    expect(existsSync(root + path)).toBe(true);
    const files = filesIn(path);
    expect(files).not.toEqual([]);
    expect(files.flatMap((file) => sentencesWithHe(file, readFileSync(root + file, 'utf8')).map((text) => `${file}: ${text}`))).toEqual([]);
  }, 60_000);
});

describe('the check finds the pronoun', () => {
  test.each([
    ['in a line comment', 'a.ts', '// Shows what he linked.'],
    ['in a doc comment', 'a.ts', '/** Logs him out. */'],
    ['on a later line of a comment', 'a.ts', '/**\n * A customer\n * and his code.\n */'],
    ['at the start of a sentence', 'a.mjs', '// Starts again. He logs in.'],
    ['with a contraction', 'a.ts', '// Until he’s back.'],
    ['in the title of a test', 'a.test.ts', "test('a customer himself', () => {});"],
    ['in the title of a group', 'a.test.ts', "describe('his attempt', () => {});"],
    ['in the title of a group with a table', 'a.test.ts', "describe.each([1])('his attempt %i', () => {});"],
    ['in a table of titles', 'a.test.ts', "test.each([['no company of his', 1]])('%s', () => {});"],
    ['in a page', 'a.md', 'A customer takes\nback what he linked.'],
    ['in markup', 'a.html', '<p>What he linked.</p>'],
    ['in SQL', 'a.sql', '-- Until when he is believed.\nselect 1;'],
    ['in a style sheet', 'a.css', '/* Where he reads. */'],
    ['in a description', 'a.json', '{ "description": "How many he may ask for." }'],
    ['after a name in another sentence', 'a.ts', '// Omar logs in. A customer types his code.'],
    ['before a name', 'a.ts', '// His name is Omar.'],
  ])('%s', (_, file, source) => {
    expect(sentencesWithHe(file, source)).toHaveLength(1);
  });

  test.each([
    ['in other words', 'a.ts', '// The history of this sheet; she and they; the theme.'],
    ['in code', 'a.ts', "const he = 'he'; // Hebrew"],
    ['in a text that is not a title', 'a.test.ts', "const languages = 'fr he hu'; test('all', () => {});"],
    ['as a language in backticks', 'a.md', '| `he` | Hebrew |'],
    ['as a language in quotes', 'a.html', '<html lang="he" dir="rtl">'],
    ['as a language with a region', 'a.md', 'Also he-IL.'],
    ['after a name', 'a.ts', '// Omar types his code.'],
  ])('but not %s', (_, file, source) => {
    expect(sentencesWithHe(file, source)).toEqual([]);
  });
});
