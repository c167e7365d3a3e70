// Tests `status-url` after a reload and with ended sessions.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const EXCHANGE = '**/api/wise/exchange';
const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const SARAH = 'S••• J••• · personal •••5282';

let customer: PlaywrightCustomer;

test.beforeEach(async ({ page }) => {
  customer = new PlaywrightCustomer(page);
  await newWise();
});

test.afterEach(async ({ page }) => {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await forgetLinks(page);
});

/** Holds the exchange, before or after the bank receives it, without an answer for the page. */
async function duringExchange(path: string, isReceived: boolean): Promise<() => void> {
  await logInAtBank(customer, path);
  const { arrived, release } = heldBack(customer.page, EXCHANGE, isReceived);
  if (path === 'popup.html') await giveAccess(await customer.pressAndFollow(LAUNCH));
  else {
    await customer.press(LAUNCH);
    await giveAccess(customer);
  }
  await arrived;
  return release;
}

for (const path of ['popup.html', 'redirect.html']) {
  test(`X25 I7 ${path} is reloaded during the exchange: the element requests the status, and shows the link`, async ({ page }) => {
    const release = await duringExchange(path, true);
    const asked = page.waitForRequest(/\/api\/wise\/status\?attempt=a_/);
    await page.reload();
    release();
    await asked;
    await customer.reads(LINKED);
    expect(await exchangesAtWise()).toBe(1);
    expect(await storedLinks(page)).toEqual([SARAH]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
}

test('X25 X28 reloaded while the bank is processing: it waits as the bank says, and shows the link', async ({ page }) => {
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow(LAUNCH);
  const sent = page.waitForRequest(EXCHANGE);
  await page.route(EXCHANGE, async (route) => {
    await setLatency(2500);
    await route.continue();
  }, { times: 1 });
  await giveAccess(atWise);
  await sent;
  const processing = page.waitForResponse(async (response) =>
    response.url().includes('/api/wise/status?attempt=') && (await response.text().catch(() => '')).includes('"processing"'));
  await expect.poll(exchangesAtWise).toBe(1);
  await page.reload();
  await processing;
  await customer.reads('One moment. Keep this page open.');
  await setLatency(0);
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
});

test('X25 G4 the tab is closed while the code is with the bank: the page shows the link when opened again', async ({ page, context }) => {
  const opened = new PlaywrightCustomer(await context.newPage());
  const own = customer;
  customer = opened;
  const release = await duringExchange('popup.html', true);
  await opened.page.close();
  release();
  await own.visit(`${BANK}/popup.html`);
  await own.reads(LINKED);
  await expect(page.getByText('idle → linked')).toBeVisible();
  await expect(page.getByText('wise-link-success'), 'an existing link fires no success event').toHaveCount(0);
  expect(await exchangesAtWise()).toBe(1);
});

test('X25 the bank has refused in the meantime: on return the card shows the refusal, and offers another account', async ({ page }) => {
  await logInAtBank(customer, 'popup.html');
  const { arrived, release } = heldBack(page, EXCHANGE, true);
  await giveAccess(await customer.pressAndFollow(LAUNCH), 'Sarah Jenkins (another person)');
  await arrived;
  await page.reload();
  release();
  await customer.reads('We could not confirm that this account is yours.');
  expect(await storedLinks(page)).toEqual([]);
  const again = await customer.pressAndFollow('Use another account');
  await again.press('Not you? Log out');
  await giveAccess(again);
  await customer.reads(LINKED);
});

test('X25 the bank never received the code: on return the card says so, and the customer starts again', async ({ page }) => {
  await logInAtBank(customer, 'popup.html');
  const { arrived, release } = heldBack(page, EXCHANGE, false, true);
  await giveAccess(await customer.pressAndFollow(LAUNCH));
  await arrived;
  await page.reload();
  release();
  await customer.reads('We could not connect your account. Start again.');
  expect(await exchangesAtWise()).toBe(0);
  const again = await customer.pressAndFollow('Start again');
  await again.press('Continue');
  await again.press('Give access');
  await customer.reads(LINKED);
});

test('X23 the session has ended when the code reaches the bank: after a new log-in the same code links, once the customer says "yes"', async ({ page }) => {
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/wise/exchange')) keys.push(request.headers()['idempotency-key']);
  });
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow(LAUNCH);
  await atWise.page.waitForURL(`${WISE}/**`);
  await inAnotherTab(page, () => fetch('/api/session', { method: 'DELETE' }));
  await giveAccess(atWise);
  await customer.reads('You have been logged out. Log in again, then try again.');
  expect(await exchangesAtWise()).toBe(0);
  await inAnotherTab(page, logIn);
  await customer.press('Try again');
  await customer.reads('Is this your Wise account?');
  expect(new Set(keys).size).toBe(1);
  await customer.press('Yes, connect it');
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
});

test('X23 another customer has logged in when the code reaches the bank: the bank refuses it', async ({ page }) => {
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow(LAUNCH);
  await atWise.page.waitForURL(`${WISE}/**`);
  await inAnotherTab(page, async () => {
    const body = JSON.stringify({ customer: 'omar', password: 'bank' });
    await fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  });
  await giveAccess(atWise);
  await customer.reads('We could not connect your account. Start again.');
  expect(await exchangesAtWise()).toBe(0);
  expect(await storedLinks(page)).toEqual([]);
});

test('X23 the session has ended on return: the card does not wait, and shows the link after a new log-in', async ({ page }) => {
  const release = await duringExchange('popup.html', true);
  await inAnotherTab(page, () => fetch('/api/session', { method: 'DELETE' }));
  await page.reload();
  release();
  await inAnotherTab(page, logIn);
  await page.reload();
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
});

async function logIn(): Promise<void> {
  const body = JSON.stringify({ customer: 'sarah', password: 'bank' });
  await fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
}

/** Does something at the bank in another tab of the same browser. */
async function inAnotherTab(page: Page, work: () => Promise<unknown>): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(`${BANK}/overview.html`);
  await other.evaluate(work);
  await other.close();
}

async function setLatency(latencyMs: number): Promise<void> {
  await fetch(`${WISE}/simulator/switches`, { method: 'POST', body: JSON.stringify({ latencyMs }) });
}
