// Takes away the defense of each threat in the threat model, one after the other, and demands that the named tests find it.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bug, Cited } from './bug.js';
import { BUGS } from './bugs.js';
import { Copy } from './run-copy.js';
import { Units } from './run-vitest.js';
import { whyNotFound, type Ended } from './verdict.js';

/** Tests of programs of their own, which load the source by themselves. */
const isApart = ([file]: Cited): boolean => /^e2e\/|^package\/publish|partner\/processes/.test(file);

const [only = ''] = process.argv.slice(2);
const bugs = BUGS.filter(({ threat, bug, tests }) => JSON.stringify([threat, bug, tests]).includes(only));
const found: { bug: Bug; why: string }[] = [];

/** Runs the tests of one kind, of one bug after the other, and says how it went. */
async function hunt(run: (bug: Bug, tests: Cited[]) => Promise<Ended[]>, isMine: (test: Cited) => boolean): Promise<void> {
  for (const bug of bugs) {
    const tests = bug.tests.filter(isMine);
    if (tests.length === 0) continue;
    const start = Date.now();
    let why: string;
    try {
      why = whyNotFound({ ...bug, tests }, await run(bug, tests));
    } catch (cause) {
      why = String(cause);
    }
    found.push({ bug: { ...bug, tests }, why });
    console.log(`${why ? '✗' : '✓'} ${bug.threat}: ${bug.bug} (${((Date.now() - start) / 1000).toFixed(1)} s)${why && `\n  ${why}`}`);
  }
}

const units = await Units.start();
const copy = new Copy();
try {
  await Promise.all([
    hunt(({ plants }, tests) => units.run(plants, tests), (test) => !isApart(test)),
    hunt(({ plants, among }, tests) => copy.run(plants, tests, among), isApart),
  ]);
} finally {
  copy.close();
  await units.close();
}
// As Vitest writes it, for the closing line of the command that this is a step of.
const assertionResults = found.map(({ bug, why }) => ({ ancestorTitles: [bug.threat], title: bug.bug, status: why ? 'failed' : 'passed' }));
const report = fileURLToPath(new URL('../../node_modules/.cache/threats.json', import.meta.url));
writeFileSync(report, JSON.stringify({ testResults: [{ name: 'test/threats/bugs.ts', status: 'passed', assertionResults }] }));
const failed = found.filter(({ why }) => why).length;
console.log(`${found.length - failed} passed, ${failed} failed`);
process.exitCode = failed || found.length === 0 ? 1 : 0;
