// Evaluates the tests of `npm run test:engines`.
import { limits } from './limits.mjs';

export const FLOWS = ['popup', 'redirect', 'typed code'];
const COLUMNS = ['component tests', ...FLOWS, 'endings'];

/** Whether a test belongs to a flow: its title, or the title of a group around it, starts with the flow's name. */
export const isOfFlow = (flow) => (test) => test.titles.some((title) => title.toLowerCase().startsWith(flow));

/** Whether a test belongs to no flow: how an attempt ends otherwise, and what it outlives. */
export const isOfNoFlow = (test) => !FLOWS.some((flow) => isOfFlow(flow)(test));

/** The same tests, with known failures counted as skipped. */
export function withLimits(engine, tests) {
  return tests.map((test) => {
    const limit = limits.find((each) => each.engine === engine && fullName(test).startsWith(each.test));
    if (!limit || test.result === 'skipped') return test;
    if (test.result === 'failed') return { ...test, result: 'skipped', reason: limit.reason };
    return { ...test, result: 'failed', reason: `works now, contrary to limits.mjs: ${limit.reason}` };
  });
}

/** The flows without any test that ran; they must not look like success. */
export function missingFlows(tests) {
  const ran = tests.filter(({ result, reason }) => result !== 'skipped' || reason);
  return FLOWS.filter((flow) => !ran.some(isOfFlow(flow)));
}

/** The result of some tests in one word, with the reason if there is one. */
export function verdict(tests) {
  const reasons = [...new Set(tests.map(({ reason }) => reason).filter(Boolean))].join('; ');
  if (tests.some(({ result }) => result === 'failed')) return reasons ? `failed: ${reasons}` : 'failed';
  if (reasons) return `not here: ${reasons}`;
  return tests.some(({ result }) => result === 'passed') ? 'ok' : 'failed: no test ran';
}

/** A text table with one row for each engine. */
export function engineTable(rows) {
  const lines = [['', ...COLUMNS], ...rows];
  const width = (column) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  return lines.map((line) => `  ${line.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd()).join('\n');
}

const fullName = ({ titles }) => titles.join(' › ');
