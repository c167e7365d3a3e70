// What a customer, and an engineer who sets a sample up, does in the browser.
import { expect, type Page } from '@playwright/test';

/** The pages of a server in development compile when they are first opened. */
const SLOW = { timeout: 120_000 };

/** The partner that a sample is, and its Wise. */
export interface Partner {
  readonly origin: string;
  readonly wise: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** Opens the page of a sample, and fills in the form of its set-up page. */
export async function setUp(page: Page, { origin, wise, clientId, clientSecret, redirectUri }: Partner): Promise<void> {
  await page.goto(origin, SLOW);
  const fields = { 'Host': wise, 'Client Id': clientId, 'Client Secret': clientSecret, 'Redirect URI': redirectUri, 'Wise OAuth page URL': `${wise}/oauth/authorize` };
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Save' }).click(SLOW);
  await expect(page.getByText('Connect your Wise account').first()).toBeVisible(SLOW);
}

/** Opens the page of the migrated sample, and waits until its backend has answered: it starts with the first request. */
export async function openMigrated(page: Page, origin: string): Promise<void> {
  await Promise.all([page.waitForResponse(`${origin}/api/profile`, SLOW), page.goto(origin)]);
}

/** Presses the page's button, and gives access in the page or the window that shows Wise. */
export async function connect(page: Page, isPopup: boolean): Promise<void> {
  const button = page.getByRole('button', { name: 'Connect your Wise account' }).or(page.getByRole('link', { name: 'Connect your Wise account' }));
  const [atWise] = await Promise.all([isPopup ? page.waitForEvent('popup') : page, button.click()]);
  for (const name of ['Log in as Sarah Jenkins', 'Continue', 'Give access']) await atWise.getByRole('button', { name, exact: true }).click();
}

/** Waits until the page greets the customer with their name at Wise. */
export async function isGreeted(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Hello Sarah Jenkins!' })).toBeVisible(SLOW);
}

/** Waits until the element shows the linked account. */
export async function isLinked(page: Page): Promise<void> {
  await expect(page.locator('wise-link')).toHaveJSProperty('phase', 'linked', SLOW);
  await expect(page.getByText('S••• J••• · personal profile •••5282').first()).toBeVisible();
}
