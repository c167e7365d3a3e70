// The checks of `npm run bundlers` in a browser.
import { expect, type Browser, type Page } from '@playwright/test';
import { faultsOf } from '../e2e/bare-page.js';
import { giveAccess, newWise } from '../e2e/flows.js';
import { BANK } from '../e2e/places.js';
import { PlaywrightCustomer } from '../e2e/playwright-customer.js';

/** Links an account on the bank's page. No policy may be violated. */
export async function links(browser: Browser): Promise<void> {
  await newWise();
  await visit(browser, async (page) => {
    const customer = new PlaywrightCustomer(page);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
  });
}

/** Fetches another language. No policy may be violated. */
export async function speaksGerman(browser: Browser): Promise<void> {
  await visit(browser, async (page) => {
    await page.evaluate(() => (document.documentElement.lang = 'de'));
    await expect(page.locator('wise-link [part=status]')).toContainText('Melden Sie sich bei Wise an');
  });
}

/** Counts the warnings about a second copy of the element, which only the entry for development has. */
export async function warningsOfCopies(browser: Browser): Promise<number> {
  const warnings: string[] = [];
  await visit(browser, async (page) => {
    page.on('console', (message) => /already defined/.test(message.text()) && warnings.push(message.text()));
    await page.addInitScript(() => customElements.define('wise-link', class extends HTMLElement {}));
    await page.reload();
  });
  return warnings.length;
}

async function visit(browser: Browser, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  try {
    await context.request.post(`${BANK}/api/session`, { headers: { Origin: BANK }, data: { customer: 'sarah', password: 'bank' } });
    const page = await context.newPage();
    const faults = await faultsOf(page);
    await page.goto(BANK);
    await page.locator('wise-link:defined').waitFor();
    await work(page);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
}
