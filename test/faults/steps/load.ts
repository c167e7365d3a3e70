import { cell, type Step } from '../faults.js';

/** The script loads. Before that, the customer sees the element's children. */
export const load: Step = {
  name: 'load',
  cells: {
    throws: cell('the browser refuses to define an element', 'reload launch grant', async (world) => {
      world.trail.expected = /no definitions/;
      world.before = ({ customElements }) => {
        world.before = () => undefined;
        customElements.define = () => {
          throw new Error('no definitions');
        };
      };
      await world.visit();
    }),
    rejects: cell('the script is missing', 'reload launch grant', async (world) => {
      await world.trouble('wise-link.js', 'missing');
      await world.visit();
    }),
    null: cell('the script is empty', 'reload launch grant', async (world) => {
      await world.trouble('wise-link.js', 'empty');
      await world.visit();
    }),
    never: cell('the server never answers', 'reload launch grant', async (world) => {
      await world.trouble('wise-link.js', 'never');
      await world.visit();
      await world.clock.run(60_000);
    }),
    slow: cell('the server takes a minute', 'launch grant', async (world) => {
      await world.trouble('wise-link.js', 'late');
      await world.visit();
      await world.clock.run(60_000);
      await world.release(world.tab);
    }),
    duplicate: cell('the script is on the page twice', 'launch grant', (world) => world.visit({ script: 'twice' })),
    reordered: cell('the script is before the element', 'launch grant', (world) => world.visit({ script: 'first' })),
    stale: 'The page always gets the version that it requests; a second version is `duplicate`.',
    garbage: cell('the script is garbage', 'reload launch grant', async (world) => {
      world.trail.expected = /SyntaxError/;
      await world.trouble('wise-link.js', 'garbage');
      await world.visit();
    }),
    'wrong type': cell('the script is served as text', 'reload launch grant', async (world) => {
      await world.trouble('wise-link.js', 'plain');
      await world.visit();
    }),
    freeze: cell('the page freezes before the script is loaded', 'launch grant', async (world) => {
      await world.trouble('wise-link.js', 'late');
      await world.visit();
      world.freeze();
      await world.thaw();
      await world.release(world.tab);
    }),
    disconnect: cell('the element is removed when the script loads', 'launch grant', async (world) => {
      await world.trouble('wise-link.js', 'late');
      await world.visit();
      await world.without(() => world.release(world.tab));
    }),
    reload: cell('the page is reloaded before the script is loaded', 'launch grant', async (world) => {
      await world.trouble('wise-link.js', 'late');
      await world.visit();
      await world.reload();
    }),
  },
};
