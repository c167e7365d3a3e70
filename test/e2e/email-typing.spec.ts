// Tests the ways to enter and submit a code.
import { expect, type CDPSession, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { awaitsCode, codeField, codeFromEmail, followsEmail, submittedCodes } from './mail.js';

test.beforeEach(() => newWise());

/** The keyCode of keys that an input method handles; they write nothing. */
async function pressWhileComposing(cdp: CDPSession, key: string): Promise<void> {
  const taken = { key, code: key, windowsVirtualKeyCode: 229 };
  await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...taken });
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...taken });
}

/** Sets the text of the page's heading. */
async function putOnPage(page: Page, text: string): Promise<void> {
  await page.locator('h1').evaluate((heading, textContent) => {
    heading.append(' ', Object.assign(document.createElement('span'), { id: 'note', textContent }));
  }, text);
}

/** Each has its own code, unknown to Wise, because the bank accepts no code twice. */
const WAYS: [name: string, code: string, write: (page: Page, code: string) => Promise<void>][] = [
  ['typed key by key', 'G2s8EJ', (page, code) => codeField(page).pressSequentially(code)],
  ['dictated or filled in by the browser', 'G2s8EK', async (page, code) => {
    await codeField(page).focus();
    await page.keyboard.insertText(code);
  }],
  ['dropped', 'G2s8EL', async (page, code) => {
    // Drag from the heading to the field, both visible.
    await page.setViewportSize({ width: 1280, height: 1200 });
    await putOnPage(page, code);
    await page.locator('#note').dblclick();
    await page.locator('#note').dragTo(codeField(page));
  }],
  ['composed by an input method, which handles Escape and Enter', 'G2s8EM', async (page, code) => {
    const cdp = await page.context().newCDPSession(page);
    await codeField(page).focus();
    await cdp.send('Input.imeSetComposition', { text: 'G2s', selectionStart: 3, selectionEnd: 3 });
    for (const key of ['Escape', 'Enter']) await pressWhileComposing(cdp, key);
    await expect(codeField(page)).toHaveValue('G2s');
    await cdp.send('Input.insertText', { text: code });
  }],
];

for (const [name, code, write] of WAYS) {
  test(`E4 E5 a code ${name} waits in the field until it is submitted`, async ({ page }) => {
    const submitted = submittedCodes(page);
    const customer = await awaitsCode(page);
    await write(page, code);
    await expect(codeField(page)).toHaveValue(code);
    await expect(page.locator('#events')).not.toContainText('awaiting-code →');
    expect(submitted).toEqual([]);
    await customer.press('Continue');
    await customer.reads('You have 4 attempts left.');
    expect(submitted).toEqual([code]);
  });
}

test('A11 E5 the code copied at Wise and pasted waits in the field until it is submitted, unchanged', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const submitted = submittedCodes(page);
  const customer = await awaitsCode(page);
  const mail = await followsEmail(customer);
  const code = await mail.readsCode();
  await mail.page.locator('#code').dblclick();
  await mail.page.keyboard.press('ControlOrMeta+C');
  await page.bringToFront();
  await codeField(page).focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(codeField(page)).toHaveValue(code);
  await expect(page.locator('#events')).not.toContainText('awaiting-code →');
  expect(submitted).toEqual([]);
  await customer.press('Continue');
  await customer.reads('Is this your Wise account?');
  expect(submitted).toEqual([code]);
});

test('E7 Enter submits, and pressed twice it submits once', async ({ page }) => {
  const submitted = submittedCodes(page);
  const customer = await awaitsCode(page);
  const code = await codeFromEmail(customer);
  const call = heldBack(page, '**/api/wise/exchange', false);
  await codeField(page).fill(code);
  await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
  await call.arrived;
  // Press again while the request is running.
  await page.keyboard.press('Enter');
  call.release();
  await customer.reads('Is this your Wise account?');
  expect(submitted).toEqual([code]);
});

test('E7 Enter twice on a wrong code costs one try', async ({ page }) => {
  const submitted = submittedCodes(page);
  const customer = await awaitsCode(page);
  await codeField(page).fill('G2s8EN');
  const call = heldBack(page, '**/api/wise/exchange', false);
  await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
  await call.arrived;
  call.release();
  await customer.reads('You have 4 attempts left.');
  expect(submitted).toEqual(['G2s8EN']);
});
