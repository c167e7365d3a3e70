// Checks the texts for coding assistants.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');
const { files } = JSON.parse(read('package.json')) as { files: string[] };
const linksOf = (text: string): string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

describe('llms.txt', () => {
  const text = read('llms.txt');
  const isPacked = (file: string): boolean => files.some((name) => file === name || file.startsWith(`${name}/`));

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
