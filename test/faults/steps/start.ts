import { cell, type Step } from '../faults.js';
import type { World } from '../world/world.js';

const IN_THE_CLICK = 'The attempt is created synchronously during the click.';

/** Loads the page with random numbers that fail once. */
const withRandom = (world: World, give: (bytes: Uint8Array) => unknown): Promise<void> => {
  world.before = ({ crypto }) => {
    world.before = () => undefined;
    const usual = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = (bytes) => {
      crypto.getRandomValues = usual;
      return give(bytes as unknown as Uint8Array) as typeof bytes;
    };
  };
  return world.visit();
};

/** Runs something during the navigate event, when the attempt starts. */
async function duringStart(world: World, happens: () => void): Promise<void> {
  await world.visit();
  world.element.addEventListener('wise-link-navigate', happens, { once: true });
  await world.press('launch');
}

/** The element creates the attempt: its state and its authorization request. */
export const start: Step = {
  name: 'start',
  cells: {
    throws: cell('the random numbers throw, once', 'launch launch grant', (world) =>
      withRandom(world, () => {
        throw new Error('no entropy');
      }),
    ),
    rejects: 'The attempt is created without a promise.',
    null: cell('the random numbers are null, once', 'launch launch grant', (world) => withRandom(world, () => null)),
    never: IN_THE_CLICK,
    slow: IN_THE_CLICK,
    duplicate: cell('open() is called twice in one task', 'grant', async (world) => {
      await world.visit();
      void world.element.open();
      void world.element.open();
    }),
    reordered: cell('open() is called in the task that creates the element', 'grant', async (world) => {
      await world.visit();
      const { document } = world.bank;
      const late = document.createElement('wise-link');
      for (const { name, value } of world.element.attributes) late.setAttribute(name, value);
      world.element.replaceWith(late);
      void late.open();
    }),
    stale: cell('an attempt of the previous page is still stored', 'launch grant', async (world) => {
      await world.visit();
      await world.press('launch');
      world.close(world.wise);
      await world.goBack();
    }),
    garbage: cell('the random numbers are all zero', 'launch grant', (world) => withRandom(world, (bytes) => bytes.fill(0))),
    'wrong type': cell('the random numbers are texts', 'launch grant', (world) => withRandom(world, (bytes) => [...bytes].map(() => 'x'))),
    freeze: 'The attempt is created during the click, in which a page cannot freeze.',
    disconnect: cell('the element is removed', 'grant', async (world) => {
      let putBack: (() => Promise<void>) | undefined;
      await duringStart(world, () => {
        putBack = world.takeOut();
      });
      await putBack?.();
    }),
    reload: cell('the page is reloaded', 'grant', (world) => duringStart(world, () => world.bank.location.reload())),
  },
};
