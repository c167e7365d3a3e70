import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PARTS } from './parts.js';
import { readReport, withoutSurvivors, type Mutant } from './report.js';
import { SURVIVORS } from './survivors.js';
import { judge, type Survivor } from './verdict.js';

const mutant: Mutant = { file: 'src/a.ts', line: 7, text: 'return a && b;', code: 'a && b', becomes: 'true', isKilled: false };
const killed: Mutant = { ...mutant, isKilled: true };
const entry: Survivor = { file: 'src/a.ts', line: 'return a && b;', code: 'a && b', becomes: 'true', why: 'a is always true.' };
/** So many that one survivor does not make the score too low. */
const others = Array.from({ length: 99 }, () => ({ ...killed, code: 'other' }));

describe('the verdict on a part', () => {
  test.each<[string, Mutant[], Survivor[]]>([
    ['all were killed', [killed, ...others], []],
    ['a survivor is listed', [mutant, ...others], [entry]],
    ['two survivors are equal, and listed once', [mutant, { ...mutant, line: 9 }, ...others], [entry]],
    ['the list has one of another file', [killed, ...others], [{ ...entry, file: 'src/b.ts' }]],
  ])('has no faults if %s', (_, mutants, list) => {
    expect(judge(mutants, list).faults).toEqual([]);
  });

  test.each<[string, Mutant[], Survivor[], string]>([
    ['a survivor is not listed', [mutant, ...others], [], 'src/a.ts:7 survived and is not listed'],
    ['one in another file is listed', [mutant, ...others], [{ ...entry, file: 'src/b.ts' }], 'src/a.ts:7 survived and is not listed'],
    ['a test now kills one that is listed', [killed, ...others], [entry], 'src/a.ts is listed, but no longer survives'],
    ['the code of one that is listed is gone', others, [entry], 'src/a.ts is listed, but no longer survives'],
    ['more than eight in a hundred survive', [...others.slice(0, 91), ...Array.from({ length: 9 }, () => mutant)], [entry], 'The score is 91.0 %, less than 92 %'],
  ])('has a fault if %s', (_, mutants, list, fault) => {
    expect(judge(mutants, list).faults).toEqual([expect.stringContaining(fault)]);
  });

  test.each([['line', 'return a;'], ['code', 'a'], ['becomes', 'false']])('takes a survivor with another %s for one that is not listed', (member, other) => {
    expect(judge([mutant, ...others], [{ ...entry, [member]: other }]).faults).toHaveLength(2);
  });

  test('has the share that was killed, also without those that are listed', () => {
    expect(judge([mutant, ...others], [entry])).toMatchObject({ killed: 99, listed: 1, score: 99 });
    expect(judge([], [])).toMatchObject({ killed: 0, listed: 0, score: 100 });
  });
});

describe('the report of Stryker', () => {
  const source = 'const a = 1;\nif (a) {\n  b();\n}\n';
  const report = (status: string): string => {
    const location = { start: { line: 2, column: 8 }, end: { line: 4, column: 2 } };
    return JSON.stringify({ schemaVersion: '1.0', files: { 'src/a.ts': { source, mutants: [{ mutatorName: 'BlockStatement', replacement: '{}', status, location }] } } });
  };

  test.each([['Killed', true], ['Timeout', true], ['Survived', false], ['NoCoverage', false]])('has the status %s', (status, isKilled) => {
    expect(readReport(report(status))).toEqual([{ file: 'src/a.ts', line: 2, text: 'if (a) {', code: '{ b(); }', becomes: '{}', isKilled }]);
  });

  test.each([['Killed', 1], ['Timeout', 1], ['Survived', 0], ['NoCoverage', 0]])('keeps as many earlier results with the status %s: %i', (status, count) => {
    const { files, ...rest } = JSON.parse(withoutSurvivors(report(status))) as { files: Record<string, { source: string; mutants: unknown[] }> };
    expect({ ...files['src/a.ts'], rest }).toMatchObject({ source, rest: { schemaVersion: '1.0' } });
    expect(files['src/a.ts']?.mutants).toHaveLength(count);
  });

  test.each(['CompileError', 'RuntimeError', 'Ignored'])('counts none with the status %s', (status) => {
    expect(readReport(report(status))).toEqual([]);
  });
});

test.each(SURVIVORS)('the listed line of $file is in its source: $line', ({ file, line, why }) => {
  expect(readFileSync(file, 'utf8').split('\n').map((text) => text.replaceAll(/\s+/g, ' ').trim())).toContain(line);
  expect(why).toMatch(/\.$/);
});

test.each(Object.entries(PARTS))('the files of the part %s exist', (_, { mutate, tests }) => {
  for (const pattern of [...mutate, ...tests]) {
    const end = basename(pattern).replace('*', '');
    expect(readdirSync(dirname(pattern)).some((name) => name.endsWith(end)), pattern).toBe(true);
  }
});
