// Tests lost answers and offline browsers.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
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

/** The idempotency keys of all exchange requests. */
function keysOf(page: Page): Set<string | undefined> {
  const keys = new Set<string | undefined>();
  page.on('request', (request) => {
    if (request.url().endsWith('/api/wise/exchange')) keys.add(request.headers()['idempotency-key']);
  });
  return keys;
}

/** Gives access, and waits until the code is submitted. */
async function submitsCode(): Promise<void> {
  await logInAtBank(customer, 'popup.html');
  await giveAccess(await customer.pressAndFollow(LAUNCH));
}

/** Checks that there is one link, by one exchange. */
async function isLinkedOnce(): Promise<void> {
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
  expect(await storedLinks(customer.page)).toEqual([SARAH]);
}

test('X2 offline while the code is sent: the card says so, and the code is sent again with the same key once online', async ({ page, context }) => {
  const keys = keysOf(page);
  const { arrived, release } = heldBack(page, EXCHANGE, false, true);
  await submitsCode();
  await arrived;
  // Set the whole browser offline, because a closing window can prevent the event in the other pages.
  await expect.poll(() => context.pages().length).toBe(1);
  await context.setOffline(true);
  await page.waitForFunction(() => !navigator.onLine);
  release();
  await customer.reads('You are offline. We will continue when you are online again.');
  expect(await exchangesAtWise()).toBe(0);
  await context.setOffline(false);
  await isLinkedOnce();
  expect(keys.size).toBe(1);
});

test('X22 I5 the answer is lost after the bank has linked: the same request gets the stored answer, and Wise is called once', async ({ page }) => {
  const keys = keysOf(page);
  await page.route(EXCHANGE, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  }, { times: 1 });
  await submitsCode();
  await isLinkedOnce();
  expect(keys.size).toBe(1);
});

test('I3 the bank already has the key with another body: the card says so, nothing is sent again, and a new attempt links', async ({ page }) => {
  const keys = keysOf(page);
  const body = JSON.stringify({ code: 'idempotency_key_reused', status: 422, retryable: false, codeConsumed: false });
  await page.route(EXCHANGE, (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body }), { times: 1 });
  await submitsCode();
  await customer.reads('We could not connect your account. Start again.');
  const again = await customer.pressAndFollow('Start again');
  await again.press('Continue');
  await again.press('Give access');
  await isLinkedOnce();
  expect(keys.size).toBe(2);
});

for (const [how, hours] of [['a day fast', 24], ['a day slow', -24]] as const) {
  test(`X26 the customer’s clock is ${how}: it links`, async ({ context }) => {
    await context.clock.install({ time: Date.now() + hours * 3_600_000 });
    await submitsCode();
    await isLinkedOnce();
  });
}
