import { describe, expect, it } from 'vitest';
import { closingLine, lineOf } from '../../contract/kit/report.js';

describe('the report', () => {
  const finding = { name: 'B1', title: 'A call is refused', result: 'passed', found: '', fix: '' } as const;

  it('has a line for each case, with the finding and the fix below', () => {
    expect(lineOf(finding)).toBe('B1   passed    A call is refused');
    const failed = lineOf({ ...finding, result: 'failed', found: 'it was not', fix: 'Refuse it.' });
    expect(failed.split('\n').map((line) => line.trim())).toEqual(['B1   failed    A call is refused', 'it was not', '→ Refuse it.']);
  });

  it('ends with the number of each result', () => {
    expect(closingLine([finding, { ...finding, result: 'failed' }, { ...finding, result: 'skipped' }])).toBe('1 passed, 1 failed, 1 skipped');
  });
});
