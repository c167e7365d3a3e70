import { count } from './report.js';
import type { RunReport } from './run-report.js';

/** The report of a run as JSON. */
export function jsonReport({ backend, at, findings, stopped }: RunReport): string {
  const report = {
    backend,
    startedAt: at.toISOString(),
    stopped: stopped ?? null,
    passed: count(findings, 'passed'),
    failed: count(findings, 'failed'),
    skipped: count(findings, 'skipped'),
    cases: findings.map(({ name, title, result, found, rule, fix, seconds }) => ({ name, title, result, found, contract: rule, fix, seconds })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
