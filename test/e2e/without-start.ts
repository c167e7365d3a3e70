import type { BrowserContext, Page } from '@playwright/test';

/** The bank has the one endpoint that it must have: on all its pages the element begins the attempt by itself. */
export async function withoutStart(browser: BrowserContext | Page): Promise<void> {
  await browser.route(/\/(popup|redirect|email)\.html$/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/ (start|status)-url="[^"]*"/g, '');
    await route.fulfill({ response, body });
  });
}
