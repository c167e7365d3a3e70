// The steps of the three flows, for any customer driver.
import type { Customer } from './customer.js';
import { BANK, WISE } from './places.js';

const LINKED = 'Your Wise account is connected.';
const ACCOUNT = 'S••• J••• · personal profile •••5282';

/** Logs in at the bank, on one of its pages. */
export async function logInAtBank(customer: Customer, page: string, name = 'Sarah Jenkins'): Promise<void> {
  await customer.visit(`${BANK}/${page}`);
  await customer.press(`Log in as ${name}`);
  // By then the element of the logged-out page is replaced.
  await customer.reads(`Hello ${name.split(' ', 1).join()}`);
}

/** At Wise: logs in, selects the first profile, gives access. */
export async function giveAccess(customer: Customer, name = 'Sarah Jenkins'): Promise<void> {
  await customer.press(`Log in as ${name}`);
  await customer.press('Continue');
  await customer.press('Give access');
}

/** At Wise: logs in, and declines. */
export async function decline(customer: Customer): Promise<void> {
  await customer.press('Log in as Sarah Jenkins');
  await customer.press('Continue');
  await customer.press('Decline');
  await customer.press('Back to Meridian Bank');
}

/** Answers the question that follows a code for which the bank started no attempt, or that was typed. */
export async function saysYes(customer: Customer): Promise<void> {
  await customer.reads('Is this your Wise account?');
  await customer.press('Yes, connect it');
}

/** Links an account with Wise in a popup. Without `start-url`, the bank asks whose account it is. */
export async function linksByPopup(customer: Customer, hasStart = true): Promise<void> {
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow('Connect your Wise account');
  await customer.reads('Continue in the Wise window.');
  await giveAccess(atWise);
  if (!hasStart) await saysYes(customer);
  await customer.reads(LINKED);
  await customer.reads(ACCOUNT);
}

/** Links an account with Wise in the same tab. */
export async function linksByRedirect(customer: Customer, page = 'redirect.html', hasStart = true): Promise<void> {
  await logInAtBank(customer, page);
  await customer.press('Connect your Wise account');
  await giveAccess(customer);
  if (!hasStart) await saysYes(customer);
  await customer.reads(LINKED);
  await customer.reads(ACCOUNT);
}

/** Links an account with a code from an email. */
export async function linksByTypedCode(customer: Customer): Promise<void> {
  await logInAtBank(customer, 'email.html');
  await customer.press('Send me the email');
  await customer.reads('If there is a Wise account for s•••@e•••.com, Wise has emailed you a link.');
  const inMail = await customer.pressAndFollow('Open the Wise outbox');
  await inMail.press('Log in and get your code');
  await giveAccess(inMail);
  await customer.type('Code from Wise', ` ${await inMail.readsCode()} `);
  await customer.press('Continue');
  await customer.reads('Is this your Wise account?');
  await customer.reads(ACCOUNT);
  await customer.press('Yes, connect it');
  await customer.reads(LINKED);
}

/** The number of code exchanges at the simulator. */
export async function exchangesAtWise(): Promise<number> {
  const counters = await (await fetch(`${WISE}/simulator/counters`)).json();
  return counters.token.authorization_code;
}

/** Resets the simulator, and removes all links at the bank, so that tests do not affect each other. */
export async function newWise(switches: Record<string, unknown> = {}): Promise<void> {
  for (const customer of ['sarah', 'omar']) await forgetAtBank(customer);
  await fetch(`${WISE}/simulator/reset`, { method: 'POST' });
  await setSwitches(switches);
}

/** Changes switches of the simulator. */
export async function setSwitches(switches: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${WISE}/simulator/switches`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(switches),
  });
  if (!answer.ok) throw new Error(`The simulator refused the switches: ${await answer.text()}`);
}

async function forgetAtBank(customer: string): Promise<void> {
  const json = { 'Origin': BANK, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ customer, password: 'bank' });
  const logIn = await fetch(`${BANK}/api/session`, { method: 'POST', headers: json, body });
  const headers = { 'Origin': BANK, 'X-Wise-Link': '1', 'Cookie': logIn.headers.get('Set-Cookie')?.split(';')[0] ?? '' };
  await fetch(`${BANK}/api/wise/links`, { method: 'DELETE', headers });
  await fetch(`${BANK}/api/session`, { method: 'DELETE', headers });
}
