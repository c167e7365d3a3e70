// Compares docs/testing.md with the example tests.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Removes indentation, which may differ between the page and the tests. */
const flush = (text: string): string => text.replace(/^ +/gm, '');

test('docs/testing.md shows pieces of the example tests, word for word', () => {
  const chapter = readFileSync(path('../../docs/testing.md'), 'utf8');
  const pieces = [...chapter.matchAll(/```ts\n(.*?)```/gs)].flatMap(([, block = '']) => flush(block).trim().split('\n\n'));
  expect(pieces.length).toBeGreaterThan(6);
  const files = readdirSync(path('../example')).filter((file) => /\.(test|spec)\.ts$/.test(file));
  const tests = flush(files.map((file) => readFileSync(path(`../example/${file}`), 'utf8')).join('\n'));
  expect(pieces.filter((piece) => !tests.includes(piece))).toEqual([]);
});
