import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pages, prose, root } from './pages.js';

/** The name that GitHub gives a heading; the site does the same. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchors = new Map(pages.map((page) => [page.path, [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading))]));

/** Where the links of a page lead, outside of code. */
const links = (text: string): string[] => [...text.replaceAll(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

describe.each(pages)('$path', (page) => {
  test('has no link that leads nowhere', () => {
    const lost = links(prose(page))
      .filter((target) => !target.startsWith('https:'))
      .filter((target) => {
        const [file = '', fragment] = target.split('#');
        const path = file ? posix.join(posix.dirname(page.path), file) : page.path;
        return !existsSync(root + path) || (fragment !== undefined && !anchors.get(path)?.includes(fragment));
      });
    expect(lost).toEqual([]);
  });

  test('has no two headings of one name', () => {
    expect(anchors.get(page.path)).toEqual([...new Set(anchors.get(page.path))]);
  });
});

test('the README leads to every chapter', () => {
  const [readme] = pages;
  const reached = readme ? links(prose(readme)) : [];
  expect(pages.map(({ path }) => path).filter((path) => path !== 'README.md' && !reached.includes(path))).toEqual([]);
});
