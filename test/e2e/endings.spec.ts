// Tests attempts that do not end with a link at first.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { decline, exchangesAtWise, giveAccess, logInAtBank, newWise, setSwitches } from './flows.js';
import { WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const EXCHANGE = '**/api/wise/exchange';
const LAUNCH = 'Connect your Wise account';

let customer: PlaywrightCustomer;

test.beforeEach(async ({ page }) => {
  customer = new PlaywrightCustomer(page);
  await newWise();
});

/** Opens Wise in the window. */
async function atWise(page = 'popup.html', name = 'Sarah Jenkins'): Promise<PlaywrightCustomer> {
  await logInAtBank(customer, page, name);
  return customer.pressAndFollow(LAUNCH);
}

/** Checks that another attempt links. */
async function linksAfterAll(again: string): Promise<void> {
  const window = await customer.pressAndFollow(again);
  await giveAccess(window);
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(customer.page);
}

/** Advances the simulator's clock. */
async function wiseWaits(seconds: number): Promise<void> {
  await fetch(`${WISE}/simulator/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ advanceSeconds: seconds }),
  });
}

/** Records what the page sends to its exchange endpoint. Playwright does not show the body of a request of Firefox. */
const recordExchanges = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const exchanges: unknown[] = [];
    const { fetch } = window;
    Object.assign(window, { exchanges });
    window.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.url.endsWith('/api/wise/exchange')) exchanges.push(await request.clone().json());
      return fetch(request);
    };
  });

/** The last request to the exchange endpoint. */
const lastExchange = (page: Page): Promise<Record<string, unknown>> => page.evaluate(() => Reflect.get(window, 'exchanges').at(-1));

/** Does something to the code of the first exchange before it reaches the bank. */
async function beforeExchange(page: Page, happen: (code: string) => Promise<void>): Promise<void> {
  await recordExchanges(page);
  await page.route(
    EXCHANGE,
    async (route) => {
      await happen(String((await lastExchange(page)).code));
      await route.continue();
    },
    { times: 1 },
  );
}

test('declined at Wise: the card says so, and offers to start again', async () => {
  const window = await atWise();
  await decline(window);
  await customer.reads('You did not give access. No account was connected.');
  expect(await exchangesAtWise()).toBe(0);
  const again = await customer.pressAndFollow(LAUNCH);
  await again.press('Continue');
  await again.press('Give access');
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(customer.page);
});

test('declined at Wise without a state: the page stays as it was, and the same attempt continues', async ({ page }) => {
  await newWise({ stateOnError: false });
  await logInAtBank(customer, 'redirect.html');
  await customer.press(LAUNCH);
  await decline(customer);
  await expect(page).toHaveURL(/\/redirect\.html$/);
  await customer.reads('You came back before you had finished at Wise.');
  await customer.press('Go to Wise again');
  await customer.press('Continue');
  await customer.press('Give access');
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(page);
});

test('P12 the window closed: the card asks, and opens it again', { tag: '@whole' }, async ({ page }) => {
  const window = await atWise();
  await window.page.close();
  await page.bringToFront();
  await customer.reads('Did you close the Wise window?');
  await linksAfterAll('Open Wise again');
});

test('the window closed: continues in this tab', { tag: '@whole' }, async ({ page }) => {
  const window = await atWise();
  await window.page.close();
  await page.bringToFront();
  await customer.press('Continue in this tab');
  await giveAccess(customer);
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(page);
});

test('an account of another person: refused, nothing is stored, and the customer’s own account links', async ({ page }) => {
  const window = await atWise('mismatch.html');
  await giveAccess(window, 'Sarah Jenkins (another person)');
  await customer.reads('We could not confirm that this account is yours.');
  await customer.reads('Reference ');
  expect(await storedLinks(page)).toEqual([]);
  const again = await customer.pressAndFollow('Use another account');
  await again.press('Not you? Log out');
  await giveAccess(again);
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(page);
});

test('no profile yet: the card says so, and nothing is stored', async ({ page }) => {
  const window = await atWise();
  await window.press('Log in as Nina Roth');
  await window.press('Continue without a profile');
  await window.press('Give access');
  await customer.reads('Complete your profile at Wise, then start again.');
  expect(await storedLinks(page)).toEqual([]);
  const again = await customer.pressAndFollow('Start again');
  await again.press('Not you? Log out');
  await giveAccess(again);
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(page);
});

test('the code expired in transit: the customer starts again', async ({ page }) => {
  await beforeExchange(page, () => wiseWaits(31 * 60));
  await giveAccess(await atWise());
  await customer.reads('The code has expired or has already been used. Start again.');
  await newWise();
  await linksAfterAll('Start again');
});

test('the code used in transit: the customer starts again', async ({ page }) => {
  await beforeExchange(page, async (code) => {
    const redirectUri = `${new URL(page.url()).origin}/wise-callback.html`;
    const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'bank', code, redirect_uri: redirectUri });
    const headers = { Authorization: `Basic ${btoa('bank:banksecret')}` };
    const stolen = await fetch(`${WISE}/oauth/token`, { method: 'POST', headers, body });
    expect(stolen.status).toBe(200);
  });
  await giveAccess(await atWise());
  await customer.reads('The code has expired or has already been used. Start again.');
  await newWise();
  await linksAfterAll('Start again');
});

test('X4 the bank down briefly: the code is sent again automatically, with the same key', async ({ page }) => {
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/wise/exchange')) keys.push(request.headers()['idempotency-key']);
  });
  await page.route(EXCHANGE, (route) => route.abort('connectionrefused'), { times: 2 });
  await giveAccess(await atWise());
  await customer.reads('Your Wise account is connected.');
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
  expect(await exchangesAtWise()).toBe(1);
  await forgetLinks(page);
});

test('X4 the bank down for long: the code is kept, and "Try again" sends it', async ({ page }) => {
  await page.route(EXCHANGE, (route) => route.abort('connectionrefused'));
  await giveAccess(await atWise());
  // It has tried five times before that.
  await expect(page.getByText('The service is not available at the moment. Try again.')).toBeVisible({ timeout: 25_000 });
  await page.unroute(EXCHANGE);
  await customer.press('Try again');
  await customer.reads('Your Wise account is connected.');
  expect(await exchangesAtWise()).toBe(1);
  await forgetLinks(page);
});

test('X5 Wise down briefly: the bank says so, and the same code is sent again automatically', async ({ page }) => {
  const refused = page.waitForResponse((response) => response.url().endsWith('/api/wise/exchange') && response.status() === 503);
  await beforeExchange(page, () => setSwitches({ unavailable: true }));
  await giveAccess(await atWise());
  await refused;
  await setSwitches({ unavailable: false });
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(page);
});

test('logged out at the bank in the meantime: after a new log-in the same code links', async ({ page, context }) => {
  const window = await atWise();
  const cookies = await context.cookies(page.url());
  await context.clearCookies({ name: 'bank_session' });
  await giveAccess(window);
  await customer.reads('You have been logged out. Log in again, then try again.');
  await context.addCookies(cookies);
  await customer.press('Try again');
  await customer.reads('Your Wise account is connected.');
  await forgetLinks(page);
});

test('a business with ids beyond 2^53, and the other spelling of profileId', async ({ page }) => {
  await newWise({ profileIdName: 'profileID' });
  await recordExchanges(page);
  const window = await atWise('popup.html', 'Omar Haddad');
  await window.press('Log in as Omar Haddad');
  await window.page.getByLabel('Haddad Trading Ltd').check();
  await window.press('Continue');
  await window.press('Give access');
  await customer.reads('business profile •••0995');
  expect(await lastExchange(page)).toMatchObject({ profileId: '9007199254740995' });
  expect(await storedLinks(page)).toEqual([expect.stringMatching(/ · business •••0995$/)]);
  await forgetLinks(page);
});
