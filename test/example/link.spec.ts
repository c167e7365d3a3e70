// A partner’s end-to-end tests, as docs/testing.md shows them.
import { expect, test, type Page } from '@playwright/test';
import type { WiseLink } from 'wise-link';
import { backend, codeFromEmail, declines, fakeWise, givesAccess, LINK, Simulator } from 'wise-link/testing/playwright';
import { BANK, WISE } from './places.js';

const authorizeUrl = `${WISE}/oauth/authorize/`;

/** Presses the button, and returns the window that opens. */
async function opensWise(page: Page): Promise<Page> {
  const [wise] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Connect your Wise account' }).click()]);
  return wise;
}

test.describe('the page alone', () => {
  test.beforeEach(({ context }) => fakeWise(context, { authorizeUrl }));

  test('links an account', async ({ page }) => {
    await backend(page, 'linked', { authorizeUrl });
    await page.goto('/');
    await givesAccess(await opensWise(page));
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'linked');
    await expect(page.getByText(LINK.displayName).first()).toBeVisible();
  });

  test('links an account in the same tab', async ({ page }) => {
    await backend(page, 'linked', { authorizeUrl });
    await page.goto('/');
    await page.locator('wise-link').evaluate((element: WiseLink) => void element.open({ mode: 'redirect' }));
    await givesAccess(page);
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'linked');
  });

  test('refuses the account of another person', async ({ page }) => {
    await backend(page, 'identity-mismatch', { authorizeUrl });
    await page.goto('/');
    await givesAccess(await opensWise(page));
    await expect(page.getByText('We could not confirm that this account is yours.')).toBeVisible();
  });

  test('lets a customer who declined start again', async ({ page }) => {
    await backend(page, 'linked', { authorizeUrl });
    await page.goto('/');
    await declines(await opensWise(page));
    await expect(page.getByRole('button', { name: 'Connect your Wise account' })).toBeVisible();
  });

  test('shows an error if the bank cannot be reached', async ({ page }) => {
    await backend(page, 'network-error', { authorizeUrl });
    await page.clock.install();
    await page.goto('/');
    await givesAccess(await opensWise(page));
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'exchanging');
    await page.clock.runFor('01:00');
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'failed');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('offers another email after a minute, and accepts a code for half an hour', async ({ page }) => {
    await backend(page, 'linked', { authorizeUrl });
    await page.clock.install();
    await page.goto('/');
    await page.getByRole('button', { name: 'Link by email' }).click();
    const again = page.getByRole('button', { name: /again/ });
    await expect(again).toBeDisabled();
    await page.clock.fastForward('01:00');
    await expect(again).toBeEnabled();
    await page.clock.fastForward('29:00');
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'failed');
    await expect(page.locator('wise-link')).toHaveJSProperty('error.code', 'attempt_expired');
  });
});

test.describe('the bank with its own backend and the simulator', () => {
  const simulator = new Simulator(WISE);

  test.beforeEach(async ({ page }) => {
    await simulator.reset();
    await page.request.post('/api/session', { headers: { Origin: BANK }, data: { customer: 'sarah', password: 'bank' } });
    await page.goto('/');
  });

  test('links an account', async ({ page }) => {
    await givesAccess(await opensWise(page));
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'linked');
  });

  test('refuses the account of another customer', async ({ page }) => {
    await givesAccess(await opensWise(page), 'Omar Haddad');
    await expect(page.getByText('We could not confirm that this account is yours.')).toBeVisible();
  });

  test('lets a customer who declined start again', async ({ page }) => {
    await declines(await opensWise(page));
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'idle');
    await givesAccess(await opensWise(page)); // The customer is still logged in at Wise.
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'linked');
  });

  test('links an account with a code from an email, but not with an expired one', async ({ page }) => {
    await page.getByRole('button', { name: 'Link by email' }).click();
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'awaiting-code');
    const code = await codeFromEmail(page, simulator);
    await simulator.advance(30 * 60);
    await page.getByLabel('Code from Wise').fill(code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('alert')).toContainText('4 attempts left');

    await page.getByLabel('Code from Wise').fill(await codeFromEmail(page, simulator));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Yes, connect it' }).click();
    await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'linked');
  });
});
