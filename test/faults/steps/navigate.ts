import { cell, type Step } from '../faults.js';
import type { Trouble } from '../pages.js';
import { listenerOf } from '../world/page-window.js';
import type { World } from '../world/world.js';

/** The customer launches, and Wise answers otherwise. */
async function leaves(world: World, trouble?: Trouble): Promise<void> {
  await world.visit({ mode: 'redirect' });
  if (trouble) await world.trouble('wise.html', trouble);
  await world.press('launch');
}

/** This tab leaves for Wise. */
export const navigate: Step = {
  name: 'navigate',
  cells: {
    throws: cell('a listener of the page throws as it hears of it', 'launch grant', async (world) => {
      world.trail.expected = /of the page/;
      await world.visit({ mode: 'redirect' });
      world.element.addEventListener('wise-link-navigate', listenerOf(world.bank, "throw new Error('of the page')"));
    }),
    rejects: cell('Wise refuses the connection', 'back launch grant', (world) => leaves(world, 'refused')),
    null: cell('Wise answers with nothing at all', 'launch grant', async (world) => {
      await leaves(world, 'nothing');
      await world.press('cancel');
    }),
    never: cell('Wise never answers', 'launch grant', async (world) => {
      await leaves(world, 'never');
      await world.press('cancel');
    }),
    slow: cell('Wise takes a minute', 'grant', async (world) => {
      await leaves(world, 'late');
      await world.clock.run(60_000);
      await world.release(world.tab);
    }),
    duplicate: cell('open() is called twice in one task', 'grant', async (world) => {
      await world.visit({ mode: 'redirect' });
      void world.element.open();
      void world.element.open();
    }),
    reordered: cell('the page is back, alive, before Wise is there', 'grant', async (world) => {
      await leaves(world, 'late');
      world.bank.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await world.settle();
      await world.release(world.tab);
    }),
    stale: cell('he goes back from Wise to a page of before', 'launch grant', async (world) => {
      await leaves(world);
      await world.goBack();
    }),
    garbage: cell('Wise answers with garbage', 'back launch grant', (world) => leaves(world, 'garbage')),
    'wrong type': cell('Wise answers with a file', 'launch grant', async (world) => {
      await leaves(world, 'download');
      await world.press('cancel');
    }),
    freeze: cell('the page freezes before Wise answers', 'launch grant', async (world) => {
      await leaves(world, 'never');
      world.freeze();
      await world.thaw();
    }),
    disconnect: cell('the element is taken out as it says that it leaves', 'grant', async (world) => {
      await world.visit({ mode: 'redirect' });
      world.element.addEventListener('wise-link-navigate', () => void world.takeOut());
      await world.press('launch');
    }),
    reload: cell('the page is reloaded before Wise answers', 'launch grant', async (world) => {
      await leaves(world, 'never');
      await world.reload();
    }),
  },
};
