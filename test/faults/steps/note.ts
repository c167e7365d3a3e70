import { cell, type Step } from '../faults.js';
import { lost } from '../world/backend.js';
import type { World } from '../world/world.js';

/** This tab is at Wise. */
async function atWise(world: World): Promise<void> {
  await world.visit({ mode: 'redirect' });
  await world.press('launch');
}

/** This tab is on its way to Wise, and its page lives on: as one that lies in the back/forward cache, and comes back. */
async function keptAlive(world: World): Promise<void> {
  await world.visit({ mode: 'redirect' });
  await world.trouble('wise.html', 'never');
  await world.press('launch');
}

/** What stands in the note is changed. */
function write(world: World, members: Record<string, string>): void {
  const key = `wise-link:${world.state}`;
  const note = Object.fromEntries(new URLSearchParams(sessionStorage.getItem(key) ?? ''));
  sessionStorage.setItem(key, `${new URLSearchParams({ ...note, ...members })}`);
}

/** Something happens as the page to which the customer returns takes up the letter. */
function asItIsTaken(world: World, happens: () => void): void {
  world.parsed = (element) => {
    world.parsed = () => undefined;
    element.addEventListener('wise-link-change', happens, { once: true });
  };
}

/** The redirect page, in this tab, hands over by the attempt's note. */
export const note: Step = {
  name: 'hand-over by note',
  cells: {
    throws: cell('the storage is full, once', 'grant launch grant', async (world) => {
      await atWise(world);
      world.before = ({ Storage }, file) => {
        if (file !== 'callback.html') return;
        world.before = () => undefined;
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      };
    }),
    rejects: 'Session storage gives no promise.',
    null: cell('the note is gone when he comes from Wise', 'grant back launch grant', async (world) => {
      await atWise(world);
      sessionStorage.clear();
    }),
    never: cell('the way back to the page comes to nothing', '', async (world) => {
      await atWise(world);
      await world.trouble('page.html', 'never');
      await world.grant();
      await world.goBack();
    }),
    slow: cell('the page takes a minute to come', '', async (world) => {
      await atWise(world);
      await world.trouble('page.html', 'late');
      await world.grant();
      await world.clock.run(60_000);
      await world.release(world.tab);
    }),
    duplicate: cell('two elements of one client are on the page to which he returns', '', async (world) => {
      await atWise(world);
      world.parsed = (element) => element.after(element.cloneNode(true));
      await world.grant();
      world.element.nextElementSibling?.remove();
    }),
    reordered: cell('the page is back, alive, before the letter is noted', '', async (world) => {
      await keptAlive(world);
      world.bank.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await world.settle();
      write(world, { letter: world.answer() });
      world.bank.dispatchEvent(new Event('focus'));
    }),
    stale: cell('he returns when the time of the attempt is over', 'launch grant', async (world) => {
      await atWise(world);
      await world.trouble('page.html', 'never');
      await world.grant();
      world.clock.jump(31 * 60_000);
      await world.goBack();
    }),
    garbage: cell('the letter is garbage', 'launch grant', async (world) => {
      await atWise(world);
      write(world, { letter: '%E0%A4%A' });
      await world.goBack();
    }),
    'wrong type': cell('the note holds other types', 'launch grant', async (world) => {
      await atWise(world);
      write(world, { expires: '{}', page: 'NaN', phase: '7', letter: 'true' });
      await world.goBack();
    }),
    freeze: cell('the letter is noted while the page is frozen, for 31 minutes', '', async (world) => {
      await keptAlive(world);
      world.freeze();
      write(world, { letter: world.answer() });
      await world.thaw();
    }),
    disconnect: cell('the element is taken out as it takes up the letter', '', async (world) => {
      await atWise(world);
      let putBack: (() => Promise<void>) | undefined;
      asItIsTaken(world, () => {
        putBack = world.takeOut();
      });
      await world.grant();
      await putBack?.();
    }),
    reload: cell('the page is reloaded as it takes up the letter', 'launch grant', async (world) => {
      await atWise(world);
      asItIsTaken(world, () => world.bank.location.reload());
      world.backend.mishaps.push(lost);
      await world.grant();
    }),
  },
};
