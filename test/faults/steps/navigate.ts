import { cell, type Step } from '../faults.js';
import type { Trouble } from '../pages.js';
import { listenerOf } from '../world/page-window.js';
import type { World } from '../world/world.js';

/** The customer launches, and Wise fails. */
async function leaves(world: World, trouble?: Trouble): Promise<void> {
  await world.visit({ mode: 'redirect' });
  if (trouble) await world.trouble('wise.html', trouble);
  await world.press('launch');
}

/** The tab navigates to Wise. */
export const navigate: Step = {
  name: 'navigate',
  cells: {
    throws: cell('a listener of the page throws during the event', 'launch grant', async (world) => {
      world.trail.expected = /from the page/;
      await world.visit({ mode: 'redirect' });
      world.element.addEventListener('wise-link-navigate', listenerOf(world.bank, "throw new Error('from the page')"));
    }),
    rejects: cell('Wise refuses the connection', 'back launch grant', (world) => leaves(world, 'refused')),
    null: cell('Wise answers with an empty response', 'launch grant', async (world) => {
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
    reordered: cell('the page is restored before Wise responds', 'grant', async (world) => {
      await leaves(world, 'late');
      world.bank.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await world.settle();
      await world.release(world.tab);
    }),
    stale: cell('the customer goes back from Wise', 'launch grant', async (world) => {
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
    disconnect: cell('the element is removed during the navigate event', 'grant', async (world) => {
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
