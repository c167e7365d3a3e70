// `npm run crash-table`: kills the backend (kill -9) at each of the seven steps of the contract, restarts it and replays the
// request: as part of a bank's backend, and as wise-link-server. Each row is a crash of a real process on a database that survives it, with
// the real Wise simulator. test/crash runs the rows, and test/crash/verdict.ts checks each outcome. Then kills the service in each of its other
// requests, and lets its neighbours fail: the webhook endpoint, PostgreSQL, the key set and the session endpoint.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

const REPORT = join(root, 'node_modules/.cache/crash-table.json');
const HEAD = ['step', 'killed', 'person', 'database', 'answer to the replay', 'calls', 'granted', 'kept', 'verdict'];

checkNode();
await installPackages();
rmSync(REPORT, { force: true });
let error;
try {
  await run('vitest', ['run', '--config', 'test/crash/vitest.config.ts']);
} catch (thrown) {
  error = thrown;
}

const all = readRows();
const rows = all.filter(({ row }) => row);
if (rows.length > 0) {
  console.log(`\n${table(rows)}\n
  calls: token calls with the code at Wise; granted: calls that returned tokens; kept: tokens in the database at the end.
  For a person who does not return, the answer is the status after the attempt has expired.
  A second call is made only if Wise's response to the first was lost in the crash. Wise refuses it, so the tokens are
  known to be lost: outcome_unknown, for which the customer reads "Start again".\n`);
}
for (const { title, isPassed, failureMessages } of all.filter(({ row }) => !row)) {
  console.log(`  ${isPassed ? '✓' : '✗'} ${title}${isPassed ? '' : `: ${failureMessages.join(' ').split('\n')[0]}`}`);
}
const failed = all.filter(({ isPassed }) => !isPassed).length;
// An error outside of the rows is a failure too.
const otherFailures = error && failed === 0 ? 1 : 0;
if (otherFailures) console.log(`✗ ${error.message}`);
console.log(`${all.length - failed} passed, ${failed + otherFailures} failed`);
process.exitCode = error || all.length === 0 || failed > 0 ? 1 : 0;

/** Reads all rows from the test report. A row that did not finish counts as failed. */
function readRows() {
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return []; // The runner ended before it wrote the report.
  }
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ title, ancestorTitles, status, failureMessages, meta: { row } }) => ({ title: [...ancestorTitles, title].join(' '), row, failureMessages, isPassed: status === 'passed' }));
}

function table(all) {
  const lines = [HEAD, ...all.map(cells)];
  const width = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => `  ${line.map((cell, column) => cell.padEnd(width[column])).join('  ')}`.trimEnd()).join('\n');
}

function cells({ row, isPassed }) {
  const { step, where, person, database, answers, calls, granted, kept, faults } = row;
  return [step, where, person, database, answers.join(', '), ...[calls, granted, kept].map(String), isPassed ? '✓' : `✗ ${faults.join('; ')}`];
}
