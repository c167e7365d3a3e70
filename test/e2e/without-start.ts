import type { BrowserContext, Page } from '@playwright/test';

/** Removes `start-url` from all pages of the bank, so that the element starts the attempt. */
export async function withoutStart(browser: BrowserContext | Page): Promise<void> {
  await browser.route(/\/(popup|redirect|email)\.html$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/ (start|status)-url="[^"]*"/g, '');
    await route.fulfill({ response, body });
  });
}
