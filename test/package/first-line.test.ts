// Checks that every module says what it is for.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/** Imports and exports from other modules, and empty lines. */
const BEFORE = /^(import\b[\s\S]*?;\n|export (type )?(\*|\{)[\s\S]*?from .*;\n|\s)*/;

/** Whether a comment is the first thing in a module, or the first after its imports. */
const saysWhatFor = (code: string): boolean => [code, code.replace(BEFORE, '')].some((text) => /^(\/\*\*|\/\/|#!)/.test(text));

const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.d)\.ts$/.test(file));

test('every module of src begins with a comment, or with a documented declaration', () => {
  expect(modules.length).toBeGreaterThan(200);
  expect(modules.filter((file) => !saysWhatFor(readFileSync(root + file, 'utf8')))).toEqual([]);
});

test.each([
  ["import { a } from './a.js';\n\nexport const b = a;\n", false],
  ["import { a } from './a.js';\n\n/** Twice a. */\nexport const b = 2 * a;\n", true],
  ["/** All about b. */\nimport { a } from './a.js';\n\nexport const b = a;\n", true],
])('of %j the check says %s', (code, expected) => {
  expect(saysWhatFor(code)).toBe(expected);
});
