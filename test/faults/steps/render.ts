import { cell, type Step } from '../faults.js';
import { json, LINK } from '../world/backend.js';
import type { World } from '../world/world.js';

/** The window is blocked, and the customer copies the link to this clipboard. */
async function copies(world: World, clipboard: unknown): Promise<void> {
  world.before = ({ navigator }) => void Object.defineProperty(navigator, 'clipboard', { value: clipboard });
  await world.visit();
  world.opening = () => null;
  await world.press('launch');
  await world.press('copy');
}

/** Types a part of a code. */
async function halfTyped(world: World): Promise<void> {
  await world.visit({ mode: 'email' });
  world.card.type('C0D');
}

/** The card renders, also with responses of the clipboard or the backend. */
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
    never: cell('the clipboard waits for a permission forever', 'continue-here grant', (world) => copies(world, { writeText: () => new Promise(() => undefined) })),
    slow: cell('the clipboard takes a minute', 'continue-here grant', async (world) => {
      await copies(world, { writeText: () => world.later(60_000) });
      await world.clock.run(61_000);
    }),
    duplicate: cell('it renders twice, and keeps a partly typed code', 'submit', async (world) => {
      await halfTyped(world);
      for (let count = 0; count < 2; count += 1) {
        world.element.requestUpdate();
        await world.settle();
      }
      world.trail.must(world.card.typed === 'C0D', 'the typed text is gone');
    }),
    reordered: cell('the state changes again before it renders', 'launch grant', async (world) => {
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
      // The customer opened the link in another tab.
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
      world.trail.must(!world.element.shadowRoot?.querySelector('img'), 'a name was parsed as markup');
    }),
    'wrong type': cell('the address of the email is a number', 'submit', async (world) => {
      world.backend.mishaps.push(async () => json({ sentTo: 7 }, 202));
      await world.visit({ mode: 'email', 'email-url': '/api/wise/email' });
      await world.press('launch');
    }),
    freeze: 'The card renders in a microtask after each change; a page cannot freeze in between.',
    disconnect: cell('the element is removed before it renders', 'grant', async (world) => {
      await world.visit();
      void world.element.open();
      await world.takeOut()();
      await world.without();
    }),
    reload: cell('the page is reloaded with a partly typed code', 'submit', async (world) => {
      await halfTyped(world);
      await world.reload();
      world.trail.must(world.card.typed === '', 'a code was kept');
    }),
  },
};
