import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { startBrowser } from './browser-process.js';

/**
 * Playwright's `test` with a page in an ordinary browser. Playwright's own browser disables the back/forward cache and freezing,
 * and every page seems to be in front. Other tests use this `test` too, because a second kind of `test` would restart the worker
 * and its browser.
 */
export const test = base.extend<{ everydayPage: Page }, { everydayBrowser: BrowserContext }>({
  everydayBrowser: [
    async ({ playwright }, use) => {
      const { endpoint, end } = await startBrowser();
      const connection = await playwright.chromium.connectOverCDP(endpoint, { noDefaults: true });
      const [context] = connection.contexts();
      if (!context) throw new Error('The browser has no window');
      await use(context);
      await connection.close();
      await end();
    },
    { scope: 'worker' },
  ],
  everydayPage: async ({ everydayBrowser }, use) => {
    const before = everydayBrowser.pages();
    const page = await everydayBrowser.newPage();
    // The development server's script reloads a page when its connection breaks.
    await page.route('**/@vite/client', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await use(page);
    await everydayBrowser.clearCookies();
    for (const opened of everydayBrowser.pages()) if (!before.includes(opened)) await opened.close();
  },
});
