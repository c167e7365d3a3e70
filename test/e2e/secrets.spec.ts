// Tests that no code, state, token or email address remains after a flow.
import { expect, type CDPSession, type Page } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { giveAccess, linksByPopup, linksByRedirect, linksByTypedCode, logInAtBank, newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';
import { withoutStart } from './without-start.js';

type Flow = (customer: PlaywrightCustomer) => Promise<void>;

/** Links at a bank without `start-url`, where the element starts the attempt. */
const alone = (flow: Flow): Flow => async (customer) => {
  await withoutStart(customer.page);
  await flow(customer);
};

/** Reloads the page while the code is being exchanged, so that the element requests the status. */
const andAgain: Flow = async (customer) => {
  const { arrived, release } = heldBack(customer.page, '**/api/wise/exchange', true);
  await logInAtBank(customer, 'popup.html');
  await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
  await arrived;
  await customer.page.reload();
  release();
  await customer.reads('Your Wise account is connected.');
};

const flows: [name: string, flow: Flow][] = [
  ['popup', (customer) => linksByPopup(customer)],
  ['popup, started by the element', alone((customer) => linksByPopup(customer, false))],
  ['popup, reloaded during the exchange', andAgain],
  ['redirect, by the redirect page', (customer) => linksByRedirect(customer)],
  ['redirect, started by the element', alone((customer) => linksByRedirect(customer, 'redirect.html', false))],
  ['redirect, back to the page itself', (customer) => linksByRedirect(customer, 'same-page.html')],
  ['typed code', linksByTypedCode],
  ['typed code, started by the element', alone(linksByTypedCode)],
];

/** Whether a URL may contain a code and a state: Wise's pages, and the redirect URIs. */
const mayHaveCode = (url: string): boolean => url.startsWith(WISE) || /^\/(wise-callback|same-page)\.html$/.test(new URL(url).pathname);

/** Everything that is visible after a link: console, text, storage, and history. */
async function remains(page: Page, cdp: CDPSession): Promise<string> {
  const history = await cdp.send('Page.getNavigationHistory');
  // A redirect leaves its request in the history of Wise's pages, as every OAuth redirect does; its state is already used.
  const entries = history.entries.filter(({ url }) => url.startsWith(BANK));
  const here = await page.evaluate(() => {
    const markup = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map((element) => {
          const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`).join(' ');
          const text = element instanceof HTMLInputElement ? element.value : element.childElementCount ? '' : element.textContent;
          return `${attributes} ${text} ${element.shadowRoot ? markup(element.shadowRoot) : ''}`;
        })
        .join('\n');
    const received = Reflect.get(window, 'received');
    return { markup: markup(document), storage: JSON.stringify([localStorage, sessionStorage]), received };
  });
  return JSON.stringify([entries, here]);
}

/** The answer of `start-url`, the only one that contains a state. */
function withoutState(text: string): string {
  const { state, authorizeUrl, ...rest }: Record<string, unknown> = JSON.parse(text || '{}');
  return JSON.stringify([rest, typeof state, typeof authorizeUrl]);
}

for (const [name, flow] of flows) {
  test(`Q8 I-10 no code, state, token or email address remains anywhere: ${name}`, async ({ page, context }) => {
    await newWise();
    const printed: string[] = [];
    const secrets = new Set(['sarah@example.com']);
    context.on('console', (message) => printed.push(message.text()));
    context.on('weberror', (error) => printed.push(String(error.error())));
    const sentTo = new Set<string>();
    const addresses: string[] = [];
    context.on('request', (request) => {
      if (!mayHaveCode(request.url())) addresses.push(request.url());
      addresses.push(request.headers().referer ?? '');
      const { searchParams } = new URL(request.url());
      const body = request.postData() ?? '';
      for (const secret of [searchParams.get('code'), searchParams.get('state')]) if (secret) secrets.add(secret);
      if (!body.startsWith('{') || !body.includes('"code"')) return;
      const { code, state }: Record<string, string> = JSON.parse(body);
      for (const secret of [code, state]) if (secret) secrets.add(secret);
      sentTo.add(new URL(request.url()).pathname);
    });
    context.on('response', async (response) => {
      // The bank's answers contain no token and no address either.
      if (!response.url().startsWith(`${BANK}/api/`)) return;
      const text = await response.text().catch(() => '');
      printed.push(response.url().endsWith('/api/wise/start') ? withoutState(text) : text);
    });
    await page.addInitScript(() => {
      const received: unknown[] = [];
      Object.assign(window, { received });
      for (const type of ['change', 'success', 'error', 'exit', 'navigate']) {
        addEventListener(`wise-link-${type}`, (event) => received.push(Object.entries(event)));
      }
    });
    const cdp = await context.newCDPSession(page);
    await flow(new PlaywrightCustomer(page));

    const everything = `${await remains(page, cdp)}${printed.join('\n')}`;
    expect(everything, 'the search covers the page').toContain('Your Wise account is connected.');
    expect(secrets.size).toBeGreaterThanOrEqual(3);
    for (const secret of secrets) {
      expect(everything.includes(secret), `"${secret}" remains`).toBe(false);
      expect(addresses.filter((address) => address.includes(secret)), `"${secret}" is in an address or a referrer`).toEqual([]);
    }
    expect(everything).not.toMatch(/access_?token|refresh_?token/i);
    expect([...sentTo], 'I-1 the code goes to the exchange URL and nowhere else').toEqual(['/api/wise/exchange']);
    await forgetLinks(page);
  });
}

test('F7 the redirect page makes no request while the code is in its address, and sends no referrer', async ({ page, context }) => {
  await newWise();
  const referrers: (string | undefined)[] = [];
  context.on('request', async (request) => {
    const headers = await request.allHeaders().catch(() => ({}) as Record<string, string>);
    referrers.push(headers.referer);
  });
  await linksByPopup(new PlaywrightCustomer(page));
  expect(referrers.filter((referrer) => referrer?.includes('code='))).toEqual([]);
  await forgetLinks(page);
});
