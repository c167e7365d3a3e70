// Counts of what the built element makes the browser do. They do not depend on how fast the machine is.
import { expect, type Page } from '@playwright/test';
import { barePage } from './bare-page.js';
import { test } from './everyday-browser.js';

/** What the page has done so far: layouts, and computations of styles. */
interface Work {
  layouts: number;
  styles: number;
}

/** Counts the work of the page while `run` runs in it, in one task. */
async function workOf(page: Page, run: () => Promise<void>): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async (): Promise<Work> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { layouts: value('LayoutCount'), styles: value('RecalcStyleCount') };
  };
  const before = await read();
  await page.evaluate(run);
  const after = await read();
  await session.detach();
  return { layouts: after.layouts - before.layouts, styles: after.styles - before.styles };
}

/** Waits until the page has been drawn, so that nothing from before is counted. */
const drawn = (page: Page): Promise<unknown> => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const log: string[] = [];
    const alive = new Set<number>();
    const [set, clear, repeat] = [setTimeout, clearTimeout, setInterval];
    Object.assign(window, {
      log,
      alive,
      setTimeout: (work: () => void, delay?: number) => {
        const id = Number(set(() => (alive.delete(id), work()), delay));
        alive.add(id);
        return id;
      },
      clearTimeout: (id: number) => (alive.delete(id), clear(id)),
      setInterval: (work: () => void, delay?: number) => (log.push('interval'), repeat(work, delay)),
      BroadcastChannel: class extends BroadcastChannel {
        constructor(name: string) {
          log.push('channel');
          super(name);
        }
      },
      open: () => (log.push('open'), { closed: false, close: () => {} }),
    });
    for (const name of ['localStorage', 'sessionStorage'] as const) {
      const area = window[name];
      Object.defineProperty(window, name, { get: () => (log.push(name), area) });
    }
  });
  await barePage(page);
  await page.evaluate(async () => document.querySelector('wise-link')?.updateComplete);
  await drawn(page);
});

test('an upgrade computes styles and layout once, for one element and for fifty', async ({ page }) => {
  for (const count of [1, 50]) {
    await page.evaluate((copies) => Object.assign(window, { copies }), count);
    const work = await workOf(page, async () => {
      const element = document.querySelector('wise-link');
      const copies = Array.from({ length: Number(Reflect.get(window, 'copies')) }, () => element?.cloneNode(true) as HTMLElementTagNameMap['wise-link']);
      document.body.append(...copies);
      await copies.at(-1)?.updateComplete;
      void document.body.offsetHeight;
    });
    expect(work).toEqual({ layouts: 1, styles: 1 });
  }
});

test('changes of the phase within one frame compute the layout once', async ({ page }) => {
  const work = await workOf(page, async () => {
    const element = document.querySelector('wise-link');
    element?.open({ mode: 'email' }).catch(() => {});
    await element?.updateComplete;
    element?.reset();
    await element?.updateComplete;
    element?.open({ mode: 'email' }).catch(() => {});
    await element?.updateComplete;
    void document.body.offsetHeight;
  });
  expect(work.layouts).toBe(1);
});

test('a click opens Wise before it reads any storage, and before it listens for the response', async ({ page }) => {
  const log = await page.evaluate(() => {
    const all: string[] = Reflect.get(window, 'log');
    all.length = 0;
    document.querySelector('wise-link')?.shadowRoot?.querySelector<HTMLElement>('[part=launch]')?.click();
    return all;
  });
  expect(log[0]).toBe('open');
  expect(log).toContain('channel');
  expect(log).toContain('sessionStorage');
});

test('while the Wise window is open, no timer repeats, the compositor moves the icon, and after that no style is computed', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.evaluate(async () => {
    const element = document.querySelector('wise-link');
    element?.open().catch(() => {});
    await element?.updateComplete;
    Object.defineProperty(document, 'hasFocus', { value: () => false }); // the customer is in the other window
  });
  await drawn(page);
  // A frame of the page computes styles, so nothing here asks for one: the compositor moves the icon by itself.
  const moving = await workOf(page, async () => {
    const icon = document.querySelector('wise-link')?.shadowRoot?.querySelector('[part=icon]');
    await new Promise((resolve) => icon?.addEventListener('animationiteration', resolve, { once: true }));
  });
  expect([moving.layouts, moving.styles < 10]).toEqual([0, true]);
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
    for (const animation of document.querySelector('wise-link')?.shadowRoot?.getAnimations() ?? []) animation.finish();
  });
  await drawn(page);
  const work = await workOf(page, async () => {
    for (let frame = 0; frame < 30; frame += 1) await new Promise(requestAnimationFrame);
  });
  expect(work).toEqual({ layouts: 0, styles: 0 });
  const { intervals, timers } = await page.evaluate(() => {
    const all: string[] = Reflect.get(window, 'log');
    return { intervals: all.filter((name) => name === 'interval').length, timers: (Reflect.get(window, 'alive') as Set<number>).size };
  });
  // The end of the attempt, "this takes long" after five minutes, the end of the announcement, and one look at the window.
  expect([intervals, timers <= 4]).toEqual([0, true]);
});

test('a page loads the one file of the element and the one of its language, and nothing more', async ({ page }) => {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
  expect(names.toSorted()).toEqual(['/de.js', '/wise-link.js']);
});
