// `npm run crash-table`: kill -9 of the backend at each of the seven steps of the contract, restart, replay. A row is a
// crash of a real process on a database that survives it, with the real Wise simulator; test/crash plays the rows, and
// test/crash/verdict.ts says what is asked of each.
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
  Who is gone sends nothing again: his answer is what the status says when his time is over.
  A second call is made only where Wise's answer to the first died with the process. It is refused, and so it is known
  that the tokens are lost: outcome_unknown, of which the customer reads "Please start again".\n`);
}
const failed = rows.filter(({ isPassed }) => !isPassed).length;
// What broke outside of the rows is a failure too.
const broke = error && failed === 0 ? 1 : 0;
if (broke) console.log(`✗ ${error.message}`);
console.log(`${rows.length - failed} passed, ${failed + broke} failed`);
process.exitCode = error || rows.length === 0 || failed > 0 ? 1 : 0;

/** All rows, as the tests left them. One that did not come to its end counts as failed. */
function readRows() {
  let report;
  try {
    report = JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return []; // the runner ended before it wrote anything
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
