// Removes the defense against each threat in the threat model, one by one, and fails unless the named tests fail.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bug, Cited } from './bug.js';
import { BUGS } from './bugs.js';
import type { Plant } from './plant.js';
import { Copy } from './run-copy.js';
import { Units } from './run-vitest.js';
import { whyNotFound, type Ended } from './verdict.js';

/** Tests in separate processes that load the source themselves. */
const isApart = ([file]: Cited): boolean => /^e2e\/|^package\/publish|^server\/processes/.test(file);

/** A regular expression for the threat, description or tests of the bugs to run. */
const [only = ''] = process.argv.slice(2);
const bugs = BUGS.filter(({ threat, bug, tests }) => new RegExp(only).test([threat, bug, ...tests.flat()].join('\n')));
const found: { bug: Bug; why: string }[] = [];

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

/** Bugs with the same changes, which are applied once. */
function alike(isMine: (test: Cited) => boolean): Bug[][] {
  const groups = new Map<string, Bug[]>();
  for (const bug of bugs) {
    const tests = bug.tests.filter(isMine);
    const key = JSON.stringify(bug.plants);
    if (tests.length > 0) groups.set(key, [...(groups.get(key) ?? []), { ...bug, tests }]);
  }
  return [...groups.values()];
}

/** Runs the tests of one kind with each change in turn, and prints the results. */
async function runKind(run: (plants: readonly Plant[], tests: Cited[]) => Promise<Ended[]>, isMine: (test: Cited) => boolean): Promise<void> {
  for (const group of alike(isMine)) {
    const start = Date.now();
    const ends = await run(group[0]?.plants ?? [], group.flatMap(({ tests }) => tests)).catch(String);
    for (const bug of group) {
      const why = typeof ends === 'string' ? ends : whyNotFound(bug, ends);
      found.push({ bug, why });
      say(`${why ? '✗' : '✓'} ${bug.threat}: ${bug.bug} (${((Date.now() - start) / 1000).toFixed(1)} s)${why && `\n  ${why}`}`);
    }
  }
}

const units = new Units();
const copy = new Copy();
try {
  await Promise.all([
    runKind((plants, tests) => units.run(plants, tests), (test) => !isApart(test)),
    runKind((plants, tests) => copy.run(plants, tests), isApart),
  ]);
} finally {
  copy.close();
  await units.close();
}
// In Vitest's report format, for the summary of `npm run test:faults`.
const assertionResults = found.map(({ bug, why }) => ({ ancestorTitles: [bug.threat], title: bug.bug, status: why ? 'failed' : 'passed' }));
const report = fileURLToPath(new URL('../../node_modules/.cache/threats.json', import.meta.url));
writeFileSync(report, JSON.stringify({ testResults: [{ name: 'test/threats/bugs.ts', status: 'passed', assertionResults }] }));
const failed = found.filter(({ why }) => why).length;
say(`${found.length - failed} passed, ${failed} failed`);
// Vitest leaves a handle open after tests of the backend, with which the process would not end.
process.exit(failed || found.length === 0 ? 1 : 0);
