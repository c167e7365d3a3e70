import { expect, type Page } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { askedOfWise, codeField, codeFromEmail, SENT } from './mail.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const EXCHANGE = '**/api/wise/exchange';
const WRONG = 'Wise does not know this code. Mind capital letters, and letters that look like digits.';
const MAILED = `${SENT} Open its link: it shows you a code to enter here.`;
const MOMENT = 'One moment. Please keep this page open.';
const ASKING = 'Asking Wise to e-mail you…';

test.beforeEach(() => newWise());

/** At the bank, with a log of what the live regions of the element say by themselves from now on, each time they say it. */
async function listens(page: Page, name: string): Promise<{ customer: PlaywrightCustomer; heard: () => Promise<string[]> }> {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, 'email.html', name);
  await page.locator('wise-link').evaluate((element) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const region of element.shadowRoot?.querySelectorAll('[role=status], [role=alert]') ?? []) {
      new MutationObserver((changes) => {
        for (const { textContent } of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
          if (textContent) heard.push(`${region.role}: ${textContent}`);
        }
      }).observe(region, { childList: true });
    }
  });
  return { customer, heard: () => page.evaluate(() => Reflect.get(window, 'heard')) };
}

/** The whole tree of the card, as a screen reader gets it. */
async function isTree(page: Page, tree: string): Promise<void> {
  await expect(page.locator('wise-link')).toMatchAriaSnapshot(`- /children: equal\n${tree.replace(/^\s*/, '').replaceAll(/\n +/g, '\n')}`);
}

/** The tree while a code is awaited, with what differs. */
const awaiting = (field: string, error = ''): string => `
  - status: "${MAILED}"
  - paragraph: Only enter a code that you asked for yourself, here, just now. Nobody from us or Wise will ask for it.
  - text: Code from Wise
  - textbox "Code from Wise"${field}${error && `\n- alert: ${error}`}
  - paragraph: /You can enter it until \\d+:\\d\\d [AP]M\\./
  - button "Continue"
  - button "Send it again"
  - button "Cancel"`;

test('A3 A12 from the e-mail to the link: each step is a tree that tells it, and is said once', async ({ page }) => {
  const { customer, heard } = await listens(page, 'Sarah Jenkins');
  await isTree(page, `
    - status: Wise sends a link to the e-mail address that we have for you. It shows you a code to enter here.
    - button "Send me the e-mail"`);

  const email = heldBack(page, '**/api/wise/email', false);
  await customer.press('Send me the e-mail');
  await email.arrived;
  await isTree(page, `
    - status: ${ASKING}
    - button "Cancel"`);
  email.release();
  await isTree(page, awaiting(''));
  await expect(codeField(page)).toHaveAccessibleDescription(
    /^Only enter a code that you asked for yourself, here, just now\. .* You can enter it until \d+:\d\d [AP]M\.$/,
  );

  const code = await codeFromEmail(customer);
  await customer.type('Code from Wise', 'HEARD1');
  await customer.press('Continue');
  await isTree(page, awaiting(' [active] [invalid]: HEARD1', `${WRONG} You have 4 tries left.`));
  await expect(codeField(page)).toHaveAccessibleDescription(new RegExp(`${WRONG} You have 4 tries left\\.`));

  await customer.type('Code from Wise', code);
  const exchange = heldBack(page, EXCHANGE, true);
  await customer.press('Continue');
  await exchange.arrived;
  await isTree(page, `- status: ${MOMENT}`);
  exchange.release();
  await isTree(page, `
    - status: Is this your Wise account?
    - paragraph: S••• J••• · personal profile •••5282
    - button "Yes, link it"
    - button "No, it is not mine"`);

  await customer.press('Yes, link it');
  await isTree(page, `
    - status: Your Wise account is linked.
    - paragraph: S••• J••• · personal profile •••5282
    - paragraph: You can end this at any time in your settings at Wise.`);
  expect(await heard()).toEqual([
    `status: ${ASKING}`,
    `status: ${MAILED}`,
    `status: ${MOMENT}`,
    `status: ${MAILED}`,
    `alert: ${WRONG} You have 4 tries left.`,
    `status: ${MOMENT}`,
    'status: Is this your Wise account?',
    `status: ${MOMENT}`,
    'status: Your Wise account is linked.',
  ]);
  await forgetLinks(page);
});

test('E9 A3 A12 out of tries: each wrong code is said once with what is left; a new e-mail can be had, but no sixth try yet', async ({ page }) => {
  // Whom the bank makes wait after this is Omar: the other tests type their codes as Sarah.
  const { customer, heard } = await listens(page, 'Omar Haddad');
  await customer.press('Send me the e-mail');
  const left = ['You have 4 tries left.', 'You have 3 tries left.', 'You have 2 tries left.', 'You have one try left.'];
  for (const [tried, words] of left.entries()) {
    await customer.type('Code from Wise', `NOCOD${tried}`);
    await customer.press('Continue');
    await customer.reads(words);
  }
  await customer.type('Code from Wise', 'NOCOD4');
  await customer.press('Continue');
  await isTree(page, `
    - status
    - alert: /^Too many tries\\. Wait a while, or contact us\\./
    - paragraph: /^Reference /
    - button "Send me the e-mail"
    - button "Copy the reference"`);
  const said = await heard();
  expect(said.filter((words) => words.startsWith('alert'))).toEqual([
    ...left.map((words) => `alert: ${WRONG} ${words}`),
    expect.stringMatching(/^alert: Too many tries\. Wait a while, or contact us\./),
  ]);

  // The bank counts, and not the card: the code of the new e-mail is not even shown to Wise until the pause is over.
  await customer.press('Send me the e-mail');
  await customer.type('Code from Wise', await codeFromEmail(customer, 'Omar Haddad'));
  await customer.press('Continue');
  await customer.reads('Too many tries. Wait a while, or contact us. This is possible again in');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await askedOfWise()).toEqual({ exchanges: 5, refused: 5, emails: 2 });
});
