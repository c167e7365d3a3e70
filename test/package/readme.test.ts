// Checks the README as npm shows it, and the texts for coding assistants.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { absolute, isPlaceholder } from '../../package/readme.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');
const own = JSON.parse(read('package.json')) as { version: string; files: string[]; homepage: string; bugs: { url: string }; repository: { url: string } };
const shown = absolute(read('README.md'), own);
const linksOf = (text: string): string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

describe('the README on npm', () => {
  const page = own.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  const ours = linksOf(shown).filter((target) => target.startsWith(page));

  test('has only absolute links and pictures, and no element of the site', () => {
    expect(linksOf(shown).filter((target) => !/^(https:|#)/.test(target))).toEqual([]);
    expect(shown).not.toMatch(/<live-example/);
    expect(shown).toMatch(new RegExp(`!\\[[^\\]]+\\]\\(${page}/raw/v${own.version}/demo/pictures/wise-link\\.png\\)`));
  });

  test('links to files of the repository at this version', () => {
    expect(ours.length).toBeGreaterThan(15);
    const files = ours.map((target) => /\/(?:blob|raw)\/v([\d.]+)\/([^#]+)/.exec(target)?.slice(1) ?? []);
    expect(files.filter(([version, file = '']) => version !== own.version || !existsSync(root + file))).toEqual([]);
  });

  test.each([
    ['[a](docs/a.md#b)', '[a](https://host/x/blob/v1.2.3/docs/a.md#b)'],
    ['![a](b.png)', '![a](https://host/x/raw/v1.2.3/b.png)'],
    ['[a](#b) [c](https://d.example/) <https://e.example>', '[a](#b) [c](https://d.example/) <https://e.example>'],
    ['one\n\n<live-example choices="mode"></live-example>\n\ntwo', 'one\n\ntwo'],
  ])('%s becomes %s', (before, after) => {
    expect(absolute(before, { repository: { url: 'git+https://host/x.git' }, version: '1.2.3' })).toBe(after);
  });

  test('has the address of the repository from one place', () => {
    expect([own.homepage, own.bugs.url]).toEqual([`${page}#readme`, `${page}/issues`]);
  });

  test.each([
    ['git+https://git.example/wise-link.git', true],
    ['git+https://github.com/bank/wise-link.git', false],
  ])('%s is a placeholder: %s', (url, expected) => {
    expect(isPlaceholder({ repository: { url } })).toBe(expected);
  });
});

describe('llms.txt', () => {
  const text = read('llms.txt');
  const isPacked = (file: string): boolean => own.files.some((name) => file === name || file.startsWith(`${name}/`));

  test('begins as https://llmstxt.org describes: a title, a summary, and sections of links with notes', () => {
    expect(text).toMatch(/^# wise-link\n\n> [^\n]+/);
    expect(text.match(/^- \[[^\]]+\]\([^)]+\): \S/gm)?.length).toBe(linksOf(text).length);
  });

  test('links to files that the package has', () => {
    expect(linksOf(text).filter((file) => !isPacked(file) || !existsSync(root + file))).toEqual([]);
  });

  const tasks = linksOf(text).filter((file) => file.startsWith('docs/tasks/'));
  test.each(tasks)('%s links only to other pages of the package', (file) => {
    const targets = linksOf(read(file)).filter((target) => !target.startsWith('https:')).map((target) => posix.join(posix.dirname(file), target));
    expect(targets.filter((target) => !isPacked(target) || !existsSync(root + target))).toEqual([]);
  });

  test.each(tasks)('%s is short: a result, steps, and at most 110 lines', (file) => {
    expect(read(file)).toMatch(/^# .+\n\nResult: /);
    expect(read(file).split('\n').length).toBeLessThanOrEqual(110);
  });
});
