// Tests attempts that the backend starts.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const START = '**/api/wise/start';
const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const SARAH = 'S••• J••• · personal •••5282';

let customer: PlaywrightCustomer;

test.beforeEach(async ({ page }) => {
  customer = new PlaywrightCustomer(page);
  await newWise();
});

test.afterEach(async ({ page }) => {
  // A prefetched start may still be running.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await forgetLinks(page);
});

/** The answers to start requests, and the exchange requests of the page. */
interface Calls {
  started: { attemptId: string; state: string }[];
  asked: Record<string, unknown>[];
  exchanges: Record<string, unknown>[];
}

function recordCalls(page: Page): Calls {
  const calls: Calls = { started: [], asked: [], exchanges: [] };
  page.on('request', (request) => {
    const body = (): Record<string, unknown> => JSON.parse(request.postData() ?? '{}');
    if (request.url() === `${BANK}/api/wise/start`) calls.asked.push(body());
    if (request.url() === `${BANK}/api/wise/exchange`) calls.exchanges.push(body());
  });
  // Read in the route, because the answer is lost once the page navigates.
  void page.route(START, async (route) => {
    const response = await route.fetch();
    if (response.ok()) calls.started.push(await response.json());
    await route.fulfill({ response }).catch(() => {});
  });
  return calls;
}

/** Delays the start request, so that its answer is too late for the click. */
const slowStart = (page: Page): ReturnType<typeof heldBack> => heldBack(page, START, false);

/** Checks that the attempt that the bank started is linked, by one exchange. */
async function isLinkedBy({ started, exchanges }: Calls): Promise<void> {
  await customer.reads(LINKED);
  const { attemptId, state } = started.find((attempt) => attempt.state === exchanges[0]?.state) ?? {};
  expect(exchanges[0]).toMatchObject({ attemptId, state });
  expect(await exchangesAtWise()).toBe(1);
  expect(await storedLinks(customer.page)).toEqual([SARAH]);
}

const stateIn = (url: string): string => new URL(url).searchParams.get('state') ?? '';

