// Tests the email flow: wrong codes, refusals, pauses.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { newWise } from './flows.js';
import { askedOfWise, awaitsCode, codeField, codeFromEmail, followsEmail, submittedCodes } from './mail.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const EMAIL = '**/api/wise/email';

test.beforeEach(() => newWise());

test('E8 a wrong code: reported at the field, replaced by the next code, and the right one links', async ({ page }) => {
  const customer = await awaitsCode(page);
  const code = await codeFromEmail(customer);
  await customer.type('Code from Wise', 'WRONG1');
  await customer.press('Continue');
  await customer.reads('The code is not correct. Check capital and small letters, and look-alikes such as O and 0. You have 4 attempts left.');
  const field = codeField(page);
  await expect(field).toHaveValue('WRONG1');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  expect(await askedOfWise()).toEqual({ exchanges: 1, refused: 1, emails: 1 });
  // The text is selected, so typing replaces it.
  await page.keyboard.insertText(code);
  await expect(field).toHaveValue(code);
  await page.keyboard.press('Enter');
  await customer.reads('Is this your Wise account?');
  await customer.reads('S••• J••• · personal profile •••5282');
  expect(await storedLinks(page)).toEqual([]);
  await customer.press('Yes, connect it');
  await customer.reads('Your Wise account is connected.');
  expect(await askedOfWise()).toEqual({ exchanges: 2, refused: 1, emails: 1 });
  expect(await storedLinks(page)).toEqual(['S••• J••• · personal •••5282']);
  await forgetLinks(page);
});

test('"No, it is not mine": nothing is stored, the code is used up, and the question does not come back', async ({ page }) => {
  const customer = await awaitsCode(page);
  const code = await codeFromEmail(customer);
  await customer.type('Code from Wise', code);
  await customer.press('Continue');
  await customer.press('No, it is not mine');
  await customer.reads('No account was connected.');
  expect(await storedLinks(page)).toEqual([]);
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'bank', code, redirect_uri: `${BANK}/wise-callback.html` });
  const headers = { Authorization: `Basic ${btoa('bank:banksecret')}` };
  const again = await fetch(`${WISE}/oauth/token`, { method: 'POST', headers, body });
  expect([again.status, await again.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_grant' })]);
  expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).toBe('[{},{}]');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Send me the email' })).toBeVisible();
  await expect(page.locator('#links li')).toHaveCount(0);
});

/** Makes the bank's answers claim a pause of a minute. The test servers enforce none. */
async function pauses(context: BrowserContext): Promise<void> {
  await context.route(EMAIL, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), resendAfterSeconds: 60 } });
  });
}

test('E11 the pause after an email applies to all tabs, survives a reload, and ends', async ({ page, context }) => {
  const customer = await awaitsCode(page);
  const other = new PlaywrightCustomer(await context.newPage());
  await other.page.clock.install();
  const asked: string[] = [];
  other.page.on('request', (request) => request.url().endsWith('/api/wise/email') && asked.push(request.url()));
  await other.visit(`${BANK}/email.html`);
  await other.press('Send me the email');
  await expect(other.page.getByRole('button', { name: 'Send the email again', exact: true })).toBeEnabled();
  await pauses(context);
  await page.bringToFront();
  await customer.press('Send the email again');

  const counting = /^Send the email again in [1-6]0 seconds$/;
  for (const tab of [page, other.page]) await expect(tab.getByRole('button', { name: counting })).toBeDisabled();
  await other.page.getByRole('button', { name: counting }).click({ force: true });
  await page.reload();
  await customer.reads('Enter the code that Wise showed you.');
  await expect(page.getByRole('button', { name: counting })).toBeDisabled();

  await other.page.clock.fastForward('01:01');
  await expect(other.page.getByRole('button', { name: 'Send the email again', exact: true })).toBeEnabled();
  expect(asked).toHaveLength(1);
  await other.press('Send the email again');
  await expect(other.page.getByRole('button', { name: counting })).toBeDisabled();
  expect(asked).toHaveLength(2);
  expect(await askedOfWise()).toMatchObject({ emails: 4 });
});

/** Everything that the customer and the page receive after the email is requested, and after a code that Wise does not know. */
async function learned(page: Page, wrong: string): Promise<{ card: string[]; answer: Record<string, unknown> }> {
  // The card shows a time of day.
  await page.clock.setFixedTime(new Date(2026, 10, 25, 12));
  // Read in the route, because the browser does not keep the answer of a keepalive request.
  let answer: Record<string, unknown> = {};
  await page.route(EMAIL, async (route) => {
    const response = await route.fetch();
    answer = (await response.json()) as Record<string, unknown>;
    await route.fulfill({ response });
  });
  const customer = await awaitsCode(page);
  const look = async (): Promise<string[]> => [
    await page.locator('wise-link').ariaSnapshot(),
    await page.locator('wise-link').evaluate(({ shadowRoot }) => shadowRoot?.querySelector('form')?.innerText ?? ''),
    await page.locator('#events').innerText(),
  ];
  const before = await look();
  await customer.type('Code from Wise', wrong);
  await customer.press('Continue');
  await customer.reads('You have 4 attempts left.');
  // The reference differs for each attempt.
  const card = [...before, ...(await look())].map((text) => text.replaceAll(wrong, '…').replace(/Reference [\w-]{13}/, 'Reference …'));
  return { card, answer };
}

test('E13 customers with and without a Wise account read and hear the same, word for word', async ({ page, browser }) => {
  const known = await learned(page, 'KNOWN1');
  expect(await askedOfWise()).toMatchObject({ emails: 1 });
  await newWise();
  const wise = new PlaywrightCustomer(page);
  await wise.visit(`${WISE}/settings`);
  await wise.press('Log in as Sarah Jenkins');
  await wise.type('New email', 'elsewhere@example.com');
  await Promise.all([page.waitForEvent('framenavigated'), wise.press('Change email')]);
  const context = await browser.newContext();
  const unknown = await learned(await context.newPage(), 'KNOWN2');
  expect(await askedOfWise(), 'Wise has no user with the bank’s address').toMatchObject({ emails: 0 });
  expect(unknown.card).toEqual(known.card);
  // The only number that differs counts the emails of the day.
  expect(unknown.answer).toEqual({ ...known.answer, resendsLeft: Number(known.answer.resendsLeft) - 1 });
  await context.close();
});

test('E18 after a visit to the mail app, with the page hidden, the step and the text are there; after a reload only the step', { tag: '@whole' }, async ({ everydayPage: page }) => {
  const submitted = submittedCodes(page);
  const customer = await awaitsCode(page);
  await codeField(page).fill('HALF');
  const mail = await followsEmail(customer);
  const code = await mail.readsCode();
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
  await mail.page.close();
  await page.bringToFront();
  await expect(codeField(page)).toHaveValue('HALF');
  await page.reload();
  await customer.reads('Enter the code that Wise showed you.');
  await expect(codeField(page)).toHaveValue('');
  await codeField(page).fill(code);
  await customer.press('Continue');
  await customer.reads('Is this your Wise account?');
  expect(submitted).toEqual([code]);
});
