import { cell, type Step } from '../faults.js';
import { json, never, problem, type Mishap } from '../world/backend.js';
import type { World } from '../world/world.js';

/** Takes the customer to "is this you?". The mishaps happen to the calls for the answer. */
async function asked(world: World, ...mishaps: Mishap[]): Promise<void> {
  world.backend.asks = true;
  await world.visit();
  await world.press('launch');
  await world.grant();
  await world.clock.run(500); // the question ignores answers in its first half second
  world.backend.mishaps.push(...mishaps);
}

const rubbish: Mishap = async () => new Response('<!doctype html>');

/** The customer confirms the account. */
export const confirm: Step = {
  name: 'confirm',
  cells: {
    throws: cell('fetch throws', 'confirm', (world) =>
      asked(world, () => {
        throw new TypeError('no fetch');
      }),
    ),
    rejects: cell('the network is down, for all of its tries', 'confirm retry', (world) =>
      asked(world, ...Array.from({ length: 5 }, (): Mishap => () => Promise.reject(new TypeError('Failed to fetch')))),
    ),
    null: cell('the answer is null', 'confirm', (world) => asked(world, async () => json(null))),
    never: cell('the answer never comes', 'confirm', (world) => asked(world, never)),
    slow: cell('the backend takes 14 seconds', 'confirm', (world) => asked(world, ({ usual }) => world.later(14_000).then(usual))),
    duplicate: cell('“Yes” is pressed twice', '', async (world) => {
      await asked(world);
      world.card.press('confirm');
      world.card.press('confirm');
    }),
    reordered: cell('“No” is pressed after “Yes”, before the card is rendered', '', async (world) => {
      await asked(world);
      world.card.press('confirm');
      world.card.press('decline');
    }),
    stale: cell('the backend has forgotten the attempt', 'confirm launch grant confirm', (world) =>
      asked(world, async () => problem('attempt_not_found', 404)),
    ),
    garbage: cell('the answer is garbage, twice', 'confirm launch grant confirm', (world) => asked(world, rubbish, rubbish)),
    'wrong type': cell('the answer has wrong types', 'confirm', (world) =>
      asked(world, async () => json({ status: ['linked'], link: 'S••• J•••' })),
    ),
    freeze: cell('the page is frozen for 31 minutes, and the question expires', 'launch grant confirm', async (world) => {
      await asked(world);
      world.freeze();
      await world.thaw();
      await world.clock.run(2000);
    }),
    disconnect: cell('the element is removed for a minute', 'confirm', async (world) => {
      await asked(world);
      await world.without(() => world.clock.run(60_000));
    }),
    reload: cell('the page is reloaded', 'launch grant confirm', async (world) => {
      await asked(world);
      await world.reload();
    }),
  },
};
