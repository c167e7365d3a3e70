// `npm run test:long`: runs the random tests of `npm test` millions of times instead of thousands. Needs only Node.
import { availableParallelism } from 'node:os';
import { run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';
import { record } from './tools/record.mjs';

const SCHEDULES = 1_000_000;
const CALLBACKS = 5_000_000;
const LONGEST = 2 * 60 * 60_000;

checkNode();
await installPackages();
const parts = availableParallelism();
const start = Date.now();
const results = [];
// One after the other, so that a schedule that fails is printed before the callback URLs have ended.
for (const file of ['test/model/schedules.test.ts', 'test/fuzz/callback.test.ts']) {
  results.push(...(await Promise.allSettled(Array.from({ length: parts }, (_, part) => runPart(file, part)))));
}
const failed = results.filter(({ status }) => status === 'rejected').length;
const [schedules, callbacks] = [SCHEDULES, CALLBACKS].map((count) => count.toLocaleString('en'));
console.log(`${schedules} random schedules and ${callbacks} fuzzed callback URLs in ${Math.round((Date.now() - start) / 1000)} s`);
record({
  name: 'random schedules and callback URLs',
  seconds: Math.round((Date.now() - start) / 1000),
  tests: results.map(({ status }) => ({ result: status === 'rejected' ? 'failed' : 'passed' })),
  details: { schedules: SCHEDULES, 'callback URLs': CALLBACKS, seed: start },
});
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** Runs the share of one process, with its own seed. */
function runPart(file, part) {
  const share = (count) => String(Math.ceil(count / parts));
  const env = { SCHEDULES: share(SCHEDULES), FUZZ_CALLBACKS: share(CALLBACKS), SEED: String((start + part * 7919) % 2 ** 31) };
  return run('vitest', ['run', '--project', 'node', '--reporter', 'default', file], env, LONGEST);
}
