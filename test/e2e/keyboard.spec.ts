// Tests the flows and the focus with the keyboard alone.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, linksByPopup, linksByRedirect, linksByTypedCode, logInAtBank, newWise } from './flows.js';
import { KeyboardCustomer } from './keyboard-customer.js';

/** Records whether a pointer was used. */
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

test('A2 A4 Escape keeps typed text, and cancels with an empty field, with the focus on the next control', async ({ page }) => {
  const customer = new KeyboardCustomer(page);
  await logInAtBank(customer, 'email.html');
  await customer.press('Send me the email');
  await expect(page.getByLabel('Code from Wise')).toBeEditable();
  await customer.type('Code from Wise', 'G2s');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Code from Wise')).toHaveValue('G2s');
  await page.getByLabel('Code from Wise').clear();
  await page.keyboard.press('Escape');
  await customer.reads('Wise will email you a link, at the address we have for you.');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('wise-link');
  await customer.press('Send me the email');
  await expect(page.getByLabel('Code from Wise')).toBeFocused();
  await expect(page.getByLabel('Code from Wise')).toHaveValue('');
});

/** Adds a focused error summary with a link to the element. */
async function errorSummary(page: Page, isFocused = false): Promise<void> {
  await logInAtBank(new KeyboardCustomer(page), 'popup.html');
  await page.evaluate((calls) => {
    document.querySelector('wise-link')?.setAttribute('id', 'wise');
    const link = Object.assign(document.createElement('a'), { href: '#wise', textContent: 'Connect Wise first' });
    if (calls) link.addEventListener('click', (event) => {
      event.preventDefault();
      document.querySelector('wise-link')?.focus();
    });
    document.body.prepend(link);
    link.focus();
  }, isFocused);
  await page.keyboard.press('Enter');
}

/** The focused elements: on the page, and in the element. */
const focused = (page: Page): Promise<unknown> =>
  page.evaluate(() => [document.activeElement?.id, document.activeElement?.shadowRoot?.activeElement?.getAttribute('part')]);

// For a link to a host that delegates focus, Chromium moves only the sequential focus starting point.
test('A4 the link of an error summary goes to the element: the next Tab is on its first control', async ({ page }) => {
  await errorSummary(page);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toEqual(['wise', 'launch']);
});

test('A4 focus() of an error summary moves the focus into the element, and Tab to its first control', async ({ page }) => {
  await errorSummary(page, true);
  expect(await focused(page)).toEqual(['wise', 'card']);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toEqual(['wise', 'launch']);
});

test('A4 text of the card can be selected with the pointer, and no button gets the focus', async ({ page }) => {
  await logInAtBank(new KeyboardCustomer(page), 'popup.html');
  const status = page.locator('wise-link [part=status]');
  await status.scrollIntoViewIfNeeded();
  const box = await status.boundingBox();
  if (!box) throw new Error('The status is not visible');
  await page.mouse.move(box.x + 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 4, { steps: 4 });
  await page.mouse.up();
  expect(await page.evaluate(() => [String(getSelection()).length > 10, document.activeElement?.shadowRoot?.activeElement?.getAttribute('part')])).toEqual([true, 'card']);
});

test('A4 after Wise the focus is on the card, which announces the result', async ({ page }) => {
  const customer = new KeyboardCustomer(page);
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow('Connect your Wise account');
  await atWise.press('Log in as Sarah Jenkins');
  await atWise.press('Continue');
  await atWise.press('Give access');
  await customer.reads('Your Wise account is connected.');
  const focused = await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('part'));
  expect(focused).toBe('card');
});
