import { cell, type Step } from '../faults.js';
import type { World } from '../world/world.js';

/** Loads the page with an invalid property, which the partner fixes after the customer is refused. */
async function withProperty(world: World, name: 'clientId' | 'exchangeUrl' | 'mode', wrong: unknown, right: string): Promise<void> {
  world.fix = () => Object.assign(world.element, { [name]: right });
  await world.visit();
  Object.assign(world.element, { [name]: wrong });
}

/** Loads the page with headers for the first call only. */
function withHeaders(world: World, first: () => Promise<Record<string, string>>): Promise<void> {
  let count = 0;
  world.parsed = (element) => {
    element.headers = () => ((count += 1) === 1 ? first() : {});
  };
  return world.visit();
}

/** The element reads its configuration. */
export const config: Step = {
  name: 'config',
  cells: {
    throws: cell('an attribute is missing', 'refused launch grant', async (world) => {
      world.fix = () => world.element.setAttribute('environment', 'sandbox');
      await world.visit({ environment: '' });
    }),
    rejects: cell('the headers function rejects', 'launch grant', (world) => withHeaders(world, () => Promise.reject(new Error('no token')))),
    null: cell('a property is null', 'refused launch grant', (world) => withProperty(world, 'clientId', null, world.client)),
    never: cell('the headers function never resolves', 'launch grant', (world) => withHeaders(world, () => new Promise(() => undefined))),
    slow: cell('the headers take 14 seconds', 'launch grant', (world) => withHeaders(world, () => world.later(14_000).then(() => ({})))),
    duplicate: cell('all attributes are set again while the customer is at Wise', 'grant', async (world) => {
      await world.visit();
      await world.press('launch');
      for (const { name, value } of world.element.attributes) world.element.setAttribute(name, value);
    }),
    reordered: cell('the attributes are set after the element is added, in reverse order', 'launch grant', async (world) => {
      let given: [string, string][] = [];
      world.parsed = (element) => {
        given = [...element.attributes].map(({ name, value }) => [name, value]);
        for (const [name] of given) element.removeAttribute(name);
      };
      await world.visit();
      for (const [name, value] of given.toReversed()) {
        world.element.setAttribute(name, value);
        await world.settle();
      }
    }),
    stale: cell('the attributes change while the customer is at Wise', 'grant', async (world) => {
      await world.visit();
      await world.press('launch');
      world.element.setAttribute('redirect-uri', 'https://bank.example/other');
      world.element.setAttribute('exchange-url', '/elsewhere');
    }),
    garbage: cell('an attribute is garbage', 'refused launch grant', (world) => withProperty(world, 'exchangeUrl', 'javascript:alert(1)', '/api/wise/exchange')),
    'wrong type': cell('a property is a number', 'refused launch grant', (world) => withProperty(world, 'mode', 7, 'popup')),
    freeze: 'Attributes are read in a microtask after they are set, and during the click; a page cannot freeze in between.',
    disconnect: cell('an attribute is fixed while the element is removed', 'launch grant', async (world) => {
      await world.visit({ environment: '' });
      const { element } = world;
      await world.without(() => element.setAttribute('environment', 'sandbox'));
    }),
    reload: cell('the page is reloaded with its invalid attribute', 'refused launch grant', async (world) => {
      world.fix = () => world.element.setAttribute('environment', 'sandbox');
      await world.visit({ environment: '' });
      await world.reload();
    }),
  },
};
