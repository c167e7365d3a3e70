// Tests the oldest supported browsers, and unsupported ones.
import { expect } from '@playwright/test';
import { barePage } from './bare-page.js';
import { test } from './everyday-browser.js';
import { giveAccess, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

test.beforeEach(() => newWise());

/** Features that the oldest supported browsers or test DOMs may not have, each with a script that removes it. */
const MISSING = {
  'AbortSignal.any': 'delete AbortSignal.any',
  'URL.canParse': 'delete URL.canParse',
  'Promise.withResolvers': 'delete Promise.withResolvers',
  'Element.checkVisibility': 'delete Element.prototype.checkVisibility',
  'the properties of ARIA': 'for (const name of Object.getOwnPropertyNames(Element.prototype)) if (name.startsWith("aria")) delete Element.prototype[name]',
  'Element.animate': 'delete Element.prototype.animate',
  BroadcastChannel: 'delete globalThis.BroadcastChannel',
  matchMedia: 'delete globalThis.matchMedia',
  'performance.getEntriesByType': 'delete Performance.prototype.getEntriesByType',
  'the clipboard': 'delete Navigator.prototype.clipboard',
  'navigator.userActivation': 'delete Navigator.prototype.userActivation',
} as const;

for (const [name, script] of Object.entries({ ...MISSING, 'all of them': Object.values(MISSING).join(';') })) {
  test(`H20 from the click to the link without ${name}, here and on the redirect page`, async ({ page, context }) => {
    await context.addInitScript(script);
    const faults: string[] = [];
    context.on('weberror', (error) => faults.push(error.error().message));
    await page.request.post(`${BANK}/api/session`, { headers: { Origin: BANK }, data: { customer: 'sarah', password: 'bank' } });
    await barePage(page, { attributes: `authorize-url="${WISE}/oauth/authorize/" start-url="/api/wise/start"` });
    await giveAccess(await new PlaywrightCustomer(page).pressAndFollow('Connect your Wise account'));
    await expect(page.getByText('Your Wise account is connected.').first()).toBeVisible();
    expect(faults).toEqual([]);
  });
}

test.describe('in an unsupported browser', () => {
  for (const [name, script] of Object.entries({
    'color-mix()': 'CSS.supports = () => false',
    'constructable style sheets': 'delete Document.prototype.adoptedStyleSheets',
  })) {
    test(`without ${name} the children stay, and one message lists the supported browsers`, async ({ page }) => {
      const said: string[] = [];
      page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', ({ message }) => said.push(message));
      await page.addInitScript(script);
      await barePage(page);
      await expect(page.getByRole('link', { name: 'Help' })).toBeVisible();
      expect(await page.evaluate(() => !!document.querySelector('wise-link')?.shadowRoot)).toBe(false);
      expect(said).toEqual([
        'warning: <wise-link> needs Chrome or Edge 111, Firefox 115, Safari 16.4 or Samsung Internet 22.',
      ]);
    });
  }
});
