import type { Step } from '../step.js';
import type { World } from '../world.js';

/** The passing of time. */
export const time = (world: World): Step[] => [
  { text: 'time: half a second', run: () => world.passes(500) },
  { text: 'time: a second', run: () => world.passes(1000) },
  { text: 'time: three seconds', run: () => world.passes(3000) },
  { text: 'time: asleep for 16 seconds', run: () => world.sleeps(16_000) },
  { text: 'time: asleep for 65 seconds', run: () => world.sleeps(65_000) },
  { text: 'time: asleep for 5 minutes', run: () => world.sleeps(300_000) },
  { text: 'time: asleep for 31 minutes', run: () => world.sleeps(1_860_000) },
];
