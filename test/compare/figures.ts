// What is measured in each round: each figure once, for one candidate.
import type { Browser } from 'playwright';
import { inTab } from '../bench/tab.js';
import { buttonIn, consentsIn, pressesIn } from './customer.js';
import type { Stage } from './stage.js';

/** The figures of a round, by their names in the table. */
export type Figures = Readonly<Record<(typeof FIGURES)[number]['name'], number>>;

/** All figures, in the order of the table. */
export const FIGURES = [
  { name: 'bytes of the page’s scripts, brotli', unit: 'kB', digits: 1 },
  { name: 'bytes of the redirect page, brotli', unit: 'kB', digits: 1 },
  { name: 'navigation → button painted', unit: 'ms', digits: 0 },
  { name: 'the same on Slow 4G, processor 4 times slower', unit: 'ms', digits: 0 },
  { name: 'click → `window.open`', unit: 'ms', digits: 1 },
  { name: 'click → the provider has the request', unit: 'ms', digits: 0 },
  { name: 'the redirect page is requested → the exchange is requested', unit: 'ms', digits: 0 },
  { name: 'memory of the page beyond an empty one', unit: 'MB', digits: 2 },
] as const;

/** "Slow 4G" of the developer tools. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

/** Measures one round of a candidate. */
export async function measured(browser: Browser, stage: Stage): Promise<Figures> {
  const flow = await flowOf(browser, stage);
  const [full, empty] = [await memoryOf(browser, stage.url), await memoryOf(browser, `${stage.url}/empty`)];
  return {
    ...flow,
    'the same on Slow 4G, processor 4 times slower': await slowly(browser, stage.url),
    'memory of the page beyond an empty one': (full - empty) / 2 ** 20,
  };
}

async function flowOf(browser: Browser, { url, calls, sent, candidate }: Stage): Promise<Omit<Figures, 'the same on Slow 4G, processor 4 times slower' | 'memory of the page beyond an empty one'>> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    calls.clear();
    sent.clear();
    const page = await context.newPage();
    await page.goto(url);
    const problem = await buttonIn(page, []);
    if (problem !== undefined) throw new Error(`${candidate.name} has no button: ${problem}`);
    await page.waitForFunction(() => window.buttonAt !== undefined);
    // Until the requests that a candidate makes before a click have ended.
    await page.waitForLoadState('networkidle');
    const ofPage = bytesOf(sent);
    const opened = await pressesIn(page, context);
    if (!opened) throw new Error(`${candidate.name} opened no window`);
    await consentsIn(opened);
    const exchangedAt = await calls.next('exchange');
    const [buttonAt, clickedAt, openedAt] = await page.evaluate(() => [window.buttonAt ?? NaN, window.clickedAt ?? NaN, window.openedAt ?? NaN] as const);
    return {
      'bytes of the page’s scripts, brotli': ofPage / 1000,
      'bytes of the redirect page, brotli': (bytesOf(sent) - ofPage) / 1000,
      'navigation → button painted': buttonAt,
      'click → `window.open`': openedAt - clickedAt,
      'click → the provider has the request': calls.first('authorize') - clickedAt,
      'the redirect page is requested → the exchange is requested': exchangedAt - calls.first('redirect'),
    };
  } finally {
    await context.close();
  }
}

/** What was sent, without the page around each candidate, which belongs to this comparison. */
function bytesOf(sent: ReadonlyMap<string, number>): number {
  return [...sent].reduce((sum, [path, size]) => sum + (path === '/' ? 0 : size), 0);
}

function memoryOf(browser: Browser, url: string): Promise<number> {
  return inTab(browser, url, async ({ page, memory }) => {
    await page.waitForLoadState('networkidle');
    return memory();
  });
}

function slowly(browser: Browser, url: string): Promise<number> {
  return inTab(browser, 'about:blank', async ({ page, session }) => {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(url);
    await page.waitForFunction(() => window.buttonAt !== undefined, undefined, { polling: 50 });
    return page.evaluate(() => window.buttonAt ?? NaN);
  });
}
