// `npm run test:long`: what `npm test` tries 20,000 times, a million times. Needs Node and nothing else.
import { availableParallelism } from 'node:os';
import { run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

const SCHEDULES = 1_000_000;
const LONGEST = 2 * 60 * 60_000;

checkNode();
await installPackages();
const parts = availableParallelism();
const start = Date.now();
const results = await Promise.allSettled(
  Array.from({ length: parts }, (_, part) =>
    run(
      'vitest',
      ['run', '--project', 'node', '--reporter', 'default', 'test/model/schedules.test.ts'],
      { SCHEDULES: String(Math.ceil(SCHEDULES / parts)), SEED: String((start + part * 7919) % 2 ** 31) },
      LONGEST,
    ),
  ),
);
const failed = results.filter(({ status }) => status === 'rejected').length;
console.log(`${SCHEDULES.toLocaleString('en')} random schedules in ${Math.round((Date.now() - start) / 1000)} s`);
console.log(`${parts - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
