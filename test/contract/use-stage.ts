import { afterAll, beforeAll } from 'vitest';
import { openMemoryDatabase } from '../../src/server/index.js';
import type { Database } from '../../src/server/index.js';
import type { Finding } from '../../contract/kit/finding.js';
import { lineOf } from '../../contract/kit/report.js';
import { allowForSlowDatabase } from '../server/bank.js';
import { Stage } from './stage.js';

/** Opens a stage for the tests of a group. */
export function useStage(open: () => Promise<Database> = openMemoryDatabase): Stage {
  const stage = new Stage(open);
  allowForSlowDatabase();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());
  return stage;
}

/** The names of the cases that ended so, B1 before B10. */
export function named(findings: readonly Finding[], result: Finding['result']): string[] {
  const names = findings.filter((finding) => finding.result === result).map(({ name }) => name);
  return names.toSorted((one, two) => Number(one.slice(1)) - Number(two.slice(1)));
}

/** What the kit told, for a test that fails. */
export const told = (findings: readonly Finding[]): string => findings.map(lineOf).join('\n');
