// Checks the size of the built files.
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { built, builtFiles } from './dist.js';

/** The limits in bytes, at the best brotli compression. */
const LIMITS = {
  'cdn/wise-link.js': 19_750,
  'cdn/wise-link.iife.js': 19_750,
  'cdn/callback.js': 900,
  'locales/auto.js': 400,
  ...Object.fromEntries(builtFiles().filter((file) => /^locales\/(?!auto).*\.js$/.test(file)).map((file) => [file, 1_800])),
};

const lines: string[] = [];

test.each(Object.entries(LIMITS))('dist/%s has at most %i bytes', (file, limit) => {
  const size = brotli(built(file));
  lines.push(`${file.padEnd(22)} ${String(size).padStart(6)} of ${String(limit).padStart(6)} bytes`);
  expect(size).toBeLessThanOrEqual(limit);
  expect(size, 'the file is suspiciously small').toBeGreaterThan(limit / 2);
});

afterAll(() => {
  process.stdout.write(`${lines.join('\n')}\n`);
});

function brotli(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;
}
