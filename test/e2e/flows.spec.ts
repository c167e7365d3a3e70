// Tests the three flows.
import { expect } from '@playwright/test';
import { test } from './everyday-browser.js';
import { exchangesAtWise, linksByPopup, linksByRedirect, linksByTypedCode, newWise } from './flows.js';
import { forgetLinks, storedLinks } from './bank.js';
import { PlaywrightCustomer } from './playwright-customer.js';

test.describe('from one button to "linked"', () => {
  test.beforeEach(() => newWise());
  test.afterEach(async ({ page }) => {
    expect(await exchangesAtWise()).toBe(1);
    expect(await storedLinks(page)).toEqual(['S••• J••• · personal •••5282']);
    await forgetLinks(page);
  });

  test('popup', async ({ page }) => {
    await linksByPopup(new PlaywrightCustomer(page));
  });

  test('redirect, by the redirect page', async ({ page }) => {
    await linksByRedirect(new PlaywrightCustomer(page));
    expect(page.url()).toMatch(/\/redirect\.html$/);
  });

  test('redirect, back to the page itself', async ({ page }) => {
    await linksByRedirect(new PlaywrightCustomer(page), 'same-page.html');
    expect(page.url()).toMatch(/\/same-page\.html$/);
  });

  test('typed code', async ({ page }) => {
    await linksByTypedCode(new PlaywrightCustomer(page));
  });
});
