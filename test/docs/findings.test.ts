// Checks the form of the scripts in `findings`.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../findings/', import.meta.url);

describe.each(readdirSync(folder))('findings/%s', (name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');

  test('states the software with its version, the guess, what was seen, and what follows', () => {
    expect(text).toMatch(/^#!\/usr\/bin\/env bash\n# \S[^\n]* \d[^\n]*:[^\n]+\n#\n# Guess: .+?\n# Seen: {2}.+?\n# So: {4}/s);
  });

  test('installs exact versions in a temporary folder, and fails if the behavior changes', () => {
    const packages = [...text.matchAll(/^npm install (.*)$/gm)].flatMap(([, line = '']) => line.replace(/ 2> .*/, '').split(' ').filter((word) => !word.startsWith('-')));
    expect(packages.filter((one) => !/.@\d+\.\d+\.\d+/.test(one))).toEqual([]);
    expect(text).toContain("folder=$(mktemp -d)\ntrap 'rm -rf \"$folder\"");
    expect(text).toMatch(/set -euo pipefail.*(?:assert|\[ |\[\[ ).*echo ['"]As stated[^\n]*\n$/s);
  });

  test('is about other software, and can be run', () => {
    expect(text).not.toMatch(/wise/i);
    expect(statSync(new URL(name, folder)).mode & 0o111).toBe(0o111);
  });
});
