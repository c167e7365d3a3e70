// A run with a finding of each result, for the tests of the reports.
import type { Finding } from '../../contract/kit/finding.js';
import type { RunReport } from '../../contract/kit/run-report.js';
import { RULES } from '../../contract/kit/rules.js';

export const passed: Finding = { name: 'B1', title: 'A call is refused', result: 'passed', found: '', rule: null, fix: '', seconds: 0.25 };
export const failed: Finding = { ...passed, name: 'B2', result: 'failed', found: 'it was not', rule: RULES.ownOrigin, fix: 'Refuse it.', seconds: 1.5 };
export const skipped: Finding = { ...passed, name: 'B3', result: 'skipped', found: 'because there is no --email-url', seconds: 0 };
export const run: RunReport = { backend: 'https://bank.example/exchange', at: new Date('2026-11-30T10:20:30.400Z'), findings: [passed, failed, skipped], stopped: undefined };
