// What a customer does on a candidate's page, and at the provider.
import type { BrowserContext, Frame, Page } from 'playwright';
import type { Told } from './shell.js';

/** How long a page may take until it has a button, in milliseconds. */
const BUTTON_MS = 30_000;

/** The button of any candidate. */
const BUTTON = 'main button, [part=launch]';

/** How long a click may take until the window is there, in milliseconds. */
const WINDOW_MS = 15_000;

/** Waits for the button. Resolves to what went wrong, if the page has none. */
export async function buttonIn(page: Page | Frame, errors: readonly string[]): Promise<string | undefined> {
  try {
    await page.locator(BUTTON).first().waitFor({ timeout: BUTTON_MS });
    return undefined;
  } catch {
    return errors.at(-1) ?? 'no error';
  }
}

/** Presses the button. Resolves to the window, if one opens. */
export async function pressesIn(page: Page | Frame, context: BrowserContext): Promise<Page | undefined> {
  const opened = context.waitForEvent('page', { timeout: WINDOW_MS }).catch(() => undefined);
  await page.locator(BUTTON).first().click();
  return opened;
}

/**
 * Gives access at the provider, or at Wise's three pages. Resolves to when the last button was pressed, or to when the page closed the
 * window before. Rejects if the window shows no such button.
 */
export async function consentsIn(window: Page): Promise<number> {
  const now = (): number => performance.timeOrigin + performance.now();
  const give = window.getByRole('button', { name: 'Give access', exact: true });
  let at = NaN;
  try {
    for (const name of ['Log in as Sarah Jenkins', 'Continue', 'Give access']) {
      const button = window.getByRole('button', { name, exact: true });
      await button.or(give).first().waitFor();
      if (await give.isVisible()) break;
      await button.click();
    }
    at = now();
    await give.click({ noWaitAfter: true });
  } catch (error) {
    if (!window.isClosed()) throw error;
  }
  return Number.isNaN(at) ? now() : at;
}

/** What the candidate told so far. */
export const toldIn = (page: Page | Frame): Promise<Told[]> => page.evaluate(() => window.told).catch(() => []);
