import { cell, type Step } from '../faults.js';
import { lost, problem, type Mishap } from '../world/backend.js';
import type { World } from '../world/world.js';

/** Submits a code. The mishaps happen to the calls, in order. */
async function sends(world: World, ...mishaps: Mishap[]): Promise<void> {
  await world.visit();
  await world.press('launch');
  world.backend.mishaps.push(...mishaps);
  await world.grant();
}

/** The network is down for all automatic tries. */
const down = Array.from({ length: 5 }, (): Mishap => () => Promise.reject(new TypeError('Failed to fetch')));

/** The code is sent to `exchange-url`. */
export const exchangeSent: Step = {
  name: 'exchange sent',
  cells: {
    throws: cell('fetch throws', '', (world) =>
      sends(world, () => {
        throw new TypeError('no fetch');
      }),
    ),
    rejects: cell('the network is down for all automatic tries', 'retry', (world) => sends(world, ...down)),
    null: cell('fetch returns null', '', (world) => sends(world, () => null)),
    never: cell('the answer never comes', '', (world) => sends(world, lost)),
    slow: cell('the backend takes 14 seconds', '', (world) => sends(world, ({ usual }) => world.later(14_000).then(usual))),
    duplicate: cell('“Try again” is pressed twice', '', async (world) => {
      await sends(world, ...down);
      await world.clock.run(60_000, () => world.element.phase === 'failed');
      await world.settle();
      world.card.press('retry');
      world.card.press('retry');
    }),
    reordered: cell('the second call arrives while the backend still processes the first', '', (world) =>
      sends(world, lost, async () => problem('exchange_in_progress', 409)),
    ),
    stale: cell('the session with the bank has ended', 'retry', (world) => sends(world, async () => problem('session_required', 401, true))),
    garbage: cell('the headers of the partner are invalid, once', 'launch grant retry', (world) => {
      let count = 0;
      world.parsed = (element) => {
        element.headers = () => ((count += 1) === 1 ? { 'no header': '\n' } : {});
      };
      return world.visit();
    }),
    'wrong type': cell('fetch returns a text', '', (world) => sends(world, () => 'linked')),
    freeze: cell('the page is frozen for 31 minutes', 'retry', async (world) => {
      await sends(world, lost);
      world.freeze();
      await world.thaw();
    }),
    disconnect: cell('the element is removed', '', async (world) => {
      let putBack: (() => Promise<void>) | undefined;
      await sends(world, (call) => {
        putBack = world.takeOut();
        return lost(call);
      });
      await putBack?.();
    }),
    reload: cell('the page is reloaded', 'launch grant', (world) =>
      sends(world, (call) => {
        world.bank.location.reload();
        return lost(call);
      }),
    ),
  },
};
