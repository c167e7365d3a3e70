// Tests keys, pasting and Escape on pages with their own shortcuts.
import { expect, type Page } from '@playwright/test';
import { logInAtBank, newWise } from './flows.js';
import { test } from './everyday-browser.js';
import { awaitsCode, codeField, codeFromEmail } from './mail.js';
import { PlaywrightCustomer } from './playwright-customer.js';

test.beforeEach(() => newWise());

/** Copies a text to the clipboard from a field of the page. */
async function copies(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => {
    const area = Object.assign(document.createElement('textarea'), { value });
    document.body.prepend(area);
    area.select();
  }, text);
  await page.keyboard.press('ControlOrMeta+C');
  await page.evaluate(() => document.querySelector('textarea')?.remove());
}

/** Moves the element into a dialog of the bank. */
const inDialog = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const dialog = document.createElement('dialog');
    const element = document.querySelector('wise-link');
    if (!element) throw new Error('no element');
    document.body.append(dialog);
    dialog.append(element);
    dialog.showModal();
  });
const isOpen = (page: Page): Promise<boolean | undefined> => page.evaluate(() => document.querySelector('dialog')?.open);
const phase = (page: Page): Promise<string | undefined> => page.evaluate(() => document.querySelector('wise-link')?.phase);

for (const [name, capture] of [['last of all', false], ['first of all', true]] as const) {
  test(`E5 the page prevents every keydown unless an input is its target, ${name}: everything typed arrives in the field`, async ({ page }) => {
    const customer = await awaitsCode(page);
    const code = await codeFromEmail(customer);
    await page.evaluate((isFirst) => {
      const prevent = (event: Event): void => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      };
      for (const type of ['keydown', 'keypress', 'beforeinput', 'paste']) addEventListener(type, prevent, isFirst);
    }, capture);
    await codeField(page).focus();
    await page.keyboard.type(`${code}x`);
    await page.keyboard.press('Backspace');
    await expect(codeField(page)).toHaveValue(code);
    await page.keyboard.press('Enter');
    await customer.reads('Is this your Wise account?');
  });
}

test('H22 E5 a code can be pasted and undone on a page that handles every paste', async ({ page }) => {
  await awaitsCode(page);
  await copies(page, 'G2s8EJ');
  await page.evaluate(() => document.addEventListener('paste', (event) => event.preventDefault(), true));
  await codeField(page).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(codeField(page)).toHaveValue('G2s8EJ');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(codeField(page)).toHaveValue('');
});

test('E5 two pasted lines are two codes: refused with the reason', async ({ page }) => {
  const customer = await awaitsCode(page);
  await copies(page, 'G2s8EJ\nABCDEF\n');
  await codeField(page).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await customer.press('Continue');
  await customer.reads('This is more than one line. Enter only one code.');
});

test('one Escape in a dialog does one thing: it cancels the attempt, the next one closes the dialog', async ({ page }) => {
  await awaitsCode(page);
  await inDialog(page);
  await codeField(page).focus();
  await page.keyboard.press('Escape');
  expect([await phase(page), await isOpen(page)]).toEqual(['idle', true]);
  await page.keyboard.press('Escape');
  await expect.poll(() => isOpen(page)).toBe(false);
});

test('Escape in a dialog during “is this your account?” closes the dialog, and answers nothing', async ({ page }) => {
  const customer = await awaitsCode(page);
  const code = await codeFromEmail(customer);
  await inDialog(page);
  await customer.type('Code from Wise', code);
  await codeField(page).press('Enter');
  await customer.reads('Is this your Wise account?');
  await page.keyboard.press('Escape');
  await expect.poll(() => isOpen(page)).toBe(false);
  expect(await phase(page)).toBe('confirming');
});

test('Escape that the page handles does not change the attempt', async ({ page }) => {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'email.html');
  await customer.press('Send me the email');
  await expect(codeField(page)).toBeEditable();
  await codeField(page).focus();
  await page.evaluate(() => addEventListener('keydown', (event) => event.preventDefault()));
  await page.keyboard.press('Escape');
  expect(await phase(page)).toBe('awaiting-code');
});
