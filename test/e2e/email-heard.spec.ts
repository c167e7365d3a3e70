// Tests the accessibility tree and the announcements of the email flow.
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { askedOfWise, codeField, codeFromEmail, SENT } from './mail.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const SCREEN_READER = `/@fs${fileURLToPath(new URL('../support/screen-reader.ts', import.meta.url))}`;
const EXCHANGE = '**/api/wise/exchange';
const WRONG = 'The code is not correct. Check capital and small letters, and look-alikes such as O and 0.';
const MAILED = `${SENT} Open it to see a code, then enter the code here.`;
const MOMENT = 'One moment. Keep this page open.';
const SAFETY = 'Only enter a code you asked for here, just now. Never share it with anyone, even someone who says they work for us or Wise.';
const ASKING = 'Asking Wise to email you…';

test.beforeEach(() => newWise());

/** Opens the bank's page, and records every announcement of the element's live regions. */
async function openAndListen(page: Page, name: string): Promise<{ customer: PlaywrightCustomer; heard: () => Promise<string[]> }> {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'email.html', name);
  await page.evaluate(async (url) => {
    const element = document.querySelector('wise-link');
    const { recordAnnouncements } = await import(url) as { recordAnnouncements: (element: Element | null, signal: AbortSignal) => string[] };
    Object.assign(window, { heard: recordAnnouncements(element, new AbortController().signal) });
  }, SCREEN_READER);
  return { customer, heard: () => page.evaluate(() => Reflect.get(window, 'heard')) };
}

/** The card's whole accessibility tree. */
async function isTree(page: Page, tree: string): Promise<void> {
  await expect(page.locator('wise-link')).toMatchAriaSnapshot(
    `- form "Connect your Wise account":\n  - /children: equal\n${tree.replace(/^\s*/, '  ').replaceAll(/\n +/g, '\n  ')}\n  - status`,
  );
}

/** The expected tree while awaiting a code. */
const awaiting = (field: string, error = ''): string => `
  - paragraph: Enter the code
  - ${error ? `alert: ${error}` : `paragraph: "${MAILED}"`}
  - text: Code from Wise
  - textbox "Code from Wise"${field}
  - paragraph: ${SAFETY}
  - paragraph: /You can enter it until \\d+:\\d\\d [AP]M\\./
  - button "Continue"
  - button "Send the email again"
  - button "Cancel"${error && '\n  - paragraph: /^Reference /'}`;

test('A3 A12 from the email to the link: each step is in the accessibility tree, and is announced once', async ({ page }) => {
  const { customer, heard } = await openAndListen(page, 'Sarah Jenkins');
  await isTree(page, `
    - paragraph: Connect your Wise account
    - paragraph: Wise will email you a link, at the address we have for you. Open it to see a code, then enter the code here.
    - paragraph: You can disconnect at any time in your Wise settings.
    - button "Send me the email"`);

  const email = heldBack(page, '**/api/wise/email', false);
  await customer.press('Send me the email');
  await email.arrived;
  await isTree(page, `
    - paragraph: Enter the code
    - paragraph: ${ASKING}
    - text: Code from Wise
    - textbox "Code from Wise"
    - paragraph: ${SAFETY}
    - paragraph: /You can enter it until /
    - button "Continue" [disabled]
    - button "Send the email again" [disabled]
    - button "Cancel"`);
  email.release();
  await isTree(page, awaiting(''));
  await expect(codeField(page)).toHaveAccessibleDescription(
    /^Only enter a code you asked for here, just now\. .* You can enter it until \d+:\d\d [AP]M\.$/,
  );

  const code = await codeFromEmail(customer);
  await customer.type('Code from Wise', 'HEARD1');
  await customer.press('Continue');
  await isTree(page, awaiting(' [active] [invalid]: HEARD1', `${WRONG} You have 4 attempts left.`));
  await expect(codeField(page)).toHaveAccessibleDescription(new RegExp(`${WRONG} You have 4 attempts left\\.`));

  await customer.type('Code from Wise', code);
  const exchange = heldBack(page, EXCHANGE, true);
  await customer.press('Continue');
  await exchange.arrived;
  await isTree(page, `- paragraph: ${MOMENT}`);
  await expect.poll(heard).toContain(`status: ${MOMENT}`);
  exchange.release();
  await isTree(page, `
    - paragraph: Is this your Wise account?
    - paragraph: S••• J••• personal profile •••5282
    - button "Yes, connect it"
    - button "No, it is not mine"`);

  for (const name of ['Yes, connect it', 'No, it is not mine']) {
    await expect(page.getByRole('button', { name })).toHaveAccessibleDescription('S••• J••• personal profile •••5282');
  }

  await customer.press('Yes, connect it');
  await isTree(page, `
    - paragraph: Your Wise account is connected.
    - paragraph: S••• J••• personal profile •••5282
    - paragraph: You can disconnect at any time in your Wise settings.`);
  // A wait is announced only after a second, which can happen to other waits on a slow machine.
  const said = await heard();
  expect(said.filter((words) => words !== `status: ${MOMENT}`)).toEqual([
    `status: ${ASKING}`,
    `status: ${MAILED}`,
    `alert: ${WRONG} You have 4 attempts left.`,
    'status: Is this your Wise account? S••• J••• · personal profile •••5282',
    'status: Your Wise account is connected. S••• J••• · personal profile •••5282',
  ]);
  await forgetLinks(page);
});

test('E9 A3 A12 out of tries: each wrong code is announced once with the tries left; another email is offered, but no sixth try yet', async ({ page }) => {
  // The bank pauses this customer afterwards, so it is Omar: the other tests use Sarah.
  const { customer, heard } = await openAndListen(page, 'Omar Haddad');
  await customer.press('Send me the email');
  const left = ['You have 4 attempts left.', 'You have 3 attempts left.', 'You have 2 attempts left.', 'You have one attempt left.'];
  for (const [tried, words] of left.entries()) {
    await customer.type('Code from Wise', `NOCOD${tried}`);
    await customer.press('Continue');
    await customer.reads(words);
  }
  await customer.type('Code from Wise', 'NOCOD4');
  await customer.press('Continue');
  await isTree(page, `
    - alert: /^Too many attempts\\. Contact us if you need help\\./
    - button "Send me the email"
    - paragraph: /^Reference /
    - button "Copy the reference"`);
  const said = await heard();
  expect(said.filter((words) => words.startsWith('alert'))).toEqual([
    ...left.map((words) => `alert: ${WRONG} ${words}`),
    expect.stringMatching(/^alert: Too many attempts\. Contact us if you need help\./),
  ]);

  // The bank enforces the limit: it does not send the new code to Wise until the pause is over.
  await customer.press('Send me the email');
  await customer.type('Code from Wise', await codeFromEmail(customer, 'Omar Haddad'));
  await customer.press('Continue');
  await customer.reads('Too many attempts. Contact us if you need help. You can try again in');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await askedOfWise()).toEqual({ exchanges: 5, refused: 5, emails: 2 });
});
