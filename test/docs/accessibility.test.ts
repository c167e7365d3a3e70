// Checks that the accessibility statement cites existing tests.
import { expect, test } from 'vitest';
import { testTitles } from '../package/test-titles.js';
import { pages, rows, section } from './pages.js';

const text = pages.find(({ path }) => path === 'ACCESSIBILITY.md')?.text ?? '';
const CITED = /`test\/([\w./-]+)` "([^"]+)"/g;
const table = rows(section('ACCESSIBILITY.md', 'What it does, and the test that shows it'));
const titles = testTitles();

test('every row of the accessibility statement names a test', () => {
  expect(table.length).toBeGreaterThan(15);
  expect(table.filter((row) => !row.at(-1)?.match(CITED)).map(([criterion]) => criterion)).toEqual([]);
});

test('every test that it names exists', () => {
  const cited = [...text.matchAll(CITED)].map(([, file = '', title = '']) => ({ file, title }));
  expect(cited.filter(({ file, title }) => !titles.some((one) => one.file === file && one.text.startsWith(title)))).toEqual([]);
});
