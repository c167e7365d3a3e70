// The steps of the email flow.
import type { Locator, Page } from '@playwright/test';
import { giveAccess, logInAtBank } from './flows.js';
import { WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

export const SENT = 'If there is a Wise account for s•••@e•••.com, Wise has emailed you a link.';

/** The code field. */
export const codeField = (page: Page): Locator => page.getByLabel('Code from Wise');

/** Requests the email, and waits for the code field. */
export async function awaitsCode(page: Page): Promise<PlaywrightCustomer> {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'email.html');
  await customer.press('Send me the email');
  await customer.reads(SENT);
  return customer;
}

/** Follows the link of the newest email in a new tab, until Wise shows the code. */
export async function followsEmail(customer: PlaywrightCustomer, name?: string): Promise<PlaywrightCustomer> {
  const mail = await customer.pressAndFollow('Open the Wise outbox');
  await mail.page.getByRole('link', { name: 'Log in and get your code' }).first().click();
  await giveAccess(mail, name);
  return mail;
}

/** Reads the code in the email's tab, closes it, and returns to the bank. */
export async function codeFromEmail(customer: PlaywrightCustomer, name?: string): Promise<string> {
  const mail = await followsEmail(customer, name);
  const code = await mail.readsCode();
  await mail.page.close();
  await customer.page.bringToFront();
  return code;
}

/** Records the codes that the page submits from now on, in order. */
export function submittedCodes(page: Page): string[] {
  const codes: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/wise/exchange')) codes.push(String(request.postDataJSON().code));
  });
  return codes;
}

/** The simulator's counters: code exchanges, and refused calls. */
export async function askedOfWise(): Promise<{ exchanges: number; refused: number; emails: number }> {
  const { token, tokenRefused, emails } = await (await fetch(`${WISE}/simulator/counters`)).json();
  return { exchanges: token.authorization_code, refused: tokenRefused, emails };
}
