import { cell, type Step } from '../faults.js';
import { LINKED } from '../world/backend.js';
import { LONG, type World } from '../world/world.js';

/** The customer has launched, and is at Wise. */
async function waits(world: World): Promise<void> {
  await world.visit();
  await world.press('launch');
}

/** A page in which there is no such road. */
const withoutChannel = (world: World, BroadcastChannel: unknown): Promise<void> => {
  world.before = (page, file) => {
    if (file === 'page.html') Object.assign(page, { BroadcastChannel });
  };
  return world.visit();
};

/** The customer is at Wise, in its window, and the page waits. */
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
    rejects: 'It waits for events only, and none of them rejects.',
    null: cell('the browser knows no channel', 'launch grant', (world) => withoutChannel(world, undefined)),
    never: cell('he never comes back', 'launch grant', async (world) => {
      await waits(world);
      await world.clock.run(LONG);
    }),
    slow: cell('he comes back after 29 minutes', 'grant', async (world) => {
      await waits(world);
      await world.clock.run(29 * 60_000);
    }),
    duplicate: cell('two windows answer', 'grant grant close', async (world) => {
      await waits(world);
      world.windows.twin(world.wise.src);
    }),
    reordered: cell('the window seems closed before it answers, as under COOP', 'grant', async (world) => {
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
    stale: cell('another tab tells that an earlier client is linked', 'grant', async (world) => {
      await waits(world);
      await world.news(JSON.stringify(LINKED), 'client-of-old');
    }),
    garbage: cell('another tab tells garbage', 'grant', async (world) => {
      await waits(world);
      await world.news('{"status":"linked"');
    }),
    'wrong type': cell('another tab tells of wrong types', 'grant', async (world) => {
      await waits(world);
      await world.news('{"status":["linked"],"link":{"displayName":7,"profileType":null,"profileRef":{}}}');
    }),
    freeze: cell('the page is frozen for 31 minutes, in which he answers', '', async (world) => {
      await waits(world);
      await world.clock.run(60_000);
      world.freeze();
      await world.grant();
      await world.thaw();
    }),
    disconnect: cell('the element is out for a minute', 'grant', async (world) => {
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
