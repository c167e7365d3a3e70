// Tests the built files for script tags.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { giveAccess, logInAtBank, newWise } from './flows.js';
import { BANK } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

test.beforeEach(() => newWise());

/** Links an account in a popup. */
async function links(customer: PlaywrightCustomer): Promise<void> {
  await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(customer.page);
}

test('the classic file links with only a script tag', async ({ page }) => {
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

test('the redirect page delivers with its script in a separate file, under its own policy', async ({ page, context }) => {
  const built = (file: string): Promise<string> => readFile(new URL(`../../dist/cdn/${file}`, import.meta.url), 'utf8');
  const [html, script] = await Promise.all([built('callback-external.html'), built('callback.js')]);
  await context.route('**/external.html?*', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await context.route('**/callback.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  await page.goto(`${BANK}/popup.html`);
  const letter = page.evaluate(
    () =>
      new Promise((resolve) => {
        const channel = new BroadcastChannel('wise-link:S');
        channel.addEventListener('message', ({ data }) => {
          channel.postMessage({ type: data.type });
          resolve(data.letter);
        });
      }),
  );
  const redirectPage = await context.newPage();
  const address = `${BANK}/external.html?code=c&state=S`;
  await redirectPage.goto(address);
  expect(await letter).toBe(address);
  await expect(redirectPage.getByText('Done. You can close this window.')).toBeVisible();
  expect(redirectPage.url()).toBe(`${BANK}/external.html`);
});

test('D12 without the script the page still shows a way to link', async ({ page }) => {
  await page.route('**/element.ts', (route) => route.abort());
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'popup.html');
  await expect(page.getByRole('link', { name: 'Link your Wise account by contacting us' })).toBeVisible();
});
