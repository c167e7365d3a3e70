import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { startBrowser } from './browser-process.js';

/**
 * Playwright's `test`, and a page in a browser as customers have it. Playwright's own keeps no page for Back, and freezes
 * none: there every page believes that it is in front. For tests without it, too: between two kinds of `test` the worker
 * and its browser would be started anew.
 */
export const test = base.extend<{ everydayPage: Page }, { everydayBrowser: BrowserContext }>({
  everydayBrowser: [
    async ({ playwright }, use) => {
      const { endpoint, end } = await startBrowser();
      const connection = await playwright.chromium.connectOverCDP(endpoint, { noDefaults: true });
      const [context] = connection.contexts();
      if (!context) throw new Error('A browser without a window');
      await use(context);
      await connection.close();
      await end();
    },
    { scope: 'worker' },
  ],
  everydayPage: async ({ everydayBrowser }, use) => {
    const before = everydayBrowser.pages();
    const page = await everydayBrowser.newPage();
    // The script with which the development server reloads its pages loads them anew when its connection breaks.
    await page.route('**/@vite/client', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await use(page);
    await everydayBrowser.clearCookies();
    for (const opened of everydayBrowser.pages()) if (!before.includes(opened)) await opened.close();
  },
});
