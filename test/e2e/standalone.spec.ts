import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { giveAccess, logInAtBank, newWise } from './flows.js';
import { PlaywrightCustomer } from './playwright-customer.js';

test.beforeEach(() => newWise());

/** From the button to "linked". */
async function links(customer: PlaywrightCustomer): Promise<void> {
  await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
  await customer.reads('Your Wise account is linked.');
  await forgetLinks(customer.page);
}

test('the classic file links by a script tag alone', async ({ page }) => {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'script-tag.html');
  expect(await page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/src/index.ts')))).toBe(false);
  await links(customer);
});

test('the module file links', async ({ page }) => {
  const body = await readFile(new URL('../../dist/cdn/wise-link.js', import.meta.url), 'utf8');
  await page.route('**/element.ts', (route) => route.fulfill({ contentType: 'text/javascript', body }));
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'popup.html');
  await links(customer);
});

test('D12 without the script the page still shows a way', async ({ page }) => {
  await page.route('**/element.ts', (route) => route.abort());
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'popup.html');
  await expect(page.getByRole('link', { name: 'Link your Wise account by contacting us' })).toBeVisible();
});
