// `npm run crash-table`: kills the backend (kill -9) at each of the seven steps of the contract, restarts it and replays the
// request. Each row crashes a real process, with a database that survives and the real Wise simulator. test/crash runs the rows;
// test/crash/verdict.ts has the expected results.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

const REPORT = join(root, 'node_modules/.cache/crash-table.json');
const HEAD = ['step', 'killed', 'person', 'database', 'the replay is answered', 'calls', 'granted', 'kept', 'verdict'];

checkNode();
await installPackages();
rmSync(REPORT, { force: true });
let error;
try {
  await run('vitest', ['run', '--config', 'test/crash/vitest.config.ts']);
} catch (thrown) {
  error = thrown;
}

const rows = readRows();
if (rows.length > 0) {
  console.log(`\n${table(rows)}\n
  calls: token calls with the code that Wise saw; granted: those that gave tokens; kept: tokens in the database at the end.
  A person who is "gone" sends no replay: the answer is the status after the time limit.
  A second call happens only if Wise's answer to the first was lost with the process. Wise refuses it, which shows
  that the tokens are lost: outcome_unknown, for which the customer reads "Please start again".\n`);
}
const failed = rows.filter(({ isPassed }) => !isPassed).length;
// An error outside of the rows is a failure too.
const broke = error && failed === 0 ? 1 : 0;
if (broke) console.log(`✗ ${error.message}`);
console.log(`${rows.length - failed} passed, ${failed + broke} failed`);
process.exitCode = error || rows.length === 0 || failed > 0 ? 1 : 0;

/** All rows, from the report of the tests. A row that did not finish counts as failed. */
function readRows() {
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return []; // The runner ended before it wrote a report.
  }
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ title, status, failureMessages, meta: { row } }) => ({ title, row, failureMessages, isPassed: status === 'passed' }));
}

function table(all) {
  const lines = [HEAD, ...all.map(cells)];
  const width = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => `  ${line.map((cell, column) => cell.padEnd(width[column])).join('  ')}`.trimEnd()).join('\n');
}

function cells({ title, row, failureMessages, isPassed }) {
  if (!row) return [title, '', '', '', '', '', '', '', `✗ ${failureMessages.join(' ').split('\n')[0]}`];
  const { step, where, person, database, answers, calls, granted, kept, faults } = row;
  return [step, where, person, database, answers.join(', '), ...[calls, granted, kept].map(String), isPassed ? '✓' : `✗ ${faults.join('; ')}`];
}
