import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, linksByPopup, linksByRedirect, linksByTypedCode, logInAtBank, newWise } from './flows.js';
import { KeyboardCustomer } from './keyboard-customer.js';

/** Notes whether a pointer was used after all. */
const countClicks = (page: Page): Promise<unknown> =>
  page.context().addInitScript(() => addEventListener('pointerdown', () => sessionStorage.setItem('pointer', 'used'), true));

test.beforeEach(async ({ page }) => {
  await newWise();
  await countClicks(page);
});
test.afterEach(({ page }) => forgetLinks(page));

for (const [name, links] of [['popup', linksByPopup], ['redirect', linksByRedirect], ['typed code', linksByTypedCode]] as const) {
  test(`A2 ${name}: from the log-in to "linked" with the keyboard alone`, async ({ page }) => {
    await links(new KeyboardCustomer(page));
    expect(await exchangesAtWise()).toBe(1);
    expect(await storedLinks(page)).toEqual(['S••• J••• · personal •••5282']);
    expect(await page.evaluate(() => sessionStorage.getItem('pointer'))).toBeNull();
  });
}

test('A2 A4 Escape leaves a text that was typed, and gives up on an empty field, with the focus where it can go on', async ({ page }) => {
  const customer = new KeyboardCustomer(page);
  await logInAtBank(customer, 'email.html');
  await customer.press('Send me the e-mail');
  await customer.type('Code from Wise', 'G2s');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Code from Wise')).toHaveValue('G2s');
  await page.getByLabel('Code from Wise').clear();
  await page.keyboard.press('Escape');
  await customer.reads('Wise sends a link to the e-mail address that we have for you.');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('wise-link');
  await customer.press('Send me the e-mail');
  await expect(page.getByLabel('Code from Wise')).toBeFocused();
  await expect(page.getByLabel('Code from Wise')).toHaveValue('');
});

test('A4 when Wise is done the focus is back on the card, and tells what came of it', async ({ page }) => {
  const customer = new KeyboardCustomer(page);
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow('Connect your Wise account');
  await atWise.press('Log in as Sarah Jenkins');
  await atWise.press('Continue');
  await atWise.press('Give access');
  await customer.reads('Your Wise account is linked.');
  const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('part'));
  expect(focused).toBe('card');
});
