import { cell, type Step } from '../faults.js';
import type { World } from '../world/world.js';

const IN_ONE_TASK = 'It happens synchronously when the script runs; a late script is under `load`.';

/** Replaces or removes the session storage of the page. */
const withStorage = (world: World, get: () => unknown): Promise<void> => {
  world.before = (page, file) => {
    if (file === 'page.html') Object.defineProperty(page, 'sessionStorage', { get });
  };
  return world.visit();
};

/** The element is upgraded, and looks for an attempt to resume. */
export const upgrade: Step = {
  name: 'upgrade',
  cells: {
    throws: cell('the session storage is blocked', 'launch grant', (world) =>
      withStorage(world, () => {
        throw new DOMException('closed', 'SecurityError');
      }),
    ),
    rejects: 'The upgrade uses no promise.',
    null: cell('there is no session storage', 'launch grant', (world) => withStorage(world, () => null)),
    never: IN_ONE_TASK,
    slow: IN_ONE_TASK,
    duplicate: cell('it is added to the page twice', 'launch grant', async (world) => {
      await world.visit();
      const { body } = world.bank.document;
      body.append(world.element);
      body.append(world.element);
    }),
    reordered: cell('a property is set before it is upgraded', 'launch grant', (world) => {
      world.parsed = (element) => {
        element.removeAttribute('client-id');
        Object.assign(element, { clientId: world.client });
      };
      return world.visit();
    }),
    stale: cell('an earlier page left an expired attempt', 'launch grant', async (world) => {
      await world.visit();
      await world.press('launch');
      world.close(world.wise);
      world.clock.jump(31 * 60_000);
      await world.goBack();
    }),
    garbage: cell('there is junk in the URL and in the stored attempts', 'launch grant', async (world) => {
      sessionStorage.setItem('wise-link:junk', '%E0%A4%A&=&');
      sessionStorage.setItem('wise-link:', '{"state":"x"}');
      await world.visit({ code: 'junk', state: 'junk' });
    }),
    'wrong type': cell('the session storage is another object', 'launch grant', (world) => withStorage(world, () => ({}))),
    freeze: cell('the page freezes', 'launch grant', async (world) => {
      await world.visit();
      world.freeze();
      await world.thaw();
    }),
    disconnect: cell('it is taken out at once', 'launch grant', async (world) => {
      await world.visit();
      await world.without();
    }),
    reload: cell('the page is reloaded at once', 'launch grant', async (world) => {
      await world.visit();
      await world.reload();
    }),
  },
};
