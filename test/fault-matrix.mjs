// `npm run fault-matrix`: injects every fault at every step, in Chromium. Steps are rows, faults are columns. The tests
// are in test/faults.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './tools/browser.mjs';
import { root, run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

const SIGNS = { passed: '✓', failed: '✗', 'not applicable': '·' };
const REPORT = join(root, 'node_modules/.cache/fault-matrix.json');

checkNode();
await installPackages();
rmSync(REPORT, { force: true });
let error;
try {
  await run('vitest', ['run', '--config', 'test/faults/vitest.config.ts'], { CHROME_PATH: findChromium() });
} catch (thrown) {
  error = thrown;
}

const cells = readCells();
const those = (result) => cells.filter((cell) => cell.result === result);
if (cells.length > 0) {
  console.log(`\n${table()}\n\n  ${Object.entries(SIGNS).map(([result, sign]) => `${sign} ${result}`).join('   ')}\n`);
  console.log(`Not applicable:\n${reasons()}\n`);
}
for (const { step, fault, what } of those('failed')) console.log(`✗ ${step} × ${fault}: ${what}`);
// An error outside of the cells is a failure too.
const broke = error && those('failed').length === 0 ? 1 : 0;
if (broke) console.log(`✗ ${error.message}`);
console.log(`${those('passed').length} passed, ${those('failed').length + broke} failed, ${those('not applicable').length} not applicable`);
process.exitCode = error || cells.length === 0 || those('failed').length > 0 ? 1 : 0;

/** All cells, from the report of the tests. A cell whose test did not run counts as failed. */
function readCells() {
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return []; // The runner ended before it wrote a report.
  }
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const results = new Map(tests.map(({ title, status }) => [title, status]));
  const reported = tests.flatMap(({ meta }) => meta.cells ?? []);
  return reported.map(({ step, fault, what, reason }) => {
    if (reason) return { step, fault, what: reason, result: 'not applicable' };
    return { step, fault, what, result: results.get(`${step} × ${fault}: ${what}`) === 'passed' ? 'passed' : 'failed' };
  });
}

function table() {
  const faults = [...new Set(cells.map(({ fault }) => fault))];
  const steps = [...new Set(cells.map(({ step }) => step))];
  const width = Math.max(...steps.map((step) => step.length));
  const line = (first, others) => `  ${first.padEnd(width)}  ${others.map((text, index) => text.padEnd(faults[index].length)).join('  ')}`.trimEnd();
  const signs = (name) => cells.filter(({ step }) => step === name).map(({ result }) => SIGNS[result]);
  return [line('', faults), ...steps.map((step) => line(step, signs(step)))].join('\n');
}

/** Each reason once, with all its cells. */
function reasons() {
  const groups = new Map();
  for (const { step, fault, what } of those('not applicable')) {
    const steps = groups.get(what) ?? new Map();
    groups.set(what, steps.set(step, [...(steps.get(step) ?? []), fault]));
  }
  const names = (steps) => [...steps].map(([step, faults]) => `${step} × ${faults.length === 13 ? 'all' : faults.join(', ')}`).join('; ');
  return [...groups].map(([what, steps]) => `  ${names(steps)}\n    ${what}`).join('\n');
}
