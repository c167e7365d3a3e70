// Checks the lines and the files of the kit's report.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonReport } from '../../contract/kit/json-report.js';
import { readOptions } from '../../contract/kit/options.js';
import { printable } from '../../contract/kit/printable.js';
import { closingLine, lineOf } from '../../contract/kit/report.js';
import { ReportFiles } from '../../contract/kit/report-files.js';
import { failed, passed, run, skipped } from './findings.js';

describe('the report', () => {
  it('has a line for each case, with the finding, the sentence of the contract and the fix below', () => {
    expect(lineOf(passed)).toBe('B1   passed    A call is refused');
    expect(lineOf(failed).split('\n').map((line) => line.trim())).toEqual([
      'B2   failed    A call is refused',
      'it was not',
      'contract: “Answer `403 csrf_failed` to a call from a page of another origin.” (docs/backend.md#every-call)',
      '→ Refuse it.',
    ]);
    expect(lineOf(skipped)).toMatch(/^B3 {3}skipped .*\n +because there is no --email-url$/);
  });

  it('ends with the number of each result', () => {
    expect(closingLine([passed, failed, skipped])).toBe('1 passed, 1 failed, 1 skipped');
  });

  it.each([
    ['several lines', 'a\r\nb\u2028c', 'a b c'],
    ['an escape sequence of a terminal', 'a\u001B[2Jb', 'a\uFFFD[2Jb'],
    ['a mark that turns the direction', 'a\u202Eb', 'a\uFFFDb'],
    ['half a surrogate pair', 'a\uD83D', 'a\uFFFD'],
    ['too long a text, and cuts no character in two', '😀'.repeat(501), `${'😀'.repeat(500)}…`],
  ])('prints %s as one harmless line', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe('the JSON report', () => {
  it('has the counts and each finding', () => {
    expect(JSON.parse(jsonReport(run))).toEqual({
      backend: run.backend,
      startedAt: '2026-11-30T10:20:30.400Z',
      stopped: null,
      passed: 1,
      failed: 1,
      skipped: 1,
      cases: run.findings.map(({ rule, ...finding }) => ({ ...finding, contract: rule })),
    });
    expect(JSON.parse(jsonReport({ ...run, stopped: 'It stopped.' }))).toMatchObject({ stopped: 'It stopped.' });
  });
});

describe('the files of the reports', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wise-link-kit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (...args: string[]): ReportFiles => {
    const options = readOptions(['https://bank.example/exchange?token=secret', ...args], { WISE_CONTRACT_TOKEN: 't' });
    if (options === 'help') throw new Error('The kit was asked for help.');
    return new ReportFiles(options, run.at);
  };
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

  it('are in folders that are created, and have an error until the run has ended', () => {
    const files = open('--junit', join(folder, 'a/b.xml'), '--json', join(folder, 'c.json'));
    expect(read('a/b.xml')).toContain('<error message="The run has not ended."/>');
    expect(JSON.parse(read('c.json'))).toMatchObject({ stopped: 'The run has not ended.', cases: [] });
    expect(files.write([passed])).toEqual([]);
    expect(read('a/b.xml')).not.toContain('<error');
    expect(JSON.parse(read('c.json'))).toMatchObject({ stopped: null, passed: 1, backend: 'https://bank.example/exchange' });
  });

  it('are refused before the run if one cannot be written', () => {
    expect(() => open('--junit', folder)).toThrow('The file of --junit cannot be written: EISDIR.');
    expect(() => open('--json', join(folder, '\0'))).toThrow(/^The file of --json cannot be written: /);
  });

  it('are written without each other if one fails later', () => {
    const files = open('--junit', join(folder, 'a.xml'), '--json', join(folder, 'b.json'));
    rmSync(join(folder, 'a.xml'));
    mkdirSync(join(folder, 'a.xml'));
    expect(files.write([passed])).toEqual(['The file of --junit cannot be written: EISDIR.']);
    expect(JSON.parse(read('b.json'))).toMatchObject({ passed: 1 });
  });
});
