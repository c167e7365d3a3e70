// Tests the invariants with random schedules, and with all recorded ones.
import { expect, test } from 'vitest';
import { REGRESSIONS } from './regressions.js';
import { Scripts } from './scripts.js';
import { inWords, search, violation } from './search.js';
import { bundle } from './source.js';

/**
 * The number of schedules. `npm run test:faults` runs 20,000, and `npm run test:long` a million with random seeds. Otherwise
 * the seed is fixed, so that a failure belongs to its commit.
 */
const RUNS = Number(process.env.SCHEDULES ?? 2000);
const SEED = Number(process.env.SEED ?? 1);

const scripts = new Scripts(await bundle());

test(`I-1 … I-10 hold after every step of ${RUNS} random schedules`, { timeout: 60_000 + RUNS * 30 }, () => {
  const find = search(scripts, RUNS, SEED);
  expect(find && inWords(find)).toBeUndefined();
});

for (const { broke, ...row } of REGRESSIONS) {
  test(broke, () => {
    expect(violation(scripts, row)?.message).toBeUndefined();
  });
}
