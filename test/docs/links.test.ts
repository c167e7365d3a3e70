// Checks the links and headings of the documentation.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HERE, pages, prose, REPOSITORY, root } from './pages.js';

/** The anchor that GitHub and the site give a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchors = new Map(pages.map((page) => [page.path, [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading))]));

/** The targets of a page's links, except in code. */
const links = (text: string): string[] => [...text.replaceAll(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

describe.each(pages)('$path', (page) => {
  test('has no broken link', () => {
    const lost = links(prose(page))
      .filter((target) => !target.startsWith('https:'))
      .filter((target) => {
        const [file = '', fragment] = target.split('#');
        const path = file ? posix.join(posix.dirname(page.path), file) : page.path;
        return !existsSync(root + path) || (fragment !== undefined && !anchors.get(path)?.includes(fragment));
      });
    expect(lost).toEqual([]);
  });

  test('has no duplicate headings', () => {
    expect(anchors.get(page.path)).toEqual([...new Set(anchors.get(page.path))]);
  });
});

test('the README links to every page', () => {
  const [readme] = pages;
  const reached = readme ? links(prose(readme)) : [];
  expect(pages.map(({ path }) => path).filter((path) => path !== 'README.md' && !reached.includes(path))).toEqual([]);
});

describe('on npm, a reader of', () => {
  test.each(['README.md', 'SECURITY.md'])('%s can follow every link', (path) => {
    const targets = links(readFileSync(root + path, 'utf8'));
    expect(targets.filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
    const inRepository = targets.filter((target) => /^https:\/\/(raw\.githubusercontent|github)\.com\/[^/]+\/wise-link\//.test(target));
    expect(inRepository.length).toBeGreaterThan(1);
    expect(inRepository.filter((target) => ![...HERE, `${REPOSITORY}/issues`, `${REPOSITORY}/security/`].some((prefix) => target.startsWith(prefix)))).toEqual([]);
  });
});