test.describe('the bank starts the attempt', () => {
  test('L1 before the click, and Wise opens in the click with the bank’s state', async ({ page }) => {
    const calls = recordCalls(page);
    await logInAtBank(customer, 'popup.html');
    await page.getByRole('button', { name: LAUNCH }).hover();
    await expect.poll(() => calls.started.length).toBe(1);
    const urls: string[] = [];
    await page.exposeFunction('opened', (url: string) => void urls.push(url));
    await page.evaluate(() => {
      const { open } = window;
      window.open = (url, ...rest) => {
        Reflect.get(window, 'opened')(String(url));
        return open.call(window, url, ...rest);
      };
    });
    const atWise = await customer.pressAndFollow(LAUNCH);
    await giveAccess(atWise);
    await isLinkedBy(calls);
    expect(urls.map(stateIn)).toEqual([calls.started[0]?.state]);
    expect(calls.asked[0]).toEqual({ flow: 'popup', environment: 'sandbox', locale: 'en-GB', redirectUri: `${BANK}/wise-callback.html` });
  });

  test('L6 the bank is slow: a window opens in the same task as the click, says what follows, and then goes to Wise', async ({ page }) => {
    const calls = recordCalls(page);
    const start = slowStart(page);
    await logInAtBank(customer, 'popup.html');
    await page.evaluate(() => {
      const order: string[] = [];
      const { open } = window;
      window.open = (...rest) => {
        order.push('open');
        return open.apply(window, rest);
      };
      addEventListener('click', () => {
        order.push('click');
        setTimeout(() => order.push('another task'));
      }, true);
      Object.assign(window, { order });
    });
    const atWise = await customer.pressAndFollow(LAUNCH);
    await start.arrived;
    expect(await page.evaluate(() => Reflect.get(window, 'order').slice(0, 2))).toEqual(['click', 'open']);
    expect(atWise.page.url()).toBe('about:blank');
    await atWise.reads('Taking you to Wise…');
    await customer.reads('Continue in the Wise window.');
    start.release();
    await giveAccess(atWise);
    await isLinkedBy(calls);
    expect(page.context().pages()).toHaveLength(1);
  });

  test('L6 the bank is slow: the waiting window leaves no empty page in its history', async ({ page }) => {
    const start = slowStart(page);
    await logInAtBank(customer, 'popup.html');
    const atWise = await customer.pressAndFollow(LAUNCH);
    await start.arrived;
    start.release();
    await atWise.page.waitForURL(`${WISE}/**`);
    expect(await atWise.page.evaluate(() => history.length)).toBe(1);
  });

  test('L7 the bank fails to start: the window closes, the card says so, and the next press links', async ({ page, context }) => {
    const calls = recordCalls(page);
    const start = heldBack(page, START, false, true);
    await logInAtBank(customer, 'popup.html');
    const atWise = await customer.pressAndFollow(LAUNCH);
    await start.arrived;
    start.release();
    await customer.reads('The service is not available at the moment. Try again.');
    await expect.poll(() => atWise.page.isClosed()).toBe(true);
    expect(context.pages()).toHaveLength(1);
    await giveAccess(await customer.pressAndFollow('Try again'));
    await isLinkedBy(calls);
  });

  test('L7 the bank fails at first: a start prefetched later opens in the next press', async ({ page }) => {
    const calls = recordCalls(page);
    const start = heldBack(page, START, false, true);
    await logInAtBank(customer, 'popup.html');
    await customer.pressAndFollow(LAUNCH);
    await start.arrived;
    start.release();
    await customer.reads('The service is not available at the moment. Try again.');
    await page.mouse.move(0, 0);
    await page.getByRole('button', { name: 'Try again' }).hover();
    await expect.poll(() => calls.started.length).toBe(1);
    await giveAccess(await customer.pressAndFollow('Try again'));
    await isLinkedBy(calls);
  });

  test('L7 the session has ended: the window closes, and the card says so', async ({ page, context }) => {
    const start = slowStart(page);
    await logInAtBank(customer, 'popup.html');
    await customer.press(LAUNCH);
    await start.arrived;
    await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
    start.release();
    await customer.reads('You have been logged out.');
    await expect.poll(() => context.pages()).toEqual([page]);
    expect(await page.evaluate(() => document.querySelector('wise-link')?.error?.code)).toBe('session_required');
  });

  test('L8 the customer closes the window before the bank answers: no second one opens, and the card asks', async ({ page, context }) => {
    const start = slowStart(page);
    await logInAtBank(customer, 'popup.html');
    const atWise = await customer.pressAndFollow(LAUNCH);
    await start.arrived;
    await atWise.page.close();
    start.release();
    await customer.reads('Did you close the Wise window?');
    expect(context.pages()).toEqual([page]);
    await customer.press('Cancel');
    await customer.reads('We never see your password.');
  });

  test('L8 the customer cancels before the bank answers: the window closes, and nothing else happens', async ({ page, context }) => {
    const calls = recordCalls(page);
    const start = slowStart(page);
    await logInAtBank(customer, 'popup.html');
    const atWise = await customer.pressAndFollow(LAUNCH);
    await start.arrived;
    await Promise.all([atWise.page.waitForEvent('close'), customer.press('Cancel')]);
    const answered = page.waitForResponse(START);
    start.release();
    await answered;
    expect(context.pages()).toEqual([page]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    // The unused attempt does not block the next one.
    await giveAccess(await customer.pressAndFollow(LAUNCH));
    await isLinkedBy(calls);
    expect(new Set(calls.started.map(({ state }) => state)).size).toBe(2);
  });

  test('L17 the prefetched start is too old: a new one is requested, and the old state is never used', async ({ page }) => {
    const calls = recordCalls(page);
    await page.clock.install();
    await logInAtBank(customer, 'popup.html');
    await page.getByRole('button', { name: LAUNCH }).hover();
    await expect.poll(() => calls.started.length).toBe(1);
    await page.clock.fastForward('06:00');
    const atWise = await customer.pressAndFollow(LAUNCH);
    await atWise.page.waitForURL(`${WISE}/**`);
    const [old, fresh] = calls.started.map(({ state }) => state);
    expect([stateIn(atWise.page.url()), old === fresh]).toEqual([fresh, false]);
    await giveAccess(atWise);
    await isLinkedBy(calls);
  });

  test('S1 two presses never use the same state', { tag: '@whole' }, async ({ page }) => {
    const calls = recordCalls(page);
    await logInAtBank(customer, 'popup.html');
    const gone: string[] = [];
    for (let press = 0; press < 2; press += 1) {
      const atWise = await customer.pressAndFollow(LAUNCH);
      await atWise.page.waitForURL(`${WISE}/**`);
      gone.push(stateIn(atWise.page.url()));
      await Promise.all([atWise.page.waitForEvent('close'), customer.press('Cancel')]);
    }
    expect(new Set(gone).size).toBe(2);
    const started = calls.started.map(({ state }) => state);
    expect(gone.filter((state) => !started.includes(state))).toEqual([]);
  });

  test('R1 in this tab with the bank’s state, even if that arrives late', async ({ page }) => {
    const calls = recordCalls(page);
    const start = slowStart(page);
    await logInAtBank(customer, 'redirect.html');
    await customer.press(LAUNCH);
    await customer.reads('Taking you to Wise…');
    await start.arrived;
    start.release();
    await giveAccess(customer);
    await isLinkedBy(calls);
  });

  test('with a typed code, and the email and the code belong to that attempt', async ({ page }) => {
    const calls = recordCalls(page);
    const asked = page.waitForRequest('**/api/wise/email');
    await logInAtBank(customer, 'email.html');
    await customer.press('Send me the email');
    const { attemptId } = (await asked).postDataJSON() as Record<string, unknown>;
    await customer.reads('Wise has emailed you a link.');
    const mail = await customer.pressAndFollow('Open the Wise outbox');
    await mail.press('Log in and get your code');
    await giveAccess(mail);
    await customer.type('Code from Wise', await mail.readsCode());
    await customer.press('Continue');
    await customer.press('Yes, connect it');
    await isLinkedBy(calls);
    expect(attemptId).toBe(calls.started[0]?.attemptId);
    expect(calls.exchanges[1]).toEqual({ attemptId, confirm: true });
  });
});
