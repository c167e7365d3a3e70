// Tests attempts in tabs that the browser discards.
import { expect, type CDPSession, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { awaitsCode, codeFromEmail } from './mail.js';
import { WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const GONE = 'Did you close the Wise window? If not, continue there.';

test.beforeEach(() => newWise());

/**
 * Kills the page and reloads its tab, as a browser does after it discarded the tab to free memory. (Browsers discard no
 * inspected tab.) From then on only this session controls the tab.
 */
async function discarded(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.enable');
  await Promise.all([page.waitForEvent('crash'), cdp.send('Page.navigate', { url: 'chrome://kill' })]);
  await Promise.all([new Promise((resolve) => cdp.once('Page.loadEventFired', resolve)), cdp.send('Page.reload')]);
  return cdp;
}

/** Runs a script in the tab with the card's parts, as a user gesture. */
async function inCard(cdp: CDPSession, run: string): Promise<unknown> {
  const expression = `(({ shadowRoot }) => ${run})(document.querySelector('wise-link'))`;
  const { result } = await cdp.send('Runtime.evaluate', { expression, userGesture: true });
  return result.value;
}

const reads = async (cdp: CDPSession, text: string): Promise<void> =>
  expect.poll(() => inCard(cdp, `[...shadowRoot.querySelectorAll('p:not([hidden])')].map((p) => p.textContent).join()`)).toContain(text);

const press = (cdp: CDPSession, part: string): Promise<unknown> => inCard(cdp, `shadowRoot.querySelector('[part=${part}]').click()`);

test('G4 while the customer is at Wise in a window: the response still counts', async ({ page }) => {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'popup.html');
  const window = await customer.pressAndFollow(LAUNCH);
  await window.page.waitForURL(`${WISE}/**`);
  const cdp = await discarded(page);
  await reads(cdp, GONE);
  await giveAccess(window);
  await reads(cdp, LINKED);
  expect(await exchangesAtWise()).toBe(1);
});

test('G4 while awaiting a code: the field stays, and the email’s code links', async ({ page }) => {
  const code = await codeFromEmail(await awaitsCode(page));
  const cdp = await discarded(page);
  await reads(cdp, 'Enter the code that Wise showed you.');
  await inCard(cdp, `shadowRoot.querySelector('input').value = '${code}'`);
  await press(cdp, 'submit');
  await reads(cdp, 'Is this your Wise account?');
  await expect.poll(() => inCard(cdp, `!shadowRoot.querySelector('[aria-disabled]')`)).toBe(true);
  await press(cdp, 'confirm');
  await reads(cdp, LINKED);
});

test('G4 while the code is with the bank, which has linked: the tab requests the status, and shows the link', async ({ page }) => {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'popup.html');
  await page.evaluate(() => {
    const { fetch } = globalThis;
    globalThis.fetch = (...call) =>
      fetch(...call).then((answer) => (answer.url.endsWith('/exchange') ? new Promise<never>(() => {}) : answer));
  });
  const answered = page.waitForResponse('**/api/wise/exchange');
  await giveAccess(await customer.pressAndFollow(LAUNCH));
  await answered;
  const cdp = await discarded(page);
  await reads(cdp, LINKED);
  expect(await exchangesAtWise()).toBe(1);
});
