// Tests docs/reconnect.md: from the end of a link at Wise to the new link.
import { expect } from '@playwright/test';
import { test } from './everyday-browser.js';
import { giveAccess } from './flows.js';
import { PlaywrightCustomer } from './playwright-customer.js';
import { ReconnectBank } from './reconnect-bank.js';

const BANNER = 'Connect it again';
const ENDED = 'Your Wise account is no longer connected.';
const LINKED = 'Your Wise account is connected.';

const bank = new ReconnectBank();

test.beforeAll(() => bank.start());
test.afterAll(() => bank.close());

test('a customer disconnects at Wise: they get one email and a banner, and connect again', async ({ page, context }) => {
  const customer = new PlaywrightCustomer(page);
  await customer.visit(bank.origin);
  await expect(page.locator('#wise-banner')).toBeHidden();
  await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
  await customer.reads(LINKED);
  expect(await bank.readsAtWise()).toBe('Sarah Jenkins');

  const atWise = new PlaywrightCustomer(await context.newPage());
  await atWise.visit(`${bank.wiseUrl}/settings`);
  await atWise.press('Disconnect');
  expect(await bank.readsAtWise()).toBe('link_ended');
  await expect.poll(() => bank.isBannerOn).toBe(true);
  expect(bank.emails.size).toBe(1);

  await page.addInitScript(() => addEventListener('wise-link-change', (event) => Reflect.set(window, 'change', `${Reflect.get(event, 'phase')} ${Reflect.get(event, 'reason')}`)));
  await page.bringToFront();
  await customer.visit(bank.origin);
  await expect.poll(() => page.evaluate(() => String(Reflect.get(window, 'change')))).toBe('idle ended');
  await expect(page.locator('#wise-banner')).toContainText(BANNER);
  await expect(page.locator('wise-link [part=status]')).toContainText(ENDED);

  const again = await customer.pressAndFollow('Connect your Wise account');
  // They are still logged in at Wise.
  await again.press('Continue');
  await again.press('Give access');
  await customer.reads(LINKED);
  await expect(page.locator('#wise-banner')).toBeHidden();
  await expect.poll(() => bank.isBannerOn).toBe(false);
  expect(await bank.readsAtWise()).toBe('Sarah Jenkins');
  expect([bank.emails.size, bank.asked]).toEqual([1, 1]);
});
