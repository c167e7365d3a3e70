// Checks the size of the built files.
import { afterAll, expect, test } from 'vitest';
import { built } from './dist.js';
import { LIMITS, sizeOf } from './limits.js';

const lines: string[] = [];

test.each(Object.entries(LIMITS))('dist/%s has at most %i bytes', (file, limit) => {
  const size = sizeOf(built(file));
  lines.push(`${file.padEnd(22)} ${String(size).padStart(6)} of ${String(limit).padStart(6)} bytes`);
  expect(size).toBeLessThanOrEqual(limit);
  expect(size, 'the file is suspiciously small').toBeGreaterThan(limit / 2);
});

afterAll(() => {
  process.stdout.write(`${lines.join('\n')}\n`);
});
