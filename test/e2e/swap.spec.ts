// Tests page transitions that show two pages at once.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { LIBRARIES, opensSwapping } from './page-transitions.js';
import { WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const EXCHANGE = '**/api/wise/exchange';
const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';

// With reduced motion there is no transition, and so no overlap.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.beforeEach(() => newWise());

/** Swaps the pages with the library, which shows both for a time. Resolves when the old one is removed. */
async function swaps(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counts: number[] = [];
    Object.assign(window, { counts, first: document.querySelector('wise-link') });
    new MutationObserver(() => counts.push(document.querySelectorAll('wise-link').length)).observe(document, { childList: true, subtree: true });
  });
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.waitForFunction(() => !Reflect.get(window, 'first').isConnected);
  expect(Math.max(...(await page.evaluate(() => Reflect.get(window, 'counts')))), 'both elements were on the page').toBe(2);
  await expect(page.locator('wise-link')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible();
}

for (const library of LIBRARIES) {
  test(`${library.name} swaps the pages while the customer is at Wise: the new element links, by one exchange`, async ({ page }) => {
    const customer = new PlaywrightCustomer(page);
    await logInAtBank(customer, 'popup.html');
    await opensSwapping(page, library);
    const window = await customer.pressAndFollow(LAUNCH);
    await window.page.waitForURL(`${WISE}/**`);
    await swaps(page);
    await customer.reads('Continue in the Wise window.');
    await giveAccess(window);
    await customer.reads(LINKED);
    expect(await exchangesAtWise()).toBe(1);
    expect(await storedLinks(page)).toHaveLength(1);
    await forgetLinks(page);
  });

  test(`${library.name} swaps the pages while the code is with the bank: the same request is answered once`, async ({ page }) => {
    let calls = 0;
    page.on('request', (request) => (calls += Number(request.url().endsWith('/api/wise/exchange'))));
    const customer = new PlaywrightCustomer(page);
    await logInAtBank(customer, 'popup.html');
    await opensSwapping(page, library);
    const call = heldBack(page, EXCHANGE, true);
    await giveAccess(await customer.pressAndFollow(LAUNCH));
    await call.arrived;
    await swaps(page);
    call.release();
    await customer.reads(LINKED);
    expect([calls, await exchangesAtWise()]).toEqual([1, 1]);
    await forgetLinks(page);
  });
}
