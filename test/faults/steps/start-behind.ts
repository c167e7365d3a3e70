import { cell, type Step } from '../faults.js';
import { held, json, never, type Mishap } from '../world/backend.js';
import type { World } from '../world/world.js';

/** Loads the page with a start endpoint. */
const visit = (world: World): Promise<void> => world.visit({ 'start-url': '/api/wise/start' });

/** The customer launches. The mishaps happen to the start call. */
async function begins(world: World, ...mishaps: Mishap[]): Promise<void> {
  await visit(world);
  world.backend.mishaps.push(...mishaps);
  await world.press('launch');
}

/** Launches, and holds back the response. Returns a function that delivers it. */
async function waits(world: World): Promise<() => void> {
  const { mishap, pass } = held();
  await begins(world, mishap);
  return pass;
}

/** The backend starts the attempt, while an empty window waits. */
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
    duplicate: cell('“Connect” is pressed twice during the start', 'grant', async (world) => {
      const pass = await waits(world);
      await world.press('launch');
      pass();
    }),
    reordered: cell('the response for a cancelled attempt arrives after that for the next one', 'grant', async (world) => {
      const pass = await waits(world);
      await world.press('cancel');
      await world.press('launch');
      pass();
    }),
    stale: cell('the start was prefetched six minutes ago', 'launch grant', async (world) => {
      await visit(world);
      world.card.near();
      await world.settle();
      await world.clock.run(6 * 60_000);
    }),
    garbage: cell('the answer is garbage', 'launch grant', (world) => begins(world, async () => new Response('<!doctype html>'))),
    'wrong type': cell('the answer has wrong types', 'launch grant', (world) =>
      begins(world, async () => json({ attemptId: 7, state: ['S'], authorizeUrl: {}, ttlSeconds: 'long' })),
    ),
    freeze: cell('the page is frozen for 31 minutes', 'grant', async (world) => {
      const pass = await waits(world);
      world.freeze();
      pass();
      await world.thaw();
    }),
    disconnect: cell('the element is removed during the start', 'launch grant', async (world) => {
      const pass = await waits(world);
      await world.without(pass);
    }),
    reload: cell('the page is reloaded during the start', 'launch grant', async (world) => {
      const pass = await waits(world);
      await world.reload();
      pass();
    }),
  },
};
