import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { commitOf, record } from '../tools/record.mjs';
import type { Step } from '../tools/record.mjs';
import { asHtml, asMarkdown } from './page.js';
import { readProofs } from './proof.js';
import type { Proof } from './proof.js';
import { PROMISES } from './promises.js';
import { judge } from './verdict.js';

const COMMIT = 'a'.repeat(40);
const run = (given: Partial<Proof> = {}): Proof => ({ command: 'test', name: 'all', commit: COMMIT, at: '2026-05-01T10:00:00.000Z', seconds: 1, passed: 3, failed: 0, skipped: 1, details: {}, ...given });
const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'trust-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe.each(PROMISES)('“$promise”', (promised) => {
  const own = (given: Partial<Proof> = {}): Proof => run({ command: promised.command, name: promised.step, ...given });

  test('is kept by a run of its step on this commit', () => {
    expect(judge(promised, [own()], COMMIT)).toMatchObject({ result: 'kept', figure: expect.stringContaining('3 passed, 0 failed, 1 skipped') });
  });

  test('is broken by one failure, also after a run that passed', () => {
    expect(judge(promised, [own({ at: '2026-05-02T10:00:00.000Z', failed: 1 }), own()], COMMIT)).toMatchObject({ result: 'broken', figure: expect.stringContaining('1 failed') });
  });

  test.each<[string, Proof[], string | null, string]>([
    ['no run', [], COMMIT, 'no run'],
    ['a run of another step', [own({ name: 'another' })], COMMIT, 'no run'],
    ['a run of the same step of another command', [own({ command: 'another' })], COMMIT, 'no run'],
    ['a run on another commit', [own({ commit: 'b'.repeat(40) })], COMMIT, 'no run on this commit; on bbbbbbbbbb, 2026-05-01: 3 passed'],
    ['a run with changes that were not committed', [own({ commit: null })], COMMIT, 'no run on this commit; with changes that were not committed, 2026-05-01: 3 passed'],
    ['changes that are not committed now', [own()], null, 'no run on this commit; on aaaaaaaaaa, 2026-05-01: 3 passed'],
  ])('is not shown by %s', (_, proofs, commit, figure) => {
    expect(judge(promised, proofs, commit)).toMatchObject({ result: 'not shown', figure: expect.stringContaining(figure) });
  });

  test('is about a step that its command has', () => {
    const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts;
    const file = /^(?:node|tsx) (\S+)$/.exec(scripts[promised.command] ?? '')?.[1] ?? '';
    const text = ['test/tools/steps.mjs', file].map((one) => readFileSync(one, 'utf8')).join('\n');
    const [engine, part] = promised.step.split(': ');
    const names = part === undefined ? [`name: '${promised.step}'`] : [`name: '${engine}'`, `\`\${name}: ${part}\``];
    for (const name of names) expect(text).toContain(name);
  });
});

describe('the record of a step', () => {
  const step: Step = { name: 'fault matrix', seconds: '1.5', tests: [{ result: 'passed' }, { result: 'passed' }, { result: 'skipped' }], error: undefined };

  test.each<[string, Partial<Step>, Partial<Proof>]>([
    ['counts its tests', {}, { name: 'fault matrix', passed: 2, failed: 0, skipped: 1, seconds: 1.5, commit: commitOf('.'), details: {} }],
    ['counts a failed test', { tests: [{ result: 'failed' }, { result: 'passed' }], error: new Error('A test failed.') }, { passed: 1, failed: 1 }],
    ['counts an error without a failed test', { tests: [], error: new Error('broken') }, { passed: 0, failed: 1 }],
    ['counts a step without tests as one check', { tests: [] }, { passed: 1, failed: 0 }],
    ['has what the counts do not say', { details: { seed: 7 } }, { details: { seed: 7 } }],
  ])('%s', (_, given, expected) => {
    const folder = newFolder();
    record({ ...step, ...given }, folder);
    expect(readProofs(folder)).toMatchObject([expected]);
  });

  test('replaces the last one of the same step, and no other', () => {
    const folder = newFolder();
    for (const name of ['one', 'two', 'one']) record({ ...step, name }, folder);
    expect(readProofs(folder).map(({ name }) => name)).toEqual(['one', 'two']);
  });

  test('that cannot be read counts as none, and neither does a missing folder', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'broken.json'), '{');
    writeFileSync(join(folder, 'other.json'), '{"passed":1}');
    expect(readProofs(folder)).toEqual([]);
    expect(readProofs(join(folder, 'none'))).toEqual([]);
  });
});

describe('the page', () => {
  const promised = { promise: 'a < b | c', command: 'test', step: 'all', counts: 'tests' };
  const page = { commit: COMMIT, at: '2026-05-01T10:00:00.000Z', versions: [['Node', '20.0.0']] as const, verdicts: [judge(promised, [run({ failed: 2 })], COMMIT)], sizes: [['cdn/wise-link.js', 2000, 1999]] as const };

  test('names commit, results, sizes and versions, as Markdown', () => {
    const text = asMarkdown(page);
    for (const part of [COMMIT, '0 promises kept, 1 broken, 0 not shown', '| a < b \\| c | broken | 3 passed, 2 failed, 1 skipped (tests) | npm run test |', '| cdn/wise-link.js | 2,000 B | 1,999 B | broken |', '| Node | 20.0.0 |'])
      expect(text).toContain(part);
  });

  test('is HTML without scripts, with its text escaped and its tables named', () => {
    const text = asHtml(page);
    expect(text).toContain('<td>a &lt; b | c</td><td class="broken">broken</td>');
    expect(text).toContain('role="region" aria-label="Promises" tabindex="0"');
    expect(text).not.toMatch(/<script|https?:/);
  });
});
