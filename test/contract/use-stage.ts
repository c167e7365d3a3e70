import { afterAll, beforeAll } from 'vitest';
import { pglite } from '../../src/server/pglite.js';
import type { Database } from '../../src/server/index.js';
import type { Finding } from '../../contract/kit/finding.js';
import { lineOf } from '../../contract/kit/report.js';
import { allowForSlowDatabase } from '../server/bank.js';
import { Stage } from './stage.js';

/** Starts a stage for a group of tests. */
export function useStage(open: () => Promise<Database> = pglite, wiseTimeoutMs = 5000): Stage {
  const stage = new Stage(open, wiseTimeoutMs);
  allowForSlowDatabase();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());
  return stage;
}

/** The names of the cases with this result, in numeric order. */
export function named(findings: readonly Finding[], result: Finding['result']): string[] {
  const names = findings.filter((finding) => finding.result === result).map(({ name }) => name);
  return names.toSorted((one, two) => Number(one.slice(1)) - Number(two.slice(1)));
}

/** The kit's report, for the message of a failed test. */
export const reportOf = (findings: readonly Finding[]): string => findings.map(lineOf).join('\n');
