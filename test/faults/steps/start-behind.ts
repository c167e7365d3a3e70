import { cell, type Step } from '../faults.js';
import { held, json, never, type Mishap } from '../world/backend.js';
import type { World } from '../world/world.js';

/** The page whose attempts the backend begins. */
const visit = (world: World): Promise<void> => world.visit({ 'start-url': '/api/wise/start' });

/** The customer launches, and the call that begins the attempt meets with this. */
async function begins(world: World, ...mishaps: Mishap[]): Promise<void> {
  await visit(world);
  world.backend.mishaps.push(...mishaps);
  await world.press('launch');
}

/** The call is on its way; its answer waits until it is let through. */
async function waits(world: World): Promise<() => void> {
  const { mishap, pass } = held();
  await begins(world, mishap);
  return pass;
}

/** The attempt is begun by the backend; until it has, an empty window waits for Wise. */
export const startBehind: Step = {
  name: 'start at the backend',
  cells: {
    throws: cell('fetch throws', 'launch grant', (world) =>
      begins(world, () => {
        throw new TypeError('no fetch');
      }),
    ),
    rejects: cell('the network is down', 'launch grant', (world) => begins(world, () => Promise.reject(new TypeError('Failed to fetch')))),
    null: cell('the answer is null', 'launch grant', (world) => begins(world, async () => json(null))),
    never: cell('the answer never comes', 'launch grant', (world) => begins(world, never)),
    slow: cell('the backend takes 14 seconds', 'grant', (world) => begins(world, ({ usual }) => world.later(14_000).then(usual))),
    duplicate: cell('“Connect” is pressed twice while it begins', 'grant', async (world) => {
      const pass = await waits(world);
      await world.press('launch');
      pass();
    }),
    reordered: cell('the first attempt comes after the second, for which the first was cancelled', 'grant', async (world) => {
      const pass = await waits(world);
      await world.press('cancel');
      await world.press('launch');
      pass();
    }),
    stale: cell('the attempt was begun in advance, six minutes ago', 'launch grant', async (world) => {
      await visit(world);
      world.card.near();
      await world.settle();
      await world.clock.run(6 * 60_000);
    }),
    garbage: cell('the answer is garbage', 'launch grant', (world) => begins(world, async () => new Response('<!doctype html>'))),
    'wrong type': cell('the answer has wrong types', 'launch grant', (world) =>
      begins(world, async () => json({ attemptId: 7, state: ['S'], authorizeUrl: {}, ttlSeconds: 'long' })),
    ),
    freeze: cell('the page is frozen, for 31 minutes', 'grant', async (world) => {
      const pass = await waits(world);
      world.freeze();
      pass();
      await world.thaw();
    }),
    disconnect: cell('the element is out as it begins', 'launch grant', async (world) => {
      const pass = await waits(world);
      await world.without(pass);
    }),
    reload: cell('the page is reloaded as it begins', 'launch grant', async (world) => {
      const pass = await waits(world);
      await world.reload();
      pass();
    }),
  },
};
