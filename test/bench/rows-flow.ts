// Rows about linking: the click, the wait, the way back, and a slow network.
import type { Browser } from 'playwright';
import type { Row, Sides } from './rounds.js';
import { inTab, type Tab } from './tab.js';

/** "Slow 4G" of the developer tools. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

declare global {
  interface Window {
    /** How long after the click the page has opened a window, in milliseconds. */
    openedAfter?: number;
    /** The time of the redirect page's first script, and that of the response on this page. */
    started: Promise<number>;
    answered: Promise<number>;
    painted?: number;
  }
}

/** The pages of an earlier build are under `/before`. */
export function flowRows(browser: Browser, url: string, seconds: number, hasBefore: boolean): Row[] {
  const sides = (measure: (path: string) => () => Promise<number>, product: string, other: string): Sides => ({
    product: measure(product),
    other: measure(other),
    before: hasBefore ? measure(`/before${product}`) : undefined,
  });
  const click = (path: string) => (): Promise<number> =>
    inTab(browser, `${url}${path}`, async ({ page }) => {
      await page.waitForTimeout(100);
      await page.locator('#start, [part=launch]').first().click();
      await page.waitForFunction(() => window.openedAfter !== undefined);
      return page.evaluate(() => window.openedAfter ?? NaN);
    });
  const waiting = (path: string) => (): Promise<number> =>
    inTab(browser, `${url}${path}`, async (tab) => {
      const opened = tab.context.waitForEvent('page');
      await tab.page.locator('#start, [part=launch]').first().click();
      await opened;
      await tab.page.waitForTimeout(500);
      const before = await tab.cpu();
      await tab.page.waitForTimeout(seconds * 1000);
      return ((await tab.cpu()) - before) / seconds;
    });
  const wayBack = (path: string) => (): Promise<number> =>
    inTab(browser, `${url}${path}`, async ({ page }) => {
      await page.locator('#start, [part=launch]').first().click();
      return page.evaluate(async () => (await window.answered) - (await window.started));
    });
  const load = (path: string) => (): Promise<number> =>
    inTab(browser, 'about:blank', async ({ page, session }: Tab) => {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW_4G);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.goto(`${url}${path}`);
      await page.waitForFunction(() => window.painted !== undefined, undefined, { polling: 50 });
      return page.evaluate(() => window.painted ?? NaN);
    });
  return [
    { name: 'click → `window.open`', other: 'auth0-spa-js', unit: 'ms', target: 0.8, sides: sides(click, '/click.html', '/click-peer.html') },
    { name: 'redirect page → code at the element', other: 'a bare message', unit: 'ms', target: 1.5, sides: sides(wayBack, '/way-back.html', '/way-back-message.html') },
    { name: 'the same, with Wise isolated', other: 'a bare channel', unit: 'ms', target: 1.5, sides: sides(wayBack, '/way-back-isolated.html', '/way-back-channel.html') },
    { name: 'Slow 4G, CPU 4×: navigation → painted', other: 'the same card by hand', unit: 'ms', target: 1.05, sides: sides(load, '/load.html', '/load-plain.html') },
    { name: `CPU per second of ${seconds} with the Wise window open`, other: 'a 500 ms poll', unit: 'ms', target: 1.5, rounds: 3, sides: sides(waiting, '/wait.html', '/wait-poll.html') },
  ];
}
