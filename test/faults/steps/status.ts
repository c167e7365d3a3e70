import { cell, type Step } from '../faults.js';
import { held, json, never, type Mishap } from '../world/backend.js';
import type { World } from '../world/world.js';

/** Reloads the page while the code is submitted. The mishaps happen to the status calls. */
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

/** Like `asks`, and holds back the response. Returns a function that delivers it. */
async function waits(world: World): Promise<() => void> {
  const { mishap, pass } = held();
  await asks(world, mishap);
  return pass;
}

/** The page requests the status of a code whose response was lost. */
export const status: Step = {
  name: 'status',
  cells: {
    throws: cell('fetch throws', '', (world) =>
      asks(world, () => {
        throw new TypeError('no fetch');
      }),
    ),
    rejects: cell('the network is down for all automatic tries', 'launch grant', (world) =>
      asks(world, ...Array.from({ length: 5 }, (): Mishap => () => Promise.reject(new TypeError('Failed to fetch')))),
    ),
    null: cell('the answer is null', 'launch grant', (world) => asks(world, async () => json(null))),
    never: cell('the answer never comes', '', (world) => asks(world, never)),
    slow: cell('the backend takes 14 seconds', '', (world) => asks(world, ({ usual }) => world.later(14_000).then(usual))),
    duplicate: cell('the backend answers "processing" twice', '', (world) => {
      const works: Mishap = async () => json({ status: 'processing', retryAfterSeconds: 2 });
      return asks(world, works, works);
    }),
    reordered: cell('the first response arrives after the second, which was requested when the element was added again', '', async (world) => {
      const pass = await waits(world);
      await world.without();
      pass();
    }),
    stale: cell('the backend answers with the status before the code', 'launch grant', (world) => asks(world, async () => json({ status: 'awaiting' }))),
    garbage: cell('the answer is garbage', 'launch grant', (world) => asks(world, async () => new Response('<!doctype html>'))),
    'wrong type': cell('the answer has wrong types', 'launch grant', (world) => asks(world, async () => json({ status: ['linked'], link: 7 }))),
    freeze: cell('the page is frozen for 31 minutes', 'launch grant', async (world) => {
      await waits(world);
      world.freeze();
      await world.thaw();
    }),
    disconnect: cell('the element is removed for a minute', '', async (world) => {
      await waits(world);
      await world.without(() => world.clock.run(60_000));
    }),
    reload: cell('the page is reloaded again', '', async (world) => {
      await waits(world);
      await world.reload();
    }),
  },
};
