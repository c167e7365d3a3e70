import { cell, type Step } from '../faults.js';
import { lost } from '../world/backend.js';
import type { World } from '../world/world.js';

/** Takes this tab to Wise. */
async function atWise(world: World): Promise<void> {
  await world.visit({ mode: 'redirect' });
  await world.press('launch');
}

/** Starts the navigation to Wise, which never completes, so that the page lives on as if it was restored from the back/forward cache. */
async function keptAlive(world: World): Promise<void> {
  await world.visit({ mode: 'redirect' });
  await world.trouble('wise.html', 'never');
  await world.press('launch');
}

/** Changes members of the stored attempt. */
function write(world: World, members: Record<string, string>): void {
  const key = `wise-link:${world.state}`;
  const stored = Object.fromEntries(new URLSearchParams(sessionStorage.getItem(key) ?? ''));
  sessionStorage.setItem(key, `${new URLSearchParams({ ...stored, ...members })}`);
}

/** Runs something when the page accepts the response. */
function onAccepted(world: World, happens: () => void): void {
  world.parsed = (element) => {
    world.parsed = () => undefined;
    element.addEventListener('wise-link-change', happens, { once: true });
  };
}

/** The redirect page, in this tab, stores the response with the attempt. */
export const note: Step = {
  name: 'response by storage',
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
    rejects: 'Session storage uses no promise.',
    null: cell('the stored attempt is gone when the customer returns from Wise', 'grant back launch grant', async (world) => {
      await atWise(world);
      sessionStorage.clear();
    }),
    never: cell('the navigation back to the page never completes', '', async (world) => {
      await atWise(world);
      await world.trouble('page.html', 'never');
      await world.grant();
      await world.goBack();
    }),
    slow: cell('the page takes a minute to load', '', async (world) => {
      await atWise(world);
      await world.trouble('page.html', 'late');
      await world.grant();
      await world.clock.run(60_000);
      await world.release(world.tab);
    }),
    duplicate: cell('two elements of one client are on the page', '', async (world) => {
      await atWise(world);
      world.parsed = (element) => element.after(element.cloneNode(true));
      await world.grant();
      world.element.nextElementSibling?.remove();
    }),
    reordered: cell('the page is restored before the response is stored', '', async (world) => {
      await keptAlive(world);
      world.bank.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await world.settle();
      write(world, { letter: world.answer() });
      world.bank.dispatchEvent(new Event('focus'));
    }),
    stale: cell('the customer returns after the attempt expired', 'launch grant', async (world) => {
      await atWise(world);
      await world.trouble('page.html', 'never');
      await world.grant();
      world.clock.jump(31 * 60_000);
      await world.goBack();
    }),
    garbage: cell('the response is garbage', 'launch grant', async (world) => {
      await atWise(world);
      write(world, { letter: '%E0%A4%A' });
      await world.goBack();
    }),
    'wrong type': cell('the stored attempt has other types', 'launch grant', async (world) => {
      await atWise(world);
      write(world, { expires: '{}', page: 'NaN', phase: '7', letter: 'true' });
      await world.goBack();
    }),
    freeze: cell('the response is stored while the page is frozen for 31 minutes', '', async (world) => {
      await keptAlive(world);
      world.freeze();
      write(world, { letter: world.answer() });
      await world.thaw();
    }),
    disconnect: cell('the element is removed when it accepts the response', '', async (world) => {
      await atWise(world);
      let putBack: (() => Promise<void>) | undefined;
      onAccepted(world, () => {
        putBack = world.takeOut();
      });
      await world.grant();
      await putBack?.();
    }),
    reload: cell('the page is reloaded when it accepts the response', 'launch grant', async (world) => {
      await atWise(world);
      onAccepted(world, () => world.bank.location.reload());
      world.backend.mishaps.push(lost);
      await world.grant();
    }),
  },
};
