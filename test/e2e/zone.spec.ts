// Tests the element in Angular’s zone.
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { bundled } from '../support/bundled.js';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { giveAccess, logInAtBank, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const ATTRIBUTES = {
  environment: 'sandbox',
  'client-id': 'bank',
  mode: 'popup',
  'redirect-uri': `${BANK}/wise-callback.html`,
  'authorize-url': `${WISE}/oauth/authorize/`,
  'start-url': '/api/wise/start',
  'status-url': '/api/wise/status',
  'exchange-url': '/api/wise/exchange',
};

test.beforeEach(() => newWise());

/** A page of the bank with the element and zone.js. As in Angular's builder, `async` is compiled away, because zone.js cannot patch it. */
async function opensWithZone(page: Page): Promise<void> {
  const script = await bundled(fileURLToPath(new URL('angular-page.ts', import.meta.url)), 'angular', 'es2016');
  await page.route(`${BANK}/angular.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await page.route(`${BANK}/angular.html`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Angular</title></head><body><script src="/angular.js"></script></body></html>',
    }),
  );
  await page.goto(`${BANK}/angular.html`);
  await page.evaluate((attributes) => Reflect.get(window, 'angular').draw(attributes), ATTRIBUTES);
}

/** Checks that Angular's zone has no pending tasks. */
async function becomesStable(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { zone } = Reflect.get(window, 'angular');
    return zone.isStable && !zone.hasPendingMacrotasks && !zone.hasPendingMicrotasks;
  });
}

/** How often Angular runs change detection while the element polls the Wise window. */
async function changeDetections(page: Page): Promise<number> {
  await page.evaluate(() => {
    const counts = { looks: 0, drawn: 0 };
    Object.assign(window, { counts });
    document.hasFocus = () => (counts.looks++, true);
    // The return of the customer is an event; after that nothing happens.
    dispatchEvent(new Event('focus'));
    Reflect.get(window, 'angular').zone.onMicrotaskEmpty.subscribe(() => counts.drawn++);
  });
  await page.waitForFunction(() => Reflect.get(window, 'counts').looks > 3);
  return page.evaluate(() => Reflect.get(window, 'counts').drawn);
}

test('Angular’s zone is stable before the launch, after the link, and while the Wise window is open, when no change detection runs', async ({ page }) => {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'popup.html');
  await opensWithZone(page);
  await becomesStable(page);
  const wise = await customer.pressAndFollow('Connect your Wise account');
  await customer.reads('Continue in the Wise window.');
  await wise.page.waitForURL(`${WISE}/**`);
  await becomesStable(page);
  expect(await changeDetections(page)).toBe(0);
  await giveAccess(wise);
  await customer.reads('Your Wise account is connected.');
  await becomesStable(page);
  await forgetLinks(page);
});
