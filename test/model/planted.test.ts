// Tests that random schedules find planted bugs.
import { expect, test } from 'vitest';
import { PLANTED } from './planted.js';
import { Scripts } from './scripts.js';
import { fails } from './search.js';
import { bundle } from './source.js';

for (const { bug, plants, seed = 2 } of PLANTED) {
  test(`random schedules find: ${bug}`, { timeout: 300_000 }, async () => {
    const scripts = new Scripts(await bundle(...plants));
    expect(fails(scripts, 100_000, seed)?.broken.invariant).toBeDefined();
  });
}
