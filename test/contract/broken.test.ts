import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pglite } from '../../src/server/pglite.js';
import { RULES } from '../../contract/kit/rules.js';
import { DEFECTS } from './broken.js';
import { named, reportOf, useStage } from './use-stage.js';

// Short, because each defect waits for it.
const stage = useStage(pglite, 1500);
// Some defects send a code for a new attempt, which a backend that requires a start refuses.
beforeAll(() => stage.withoutStart());
beforeEach(() => stage.clear());

describe('a broken backend', () => {
  it.each(DEFECTS)('%s is the only case that fails for a backend that %s', async (name, _, make) => {
    stage.defect = make();
    const findings = await stage.run(stage.allArgs());
    expect(named(findings, 'failed'), reportOf(findings)).toEqual([name]);
    const { found = '', rule, fix = '' } = findings.find((finding) => finding.name === name) ?? {};
    expect(found).toMatch(/\S/);
    expect(Object.values(RULES)).toContain(rule);
    expect(fix).toMatch(/\S/);
  });

  it('has a defect for each case', () => {
    expect([...new Set(DEFECTS.map(([name]) => name))]).toEqual(Array.from({ length: 24 }, (_, index) => `B${index + 1}`));
  });

  it('that cannot link at all is refused with a SetupError', async () => {
    const elsewhere = stage.args('--redirect-uri', 'https://elsewhere.example/');
    await expect(stage.run(elsewhere)).rejects.toThrow(/not registered/);
    await expect(stage.run(stage.args('--at-wise', 'twin@example.com'))).rejects.toThrow(/identity_mismatch.*--at-wise/);
    await expect(stage.run(stage.args('--origin', 'https://bank.example', '--redirect-uri', 'x'))).rejects.toThrow();
  });
});
