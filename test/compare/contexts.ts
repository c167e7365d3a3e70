import { chromium, type Browser, type BrowserContext } from 'playwright';
import { startBrowser } from '../e2e/browser-process.js';

/** A Chromium with its popup blocker, like a customer's. */
export interface Everyday {
  browser: Browser;
  end(): Promise<void>;
}

/** Starts such a browser. It accepts the certificate of the comparison's provider. */
export async function startEveryday(): Promise<Everyday> {
  const { endpoint, end } = await startBrowser('about:blank', ['--ignore-certificate-errors']);
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
  return {
    browser,
    end: async () => {
      await browser.close();
      await end();
    },
  };
}

/** Gives a new private window of a browser to `use`, and closes it. Playwright makes every page of it seem to be in front. */
export async function inPrivate<T>(browser: Browser, use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/** Gives the ordinary window of a browser of its own to `use`, where pages can be in the background. */
export async function inOwn<T>(use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const { browser, end } = await startEveryday();
  try {
    const [context] = browser.contexts();
    if (!context) throw new Error('The browser has no window');
    return await use(context);
  } finally {
    await end();
  }
}
