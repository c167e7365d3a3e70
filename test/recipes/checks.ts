// The checks of `npm run recipes` in a browser.
import { expect, type Browser, type Page } from '@playwright/test';
import type { Finding } from '../../src/diagnose/index.js';
import { giveAccess } from '../e2e/flows.js';
import { PlaywrightCustomer } from '../e2e/playwright-customer.js';

const SLOW = { timeout: 20_000 };

/** The columns of the results. */
export type Column = keyof typeof CHECKS;

const press = (page: Page): Promise<PlaywrightCustomer> => new PlaywrightCustomer(page).pressAndFollow('Connect your Wise account');
const reads = (page: Page, text: string): Promise<void> => expect(page.getByText(text).first()).toBeVisible(SLOW);

/** Goes to a page of the application by its link, without loading the document again. */
async function follow(page: Page, link: string, elements: number): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).click();
  await expect(page.locator('wise-link')).toHaveCount(elements);
  expect(await page.evaluate('isSame'), 'the document was loaded again').toBe(true);
}

/** Each check starts on the page with the element. */
export const CHECKS = {
  'links': async (page: Page) => {
    await giveAccess(await press(page));
    await reads(page, 'Your Wise account is connected.');
  },
  'links after leaving and returning': async (page: Page) => {
    await page.evaluate('globalThis.isSame = true');
    const inWindow = await press(page);
    await reads(page, 'Continue in the Wise window.');
    await follow(page, 'Home', 0);
    await follow(page, 'Account', 1);
    // A new element cannot see the window that another one opened.
    await reads(page, 'Did you close the Wise window? If not, continue there.');
    await giveAccess(inWindow);
    await reads(page, 'Your Wise account is connected.');
  },
  'diagnose finds no fault': async (page: Page, diagnose: string) => {
    await page.route('**/diagnose.js', (route) => route.fulfill({ contentType: 'text/javascript', body: diagnose }));
    const findings = await page.evaluate<Finding[]>("import('/diagnose.js').then(({ diagnose }) => diagnose(document.querySelector('wise-link')))");
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  },
} satisfies Record<string, (page: Page, diagnose: string) => Promise<void>>;

/** Runs a check on a page in its own browser context, with the source of `diagnose.js`. Rejects if the check fails, or if the page logs an error or a warning. */
export async function check(column: Column, browser: Browser, url: string, diagnose: string): Promise<void> {
  // `diagnose` is not a script of the page, whose policy would block it.
  const isDiagnosis = column === 'diagnose finds no fault';
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', bypassCSP: isDiagnosis });
  context.setDefaultTimeout(20_000);
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    // A new project has no icon.
    page.on('console', (message) => /error|warning/.test(message.type()) && !message.location().url.endsWith('/favicon.ico') && faults.push(`${message.text()} ${message.location().url}`));
    await page.goto(url);
    await page.locator('wise-link:defined').waitFor();
    await CHECKS[column](page, diagnose);
    // `diagnose` sends a request that the backend must refuse, and browsers log that.
    expect(isDiagnosis ? [] : faults).toEqual([]);
  } finally {
    await context.close();
  }
}
