import { cell, type Step } from '../faults.js';
import { json, LINK } from '../world/backend.js';
import type { World } from '../world/world.js';

/** The window was blocked, and the customer copies the link to open it himself. The clipboard does this. */
async function copies(world: World, clipboard: unknown): Promise<void> {
  world.before = ({ navigator }) => void Object.defineProperty(navigator, 'clipboard', { value: clipboard });
  await world.visit();
  world.opening = () => null;
  await world.press('launch');
  await world.press('copy');
}

/** Half a code stands in the field. */
async function halfTyped(world: World): Promise<void> {
  await world.visit({ mode: 'email' });
  world.card.type('C0D');
}

/** The card is drawn: by itself, and with what a clipboard or a backend tells it. */
export const render: Step = {
  name: 'render',
  cells: {
    throws: cell('the clipboard throws', 'continue-here grant', (world) =>
      copies(world, {
        writeText() {
          throw new DOMException('not here', 'NotAllowedError');
        },
      }),
    ),
    rejects: cell('the clipboard refuses', 'continue-here grant', (world) =>
      copies(world, { writeText: () => Promise.reject(new DOMException('not here', 'NotAllowedError')) }),
    ),
    null: cell('there is no clipboard', 'continue-here grant', (world) => copies(world, undefined)),
    never: cell('the clipboard asks for leave that nobody gives', 'continue-here grant', (world) => copies(world, { writeText: () => new Promise(() => undefined) })),
    slow: cell('the clipboard takes a minute', 'continue-here grant', async (world) => {
      await copies(world, { writeText: () => world.later(60_000) });
      await world.clock.run(61_000);
    }),
    duplicate: cell('it is drawn twice, and leaves a half-typed code alone', 'submit', async (world) => {
      await halfTyped(world);
      for (let count = 0; count < 2; count += 1) {
        world.element.requestUpdate();
        await world.settle();
      }
      world.trail.must(world.card.typed === 'C0D', 'what was typed is gone');
    }),
    reordered: cell('the state changes again before it is drawn', 'launch grant', async (world) => {
      await world.visit();
      void world.element.open();
      world.element.cancel();
    }),
    stale: cell('the clipboard answers when the card shows something else', '', async (world) => {
      let copied = (): void => undefined;
      await copies(world, {
        writeText: () =>
          new Promise<void>((resolve) => {
            copied = resolve;
          }),
      });
      // He has opened the link in another tab.
      world.windows.twin(world.answer());
      await world.settle();
      copied();
    }),
    garbage: cell('the name of the account is markup', '', async (world) => {
      await world.visit();
      await world.press('launch');
      const link = { ...LINK, displayName: `<img src="/faults/x" onerror="throw 1">${'x'.repeat(10_000)}` };
      world.backend.mishaps.push(async ({ usual }) => {
        usual();
        return json({ status: 'linked', link });
      });
      await world.grant();
      world.trail.must(!world.element.shadowRoot?.querySelector('img'), 'markup was made of a name');
    }),
    'wrong type': cell('the address to which the e-mail went is a number', 'submit', async (world) => {
      world.backend.mishaps.push(async () => json({ sentTo: 7 }, 202));
      await world.visit({ mode: 'email', 'email-url': '/api/wise/email' });
      await world.press('launch');
    }),
    freeze: 'The card is drawn in a microtask after each change; no page freezes between.',
    disconnect: cell('the element is taken out before it is drawn', 'grant', async (world) => {
      await world.visit();
      void world.element.open();
      await world.takeOut()();
      await world.without();
    }),
    reload: cell('the page is reloaded with a half-typed code', 'submit', async (world) => {
      await halfTyped(world);
      await world.reload();
      world.trail.must(world.card.typed === '', 'a code was kept');
    }),
  },
};
