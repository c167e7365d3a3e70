import { limits } from './limits.mjs';

export const FLOWS = ['popup', 'redirect', 'typed code'];
const COLUMNS = ['component tests', ...FLOWS];

/** A test of a flow says so at the beginning of a title: its own, or that of a group around it. */
export const isOfFlow = (flow) => (test) => test.titles.some((title) => title.toLowerCase().startsWith(flow));

/** The same tests, those that fail for a known reason taken as skipped. */
export function withLimits(engine, tests) {
  return tests.map((test) => {
    const limit = limits.find((each) => each.engine === engine && fullName(test).startsWith(each.test));
    if (!limit || test.result === 'skipped') return test;
    if (test.result === 'failed') return { ...test, result: 'skipped', reason: limit.reason };
    return { ...test, result: 'failed', reason: `works now, contrary to limits.mjs: ${limit.reason}` };
  });
}

/** A flow of which no test ran must not look like one that works. */
export function missingFlows(tests) {
  const ran = tests.filter(({ result, reason }) => result !== 'skipped' || reason);
  return FLOWS.filter((flow) => !ran.some(isOfFlow(flow)));
}

/** One word, and the reason where there is one. */
export function verdict(tests) {
  const reasons = [...new Set(tests.map(({ reason }) => reason).filter(Boolean))].join('; ');
  if (tests.some(({ result }) => result === 'failed')) return reasons ? `failed: ${reasons}` : 'failed';
  if (reasons) return `not here: ${reasons}`;
  return tests.some(({ result }) => result === 'passed') ? 'ok' : 'failed: no test ran';
}

/** Rows of an engine's name and its verdicts, as text. */
export function engineTable(rows) {
  const lines = [['', ...COLUMNS], ...rows];
  const width = (column) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  return lines.map((line) => `  ${line.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd()).join('\n');
}

const fullName = ({ titles }) => titles.join(' › ');
