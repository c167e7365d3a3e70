// Finds the tests that a page cites, as in `[service/webhooks.test.ts](../test/service/webhooks.test.ts) "title"`.
import { existsSync, readFileSync } from 'node:fs';
import { testTitles } from '../package/test-titles.js';
import { root } from './pages.js';

export const CITED = /\[([\w./-]+)\]\(\.\.\/test\/([\w./-]+)\)\s+"([^"]+)"/g;

/** A test that a page cites: the text of the link, the file below `test`, and the title. */
export interface Cited {
  name: string;
  file: string;
  title: string;
}

const titles = testTitles();

/** The tests that a text cites. */
export const citedIn = (text: string): Cited[] => [...text.matchAll(CITED)].map(([, name = '', file = '', title = '']) => ({ name, file, title }));

/** Whether a test with this title exists. `…` stands for a value; the text after it must be in the same file. */
export function isThere({ name, file, title }: Cited): boolean {
  const [begin = '', ...rest] = title.split('…');
  const path = `${root}test/${file}`;
  if (name !== file || !existsSync(path) || !titles.some((one) => one.file === file && one.text.startsWith(begin))) return false;
  const source = readFileSync(path, 'utf8');
  return rest.every((part) => source.includes(part.trim()));
}
