// Tests the element under the strictest policies.
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { ANSWERS, SCENES, type Scene } from '../gallery-scenes.js';
import { bundled } from '../support/bundled.js';
import { barePage, faultsOf, originsOf, STRICTEST } from './bare-page.js';
import { test } from './everyday-browser.js';
import { giveAccess, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const STRICT = { 'Content-Security-Policy': STRICTEST };

/** Plays a scene of the gallery. */
async function plays(page: Page, { browser, window: wise = 'open', attributes, answer = 'linked', mail = 'sent', play, expected }: Scene): Promise<void> {
  await page.clock.install({ time: new Date(2026, 10, 25, 12) });
  await page.addInitScript(`${browser ?? ''};{
    const wise = { closed: false, close() {}, focus() {}, postMessage() {} };
    window.open = (url) => { window.asked = url; setTimeout(() => (wise.closed = ${wise === 'gone'})); return ${wise === 'blocked' ? 'null' : 'wise'}; };
  }`);
  for (const [path, given] of [['exchange', answer], ['email', mail]] as const) {
    const [status, json] = ANSWERS[given];
    await page.route(`**/api/wise/${path}`, (route) => route.fulfill({ status, json }));
  }
  await page.route('**/api/wise/never', () => {});
  await page.route('**/api/wise/status', (route) => route.fulfill({ json: { status: 'expired' } }));
  await barePage(page, { attributes, headers: STRICT });
  await play?.(page);
  if (expected) await page.locator('wise-link').getByText(expected).first().waitFor();
}

test.describe('H4 H5 under the strictest policy', () => {
  for (const [name, scene] of Object.entries(SCENES)) {
    test(`H4 ${name}: nothing is blocked, and no other origin is called`, async ({ page }) => {
      const stopped = await faultsOf(page);
      const origins = originsOf(page);
      await plays(page, scene);
      const [phase] = /^(requesting-email|awaiting-code|[a-z]+)/.exec(name) ?? [];
      await page.waitForFunction((expected) => document.querySelector('wise-link')?.phase === expected, phase);
      // Also in another language, dark and printed, because text and styles differ.
      await page.evaluate(() => (document.documentElement.lang = 'de'));
      await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
      await expect(page.locator('wise-link form')).toHaveAttribute('lang', 'de');
      const hasStyle = await page.evaluate(() => {
        const card = document.querySelector('wise-link')?.shadowRoot?.querySelector('form');
        return card && getComputedStyle(card).borderTopWidth !== '0px';
      });
      expect(hasStyle).toBe(true);
      expect(stopped).toEqual([]);
      expect([...origins]).toEqual([BANK]);
    });
  }

  test('H4 a violation of the policy is found', async ({ page }) => {
    const stopped = await faultsOf(page);
    await barePage(page, { headers: STRICT });
    await page.evaluate(() => {
      document.body.setAttribute('style', 'margin: 0');
      void fetch('https://elsewhere.example/').catch(() => {});
    });
    await expect.poll(() => stopped.map((text) => text.split(' ')[0])).toEqual(['style-src-attr', 'connect-src']);
  });

  test('H4 it links at Wise: only the bank and Wise are called, even if the page allows more', async ({ page }) => {
    await newWise();
    const stopped = await faultsOf(page);
    const origins = originsOf(page);
    await page.request.post(`${BANK}/api/session`, { headers: { Origin: BANK }, data: { customer: 'sarah', password: 'bank' } });
    await barePage(page, { headers: STRICT, attributes: `authorize-url="${WISE}/oauth/authorize/" start-url="/api/wise/start" status-url="/api/wise/status"` });
    const customer = new PlaywrightCustomer(page);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    expect(stopped).toEqual([]);
    expect([...origins].toSorted()).toEqual([WISE, BANK].toSorted());
  });

  test('H5 the build for npm, bundled with Lit: it links, and makes no policy either', async ({ page }) => {
    await newWise();
    const stopped = await faultsOf(page);
    const code = await bundled(fileURLToPath(new URL('../../dist/index.js', import.meta.url)), 'wiseLink');
    await page.request.post(`${BANK}/api/session`, { headers: { Origin: BANK }, data: { customer: 'sarah', password: 'bank' } });
    await barePage(page, { code, headers: STRICT, attributes: `authorize-url="${WISE}/oauth/authorize/" start-url="/api/wise/start"` });
    const customer = new PlaywrightCustomer(page);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    expect(stopped).toEqual([]);
  });

  for (const [what, types] of [
    ['with no policy allowed', "'none'"],
    ['with only the policy of another copy of Lit allowed', 'lit-html'],
  ] as const) {
    test(`H5 beside another application with its own Lit, ${what}: it works, because it makes no policy`, async ({ page }) => {
      const stopped = await faultsOf(page);
      const other = await bundled(fileURLToPath(new URL('other-app.ts', import.meta.url)), 'otherApp');
      await page.route(`${BANK}/other.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: other }));
      const isAllowed = types === 'lit-html';
      await barePage(page, {
        headers: { 'Content-Security-Policy': STRICTEST.replace("trusted-types 'none'", `trusted-types ${types}`) },
        scripts: isAllowed ? ['/other.js'] : [],
      });
      await expect(page.getByRole('button', { name: 'Connect your Wise account' })).toBeVisible();
      expect(await page.evaluate(() => document.querySelector('other-app')?.shadowRoot?.textContent?.trim())).toBe(isAllowed ? 'Another application' : undefined);
      expect(stopped).toEqual([]);
    });
  }
});

test('H6 on an isolated page, COOP and COEP: the element is defined, and starts', async ({ page }) => {
  const stopped = await faultsOf(page);
  await barePage(page, { headers: { ...STRICT, 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } });
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: /^Connect/ }).click()]);
  await expect(page.getByText('Continue in the Wise window.').or(page.getByText('Did you close the Wise window?')).first()).toBeVisible();
  await opened.close();
  expect(stopped).toEqual([]);
});

test('H16 on a page with a Permissions-Policy that allows nothing: it links', async ({ page }) => {
  await newWise();
  const stopped = await faultsOf(page);
  const features = ['clipboard-write', 'clipboard-read', 'storage-access', 'otp-credentials', 'identity-credentials-get', 'publickey-credentials-get', 'unload', 'sync-xhr'];
  await page.request.post(`${BANK}/api/session`, { headers: { Origin: BANK }, data: { customer: 'sarah', password: 'bank' } });
  await barePage(page, {
    attributes: `authorize-url="${WISE}/oauth/authorize/" start-url="/api/wise/start"`,
    headers: { ...STRICT, 'Permissions-Policy': features.map((feature) => `${feature}=()`).join(', ') },
  });
  const customer = new PlaywrightCustomer(page);
  await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
  await customer.reads('Your Wise account is connected.');
  expect(stopped).toEqual([]);
});
