// The checks of `npm run frameworks` in a browser.
import { fileURLToPath } from 'node:url';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { giveAccess } from '../e2e/flows.js';
import { BANK, WISE } from '../e2e/places.js';
import { PlaywrightCustomer } from '../e2e/playwright-customer.js';
import type { App } from './app.js';
import { openBank, type Bank } from './bank.js';

const LINKED = 'Your Wise account is connected.';
const SLOW = { timeout: 20_000 };
const DIAGNOSE = fileURLToPath(new URL('../../dist/cdn/diagnose.js', import.meta.url));

/** With server rendering, React writes a function into no attribute and no property. */
const NEITHER = ['react-ssr'];

/** A page of the bank in its own browser context, with a logged-in customer. */
class Visit {
  readonly page: Page;
  readonly customer: PlaywrightCustomer;
  /** The page's errors, and the console's errors and warnings. */
  readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.customer = new PlaywrightCustomer(page);
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => /error|warning/.test(message.type()) && this.faults.push(message.text()));
  }

  static async start(context: BrowserContext, holds: string): Promise<Visit> {
    await context.addInitScript({ content: holds });
    const data = { customer: 'sarah', password: 'bank' };
    await context.request.post(`${BANK}/api/session`, { headers: { Origin: BANK }, data });
    const visit = new Visit(await context.newPage());
    await visit.page.goto(BANK);
    await visit.page.locator('wise-link:defined').waitFor();
    return visit;
  }

  /** The counts of what the page holds once it is idle. */
  holds(): Promise<Record<string, number>> {
    return this.page.evaluate('holds.now()');
  }

  async hide(): Promise<void> {
    await this.customer.press('Hide');
    await expect(this.page.locator('wise-link')).toHaveCount(0);
  }

  /** Unmounts the element, and checks that the page holds no more than before. */
  async leavesNothing(before: Record<string, number>): Promise<void> {
    await this.hide();
    await expect.poll(() => this.holds(), SLOW).toEqual(before);
  }

  /** Waits until the account is linked and the application shows it. */
  async isLinked(): Promise<void> {
    await expect(this.page.getByText(LINKED, { exact: true })).toBeVisible(SLOW);
    await expect(this.page.locator('output')).toHaveText('S••• J•••');
    expect(this.faults).toEqual([]);
  }
}

/** The checks in each application, by column. */
export const COLUMNS = {
  'server render': async ({ bank }: Scene) => {
    const tag = /<wise-link\s[^>]*client-id="?bank"?[^>]*>.*<a href="?\/help"?>.*<\/wise-link>/s;
    expect(await bank.page()).toMatch(tag);
  },
  popup: async ({ visit, bank, name }: Scene) => {
    await giveAccess(await visit.customer.pressAndFollow('Connect your Wise account'));
    await visit.isLinked();
    expect(bank.exchangedBy).toEqual([name]);
  },
  'typed code': async ({ visit, bank, name }: Scene) => {
    const { customer, page } = visit;
    await customer.press('By email');
    await customer.press('Send me the email');
    await expect(page.getByLabel('Code from Wise')).toBeEditable(SLOW);
    const [mail] = (await (await fetch(`${WISE}/simulator/outbox`)).json()) as { link: string }[];
    const inMail = new PlaywrightCustomer(await page.context().newPage());
    await inMail.visit(mail?.link ?? '');
    await giveAccess(inMail);
    await customer.type('Code from Wise', await inMail.readsCode());
    await customer.press('Continue');
    await customer.press('Yes, connect it');
    await visit.isLinked();
    // Two exchanges: the code, and the confirmation.
    expect(bank.exchangedBy).toEqual([name, name]);
  },
  'unmount leaves nothing': async ({ visit }: Scene) => {
    await visit.hide();
    const before = await visit.holds();
    await visit.customer.press('Show');
    const inWindow = await visit.customer.pressAndFollow('Connect your Wise account');
    await visit.leavesNothing(before);
    await inWindow.page.close();
  },
  'function as attribute': async ({ visit, bank, name }: Scene) => {
    const { page } = visit;
    await page.addInitScript('globalThis.EXCHANGE = async () => ({})');
    await page.goto(`${BANK}/${bank.has('plain.html') ? 'plain.html' : ''}`);
    const element = page.locator('wise-link:defined');
    if (await element.evaluate((one) => 'exchange' in one && typeof one.exchange === 'function')) return 'property';
    if (NEITHER.includes(name)) {
      expect(await element.getAttribute('exchange')).toBe(null);
      return 'nothing is set';
    }
    await expect.poll(() => visit.faults).toContain('<wise-link> got exchange as text: set the property, or listen');
    await page.route(`${BANK}/diagnose.js`, (route) => route.fulfill({ path: DIAGNOSE, contentType: 'text/javascript' }));
    const found = await page.evaluate<unknown>("import('/diagnose.js').then(({ diagnose }) => diagnose(document.querySelector('wise-link')))");
    expect(found).toContainEqual(expect.objectContaining({ check: 'properties', level: 'error', message: 'exchange was set as text, which has no effect.' }));
    return 'text, with a warning';
  },
} satisfies Record<string, (scene: Scene) => Promise<string | void>>;

/** What a check uses. */
export interface Scene {
  name: string;
  bank: Bank;
  visit: Visit;
}

/** A column of the results table. */
export type Column = keyof typeof COLUMNS;

/** Runs one check with a new bank, where no account is linked, and a new browser context. Resolves to the cell of the table, if it is not "ok". */
export async function play(column: Column, browser: Browser, holds: string, { name, site }: App, redirectPage: string): Promise<string | void> {
  const bank = await openBank({ folder: site }, redirectPage);
  const context = await browser.newContext({ baseURL: BANK, locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(20_000);
  try {
    return await COLUMNS[column]({ name, bank, visit: await Visit.start(context, holds) });
  } finally {
    await context.close();
    await bank.close();
  }
}
