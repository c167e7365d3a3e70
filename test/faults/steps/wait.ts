import { cell, type Step } from '../faults.js';
import { LINKED } from '../world/backend.js';
import { LONG, type World } from '../world/world.js';

/** Takes the customer to Wise. */
async function waits(world: World): Promise<void> {
  await world.visit();
  await world.press('launch');
}

/** Replaces or removes BroadcastChannel. */
const withoutChannel = (world: World, BroadcastChannel: unknown): Promise<void> => {
  world.before = (page, file) => {
    if (file === 'page.html') Object.assign(page, { BroadcastChannel });
  };
  return world.visit();
};

/** The page waits while the customer is at Wise in the window. */
export const wait: Step = {
  name: 'wait',
  cells: {
    throws: cell('the browser allows no channel', 'launch grant', (world) =>
      withoutChannel(world, class {
        constructor() {
          throw new DOMException('denied', 'SecurityError');
        }
      }),
    ),
    rejects: 'It only waits for events, which cannot reject.',
    null: cell('the browser has no BroadcastChannel', 'launch grant', (world) => withoutChannel(world, undefined)),
    never: cell('the customer never comes back', 'launch grant', async (world) => {
      await waits(world);
      await world.clock.run(LONG);
    }),
    slow: cell('the customer comes back after 29 minutes', 'grant', async (world) => {
      await waits(world);
      await world.clock.run(29 * 60_000);
    }),
    duplicate: cell('two windows respond', 'grant grant close', async (world) => {
      await waits(world);
      world.windows.twin(world.wise.src);
    }),
    reordered: cell('the window seems closed before it responds, as with COOP', 'grant', async (world) => {
      await world.visit();
      let closed = false;
      world.isSevered = true;
      world.opening = (usual) => {
        usual();
        return { get closed() { return closed; }, close: () => undefined, focus: () => undefined };
      };
      await world.press('launch');
      closed = true;
      await world.clock.run(3000);
    }),
    stale: cell('another tab sends a notice for another client', 'grant', async (world) => {
      await waits(world);
      await world.notify(JSON.stringify(LINKED), 'client-of-old');
    }),
    garbage: cell('another tab sends garbage', 'grant', async (world) => {
      await waits(world);
      await world.notify('{"status":"linked"');
    }),
    'wrong type': cell('another tab sends wrong types', 'grant', async (world) => {
      await waits(world);
      await world.notify('{"status":["linked"],"link":{"displayName":7,"profileType":null,"profileRef":{}}}');
    }),
    freeze: cell('the customer gives access while the page is frozen for 31 minutes', '', async (world) => {
      await waits(world);
      await world.clock.run(60_000);
      world.freeze();
      await world.grant();
      await world.thaw();
    }),
    disconnect: cell('the element is removed for a minute', 'grant', async (world) => {
      await waits(world);
      await world.without(() => world.clock.run(60_000));
    }),
    reload: cell('the page is reloaded', 'grant', async (world) => {
      await waits(world);
      await world.clock.run(60_000);
      await world.reload();
    }),
  },
};
