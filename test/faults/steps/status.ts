import { cell, type Step } from '../faults.js';
import { held, json, never, type Mishap } from '../world/backend.js';
import type { World } from '../world/world.js';

/** The code is with the backend as the page is reloaded: what came of it is asked, and the question meets with this. */
async function asks(world: World, ...mishaps: Mishap[]): Promise<void> {
  await world.visit({ 'start-url': '/api/wise/start', 'status-url': '/api/wise/status' });
  await world.press('launch');
  world.backend.mishaps.push((call) => {
    world.bank.location.reload();
    call.usual();
    return never(call);
  }, ...mishaps);
  await world.grant();
}

/** The question is on its way; the answer waits until it is let through. */
async function waits(world: World): Promise<() => void> {
  const { mishap, pass } = held();
  await asks(world, mishap);
  return pass;
}

/** The backend is asked what came of a code whose answer was lost with the page. */
export const status: Step = {
  name: 'status',
  cells: {
    throws: cell('fetch throws', '', (world) =>
      asks(world, () => {
        throw new TypeError('no fetch');
      }),
    ),
    rejects: cell('the network is down, for all of its tries', 'launch grant', (world) =>
      asks(world, ...Array.from({ length: 5 }, (): Mishap => () => Promise.reject(new TypeError('Failed to fetch')))),
    ),
    null: cell('the answer is null', 'launch grant', (world) => asks(world, async () => json(null))),
    never: cell('the answer never comes', '', (world) => asks(world, never)),
    slow: cell('the backend takes 14 seconds', '', (world) => asks(world, ({ usual }) => world.later(14_000).then(usual))),
    duplicate: cell('the backend still works on it, and says so twice', '', (world) => {
      const works: Mishap = async () => json({ status: 'processing', retryAfterSeconds: 2 });
      return asks(world, works, works);
    }),
    reordered: cell('the first answer comes after the second, which was asked for when the element was put back', '', async (world) => {
      const pass = await waits(world);
      await world.without();
      pass();
    }),
    stale: cell('the backend says what was before the code', 'launch grant', (world) => asks(world, async () => json({ status: 'awaiting' }))),
    garbage: cell('the answer is garbage', 'launch grant', (world) => asks(world, async () => new Response('<!doctype html>'))),
    'wrong type': cell('the answer has wrong types', 'launch grant', (world) => asks(world, async () => json({ status: ['linked'], link: 7 }))),
    freeze: cell('the page is frozen, for 31 minutes', 'launch grant', async (world) => {
      await waits(world);
      world.freeze();
      await world.thaw();
    }),
    disconnect: cell('the element is out for a minute', '', async (world) => {
      await waits(world);
      await world.without(() => world.clock.run(60_000));
    }),
    reload: cell('the page is reloaded once more', '', async (world) => {
      await waits(world);
      await world.reload();
    }),
  },
};
