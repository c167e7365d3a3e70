import { cell, type Step } from '../faults.js';
import type { World } from '../world/world.js';

/** The page with a property that the partner mends once his customers are refused. */
async function withProperty(world: World, name: 'clientId' | 'exchangeUrl' | 'mode', wrong: unknown, right: string): Promise<void> {
  world.mend = () => Object.assign(world.element, { [name]: right });
  await world.visit();
  Object.assign(world.element, { [name]: wrong });
}

/** The page with headers that are `first` for the first call, and none after. */
function withHeaders(world: World, first: () => Promise<Record<string, string>>): Promise<void> {
  let count = 0;
  world.parsed = (element) => {
    element.headers = () => ((count += 1) === 1 ? first() : {});
  };
  return world.visit();
}

/** What the partner has set is read. */
export const config: Step = {
  name: 'config',
  cells: {
    throws: cell('an attribute is missing', 'refused launch grant', async (world) => {
      world.mend = () => world.element.setAttribute('environment', 'sandbox');
      await world.visit({ environment: '' });
    }),
    rejects: cell('the headers cannot be had', 'launch grant', (world) => withHeaders(world, () => Promise.reject(new Error('no token')))),
    null: cell('a property is null', 'refused launch grant', (world) => withProperty(world, 'clientId', null, world.client)),
    never: cell('the headers never come', 'launch grant', (world) => withHeaders(world, () => new Promise(() => undefined))),
    slow: cell('the headers take 14 seconds', 'launch grant', (world) => withHeaders(world, () => world.later(14_000).then(() => ({})))),
    duplicate: cell('all attributes are set again while he is at Wise', 'grant', async (world) => {
      await world.visit();
      await world.press('launch');
      for (const { name, value } of world.element.attributes) world.element.setAttribute(name, value);
    }),
    reordered: cell('the attributes come after the element, the last one first', 'launch grant', async (world) => {
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
    stale: cell('the attributes change while he is at Wise', 'grant', async (world) => {
      await world.visit();
      await world.press('launch');
      world.element.setAttribute('redirect-uri', 'https://bank.example/other');
      world.element.setAttribute('exchange-url', '/elsewhere');
    }),
    garbage: cell('an attribute is garbage', 'refused launch grant', (world) => withProperty(world, 'exchangeUrl', 'javascript:alert(1)', '/api/wise/exchange')),
    'wrong type': cell('a property is a number', 'refused launch grant', (world) => withProperty(world, 'mode', 7, 'popup')),
    freeze: 'Attributes are read in a microtask after they were set, and in the click; no page freezes between.',
    disconnect: cell('an attribute is mended while the element is out', 'launch grant', async (world) => {
      await world.visit({ environment: '' });
      const { element } = world;
      await world.without(() => element.setAttribute('environment', 'sandbox'));
    }),
    reload: cell('the page is reloaded with its wrong attribute', 'refused launch grant', async (world) => {
      world.mend = () => world.element.setAttribute('environment', 'sandbox');
      await world.visit({ environment: '' });
      await world.reload();
    }),
  },
};
