import { cell, type Step } from '../faults.js';
import type { World } from '../world/world.js';

/** The customer launches, with another behavior of `window.open`, once. */
async function opens(world: World, opening: World['opening']): Promise<void> {
  await world.visit();
  world.opening = opening;
  await world.press('launch');
}

/** The Wise window opens. */
export const open: Step = {
  name: 'open',
  cells: {
    throws: cell('window.open throws', 'continue-here grant', (world) =>
      opens(world, () => {
        throw new DOMException('not here', 'InvalidAccessError');
      }),
    ),
    rejects: 'Opening a window uses no promise.',
    null: cell('the window is blocked', 'continue-here grant', (world) => opens(world, () => null)),
    never: cell('the window stays empty', 'close launch grant', async (world) => {
      await world.trouble('wise.html', 'never');
      await opens(world, undefined);
    }),
    slow: cell('Wise takes six minutes', 'grant', async (world) => {
      await world.trouble('wise.html', 'late');
      await opens(world, undefined);
      await world.clock.run(6 * 60_000);
      await world.release(world.wise);
    }),
    duplicate: cell('ten clicks', 'grant', async (world) => {
      await opens(world, undefined);
      for (let count = 1; count < 10; count += 1) world.card.press('launch');
    }),
    reordered: cell('the window is closed before it is returned', 'continue-here grant', (world) =>
      opens(world, (usual) => {
        const window = usual();
        world.close(world.wise);
        return window;
      }),
    ),
    stale: 'The name of the window is the state of the attempt, so a window of an earlier attempt cannot be returned.',
    garbage: cell('another object is returned', 'continue-here grant', (world) => opens(world, () => ({}))),
    'wrong type': cell('true is returned', 'continue-here grant', (world) => opens(world, () => true)),
    freeze: cell('the page freezes when the window opens', '', async (world) => {
      await opens(world, undefined);
      world.freeze();
      await world.grant();
      await world.thaw(60_000);
    }),
    disconnect: cell('the element is removed', 'grant', async (world) => {
      let putBack: (() => Promise<void>) | undefined;
      await opens(world, (usual) => {
        putBack = world.takeOut();
        return usual();
      });
      await putBack?.();
    }),
    reload: cell('the page is reloaded', 'grant', (world) =>
      opens(world, (usual) => {
        world.bank.location.reload();
        return usual();
      }),
    ),
  },
};
