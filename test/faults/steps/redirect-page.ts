import { cell, type Step } from '../faults.js';
import type { Trouble } from '../pages.js';
import type { World } from '../world/world.js';

/** Takes the customer to Wise, with a fault for the redirect page. */
async function atWise(world: World, trouble?: Trouble): Promise<void> {
  await world.visit();
  await world.press('launch');
  if (trouble) await world.trouble('callback.html', trouble);
}

/** Wise redirects, and the redirect page loads in the window. */
export const redirectPage: Step = {
  name: 'redirect page loads',
  cells: {
    throws: cell('its storage is blocked', 'grant', async (world) => {
      world.before = (page, file) => {
        if (file !== 'callback.html') return;
        Object.defineProperty(page, 'sessionStorage', {
          get() {
            throw new DOMException('closed', 'SecurityError');
          },
        });
      };
      await atWise(world);
    }),
    rejects: cell('the connection is refused', 'grant close launch grant', (world) => atWise(world, 'refused')),
    null: cell('it is empty', 'grant close launch grant', (world) => atWise(world, 'empty')),
    never: cell('the server never answers', 'grant grant', (world) => atWise(world, 'never')),
    slow: cell('the server takes a minute', '', async (world) => {
      await atWise(world, 'late');
      await world.grant();
      await world.clock.run(60_000);
      await world.release(world.wise);
    }),
    duplicate: cell('it loads twice, the second time after its response was accepted', 'close', async (world) => {
      await atWise(world);
      const answer = world.answer();
      world.windows.twin(answer);
      await world.settle();
      world.windows.twin(answer);
    }),
    reordered: cell('it loads before the reloaded page has listeners', '', async (world) => {
      await atWise(world);
      await world.trouble('wise-link.js', 'late');
      await world.reload();
      await world.grant();
      await world.release(world.tab);
    }),
    stale: cell('it loads again with the response to a cancelled attempt', 'grant close', async (world) => {
      await atWise(world);
      const answer = world.answer();
      await world.press('cancel');
      await world.press('launch');
      world.windows.twin(answer);
    }),
    garbage: cell('it loads with two codes', 'launch grant', async (world) => {
      await atWise(world);
      await world.grant(world.wise, 'code=a&code=b');
    }),
    'wrong type': cell('it is served as text', 'grant close launch grant', (world) => atWise(world, 'plain')),
    freeze: cell('the page is frozen for 31 minutes', '', async (world) => {
      await atWise(world);
      world.freeze();
      await world.grant();
      await world.thaw();
    }),
    disconnect: cell('the element is removed', '', async (world) => {
      await atWise(world);
      await world.without(() => world.grant());
    }),
    reload: cell('the page is reloaded while it loads', '', async (world) => {
      await atWise(world, 'late');
      await world.grant();
      await world.reload();
      await world.release(world.wise);
    }),
  },
};
