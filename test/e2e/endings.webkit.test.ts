// Tests attempts that do not end with a link at first, and what an attempt outlives, in WebKitGTK.
import { describe, expect, test } from 'vitest';
import { decline, exchangesAtWise, giveAccess, logInAtBank, newWise, setSwitches } from './flows.js';
import { forgetLinks, storedLinks, useWebKit } from './webkit-bank.js';
import type { WebDriverCustomer } from './webdriver-customer.js';

const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const GONE = 'Did you close the Wise window?';

const current = useWebKit();

/** Logs in at the bank, and opens Wise in a window. */
async function atWise(page = 'popup.html', name = 'Sarah Jenkins'): Promise<[WebDriverCustomer, WebDriverCustomer]> {
  const customer = current();
  await logInAtBank(customer, page, name);
  const window = await customer.pressAndFollow(LAUNCH);
  return [customer, window];
}

async function isLinked(customer: WebDriverCustomer): Promise<void> {
  await customer.reads(LINKED);
  expect(await storedLinks(customer)).toHaveLength(1);
  await forgetLinks(customer);
}

async function givesAccessAgain(window: WebDriverCustomer): Promise<void> {
  await window.press('Continue');
  await window.press('Give access');
}

/** Logs in at the bank, and requests an email. Returns the code from it. */
async function codeFromMail(customer: WebDriverCustomer): Promise<string> {
  await logInAtBank(customer, 'email.html');
  await customer.press('Send me the email');
  await customer.reads('Wise has emailed you a link.');
  const mail = await customer.pressAndFollow('Open the Wise outbox');
  await mail.press('Log in and get your code');
  await giveAccess(mail);
  return mail.readsCode();
}

describe('an attempt that ends otherwise', () => {
  test('declined at Wise: the card says so, and offers to start again', async () => {
    const [customer, window] = await atWise();
    await decline(window);
    await customer.reads('You did not give access. No account was connected.');
    expect(await exchangesAtWise()).toBe(0);
    await givesAccessAgain(await customer.pressAndFollow(LAUNCH));
    await isLinked(customer);
  });

  test('the window closed: the card asks, and opens it again', async () => {
    const [customer, window] = await atWise();
    await window.reads('Log in as Sarah Jenkins');
    await window.close();
    await customer.reads(GONE);
    await giveAccess(await customer.pressAndFollow('Open Wise again'));
    await isLinked(customer);
  });

  test('an account of another person: refused, nothing is stored, and the customer’s own account links', async () => {
    const [customer, window] = await atWise('mismatch.html');
    await giveAccess(window, 'Sarah Jenkins (another person)');
    await customer.reads('We could not confirm that this account is yours.');
    expect(await storedLinks(customer)).toEqual([]);
    const again = await customer.pressAndFollow('Use another account');
    await again.press('Not you? Log out');
    await giveAccess(again);
    await isLinked(customer);
  });

  test('no profile yet: the card says so, and nothing is stored', async () => {
    const [customer, window] = await atWise();
    await window.press('Log in as Nina Roth');
    await window.press('Continue without a profile');
    await window.press('Give access');
    await customer.reads('Complete your profile at Wise, then start again.');
    expect(await storedLinks(customer)).toEqual([]);
  });

  test('Wise down briefly: the same code is sent again automatically', async () => {
    const [customer, window] = await atWise();
    await window.press('Log in as Sarah Jenkins');
    await window.press('Continue');
    await setSwitches({ unavailable: true });
    await window.press('Give access');
    await customer.reads('One moment.');
    await expect.poll(exchangesAtWise, { timeout: 30_000 }).toBe(1);
    await setSwitches({ unavailable: false });
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(2);
  });
});

describe('an attempt outlives', () => {
  test('a reload while the customer is at Wise in a window', async () => {
    const [customer, window] = await atWise();
    await window.reads('Log in as Sarah Jenkins');
    await customer.reload();
    await customer.reads(GONE);
    await giveAccess(window);
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(1);
  });

  test('Back while the customer is at Wise in this tab', async () => {
    const customer = current();
    await logInAtBank(customer, 'redirect.html');
    await customer.press(LAUNCH);
    await customer.reads('Log in as Sarah Jenkins');
    await customer.goBack();
    await customer.reads('You came back before you had finished at Wise.');
    await customer.press('Go to Wise again');
    await giveAccess(customer);
    await isLinked(customer);
  });

  test('a reload while it awaits a code', async () => {
    const customer = current();
    const code = await codeFromMail(customer);
    await customer.reload();
    await customer.reads('Enter the code that Wise showed you.');
    await customer.type('Code from Wise', code);
    await customer.press('Continue');
    await customer.press('Yes, connect it');
    await isLinked(customer);
  });

  test('a reload during "Is this your Wise account?"', async () => {
    const customer = current();
    await customer.type('Code from Wise', await codeFromMail(customer));
    await customer.press('Continue');
    await customer.reads('Is this your Wise account?');
    await customer.reload();
    await customer.reads('Is this your Wise account?');
    expect(await storedLinks(customer)).toEqual([]);
    await customer.press('Yes, connect it');
    await isLinked(customer);
  });

  test('a Wise that leaves out the state of a refusal', async () => {
    await newWise({ stateOnError: false });
    const customer = current();
    await logInAtBank(customer, 'redirect.html');
    await customer.press(LAUNCH);
    await decline(customer);
    await customer.reads('You came back before you had finished at Wise.');
    await customer.press('Go to Wise again');
    await givesAccessAgain(customer);
    await isLinked(customer);
  });
});
