// Tests how Wise opens: windows, blocked windows, phones, web views.
import { devices, expect, type Locator, type Page } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';
import { withoutStart } from './without-start.js';

const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const BLOCKED = 'Your browser blocked the Wise window.';
const GONE = 'Did you close the Wise window?';
const GO_BACK = 'Go back to the page where you started';

let customer: PlaywrightCustomer;

test.beforeEach(async ({ page }) => {
  customer = new PlaywrightCustomer(page);
  await newWise();
});

/** Opens Wise in the window. */
async function atWise(): Promise<PlaywrightCustomer> {
  await logInAtBank(customer, 'popup.html');
  return followed(LAUNCH);
}

/** Opens Wise in the window, which may first wait for the bank. */
async function followed(button: string): Promise<PlaywrightCustomer> {
  const window = await customer.pressAndFollow(button);
  await window.page.waitForURL(`${WISE}/**`);
  return window;
}

/** Waits until the card says that the browser blocked the window. */
async function blocked(): Promise<void> {
  await logInAtBank(customer, 'popup.html');
  // The page has had no user gesture since it was loaded.
  await customer.page.addInitScript(() => {
    addEventListener('load', () => void document.querySelector('wise-link')?.open());
  });
  await customer.page.reload();
  await customer.reads(BLOCKED);
}

/** Finishes at Wise, and waits for the link at the bank. */
async function links(window: PlaywrightCustomer): Promise<void> {
  await giveAccess(window);
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
  await forgetLinks(customer.page);
}

const stateIn = (url: string): string => new URL(url).searchParams.get('state') ?? '';

const phaseOf = (page: Page): Promise<string | undefined> => page.evaluate(() => document.querySelector('wise-link')?.phase);

const cancel = (page: Page): Promise<void> => page.evaluate(() => document.querySelector('wise-link')?.cancel());

/** Removes `mode` from the bank's page, so that it is `auto`. */
const inAutoMode = (page: Page): Promise<unknown> =>
  page.route('**/popup.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('mode="popup"', 'mode="auto"') });
  });

test.describe('the click', () => {
  const ways: [name: string, press: (page: Page) => Promise<void>][] = [
    ['Enter', async (page) => {
      await page.getByRole('button', { name: LAUNCH }).focus();
      await page.keyboard.press('Enter');
    }],
    ['Space', async (page) => {
      await page.getByRole('button', { name: LAUNCH }).focus();
      await page.keyboard.press('Space');
    }],
    ['a click on the bank’s own button, which calls open()', async (page) => {
      await page.evaluate(() => {
        const button = document.createElement('button');
        button.textContent = 'Link now';
        button.addEventListener('click', () => void document.querySelector('wise-link')?.open());
        document.body.append(button);
      });
      await page.getByRole('button', { name: 'Link now' }).click();
    }],
    ['a click with ctrl', (page) => page.getByRole('button', { name: LAUNCH }).click({ modifiers: ['Control'] })],
    ['a click with shift', (page) => page.getByRole('button', { name: LAUNCH }).click({ modifiers: ['Shift'] })],
  ];

  test('L1 L2 L18 any press opens one window with the complete request and an opener', async ({ page, context }) => {
    await withoutStart(page);
    await logInAtBank(customer, 'popup.html');
    await page.getByRole('button', { name: LAUNCH }).click({ button: 'middle' });
    expect([await phaseOf(page), context.pages().length], 'the middle button launches nothing').toEqual(['idle', 1]);
    const states = new Set<string>();
    for (const [name, press] of ways) {
      const [window] = await Promise.all([context.waitForEvent('page'), press(page)]);
      await window.waitForLoadState();
      const { searchParams } = new URL(window.url());
      expect([...searchParams.keys()], name).toEqual(['client_id', 'redirect_uri', 'state']);
      expect(await window.evaluate(() => !!opener), name).toBe(true);
      expect(context.pages(), name).toHaveLength(2);
      states.add(stateIn(window.url()));
      await Promise.all([window.waitForEvent('close'), cancel(page)]);
    }
    expect(states.size).toBe(ways.length);
  });

  test('L16 with mode auto, a window opens on a desktop; another press opens no second one', async ({ page, context }) => {
    await inAutoMode(page);
    const window = await atWise();
    for (let click = 0; click < 3; click += 1) await customer.press('Show the Wise window');
    expect(context.pages()).toHaveLength(2);
    await links(window);
  });

  test('P23 cancelled attempts leave no windows behind', async ({ page, context }) => {
    await logInAtBank(customer, 'popup.html');
    for (let round = 0; round < 5; round += 1) {
      const { page: window } = await customer.pressAndFollow(LAUNCH);
      await Promise.all([window.waitForEvent('close'), customer.press('Cancel')]);
    }
    expect(context.pages()).toEqual([page]);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});

test.describe('where windows are blocked', { tag: '@whole' }, () => {
  const follows: [name: string, follow: (link: Locator) => Promise<void>][] = [
    ['ctrl and a click', (link) => link.click({ modifiers: ['Control'] })],
    ['the middle button', (link) => link.click({ button: 'middle' })],
    ['Enter', (link) => link.press('Enter')],
  ];
  for (const [name, follow] of follows) {
    test(`L3 L18 nothing navigates to Wise automatically; the link opens it by ${name} with the same attempt, and the code arrives`, async ({ page, context }) => {
      await blocked();
      const link = page.getByRole('link', { name: 'Open Wise (opens a new window)' });
      await expect(link).toHaveAttribute('href', `${WISE}/oauth/authorize/`); // No attribute contains the state.
      const [opened] = await Promise.all([context.waitForEvent('page'), follow(link)]);
      await opened.waitForURL(/state=/);
      expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([`wise-link:${stateIn(opened.url())}`]);
      expect(page.url()).toBe(`${BANK}/popup.html`);
      await customer.reads(GONE);
      await links(new PlaywrightCustomer(opened));
    });
  }

  test('L3 the card explains it, and the same attempt continues in this tab', async ({ context }) => {
    await blocked();
    expect(context.pages()).toHaveLength(1);
    await customer.press('Continue in this tab');
    await links(customer);
  });

  test('L3 the copied link opens in another tab and links the same attempt', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: BANK });
    await blocked();
    await customer.press('Copy the link');
    await customer.reads('Copied.');
    const url = await page.evaluate(() => navigator.clipboard.readText());
    expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([`wise-link:${stateIn(url)}`]);
    const elsewhere = new PlaywrightCustomer(await context.newPage());
    await elsewhere.visit(url);
    await links(elsewhere);
  });

  test('L15 in a frame: the page opens in a new tab and links there, and the frame shows it', async ({ page, context }) => {
    await logInAtBank(customer, 'redirect.html');
    await expect(page.getByRole('button', { name: LAUNCH })).toBeVisible(); // The customer is logged in.
    await page.goto(`${BANK}/api/session`);
    await page.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src, width: 900, height: 900 })), `${BANK}/redirect.html`);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: LAUNCH }).click();
    await expect(frame.getByText('Open this page in a new tab to continue.').first()).toBeVisible();
    const [opened] = await Promise.all([context.waitForEvent('page'), frame.getByRole('link', { name: /^Open in a new tab/ }).click()]);
    const outside = new PlaywrightCustomer(opened);
    expect(opened.url()).toBe(`${BANK}/redirect.html`);
    // The frame's attempt continues there.
    await opened.getByRole('button', { name: /^(Connect your Wise account|Go to Wise again)$/ }).click();
    await giveAccess(outside);
    await outside.reads(LINKED);
    await expect(frame.getByText(LINKED).first()).toBeVisible();
    expect(await exchangesAtWise()).toBe(1);
    await forgetLinks(opened);
  });
});

test.describe('the window', () => {
  test('P13 closed after consent, before the redirect page ran: the card asks, nothing was exchanged, and another try links', async ({ page, context }) => {
    const window = await atWise();
    const state = stateIn(window.page.url());
    const cdp = await context.newCDPSession(window.page);
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*/wise-callback.html*' }] });
    const code = new Promise<string>((resolve) => cdp.once('Fetch.requestPaused', ({ request }) => resolve(request.url)));
    await window.press('Log in as Sarah Jenkins');
    await window.press('Continue');
    const given = window.press('Give access').catch(() => {}); // The window never receives the response.
    expect(await code).toContain('code=');
    await window.page.close();
    await given;
    await page.bringToFront();
    await customer.reads(GONE);
    expect(await exchangesAtWise()).toBe(0);
    const again = await followed('Open Wise again');
    expect(stateIn(again.page.url())).toBe(state);
    await again.press('Continue');
    await again.press('Give access');
    await customer.reads(LINKED);
    expect(await exchangesAtWise()).toBe(1);
    await forgetLinks(page);
  });

  test('P14 an error page at Wise is not an error of the element: after five minutes Wise can be opened again', async ({ page, context }) => {
    // The bank does not start attempts for another client id.
    await withoutStart(page);
    await context.clock.install();
    await logInAtBank(customer, 'popup.html');
    await page.locator('wise-link').evaluate((element) => element.setAttribute('client-id', 'nobody'));
    const window = await customer.pressAndFollow(LAUNCH);
    await window.reads('We can’t link your account');
    await context.clock.fastForward('04:30');
    await customer.reads('Continue in the Wise window.');
    await context.clock.fastForward('00:31');
    await customer.reads('Still waiting for Wise. Continue in the Wise window, or open Wise again.');
    expect(await phaseOf(page)).toBe('authorizing');
    await customer.press('Cancel');
  });

  test('P17 the bank’s page reloaded: it asks, accepts the response of the window, and links', async ({ page }) => {
    const window = await atWise();
    await page.reload();
    await customer.reads(GONE);
    await links(window);
  });

  test('P17 reloaded, then "Open Wise again": it finds the window of this attempt, and opens no other', async ({ page, context }) => {
    const window = await atWise();
    const state = stateIn(window.page.url());
    await window.press('Log in as Sarah Jenkins');
    await page.reload();
    await customer.reads(GONE);
    const there = window.page.waitForURL(/state=/);
    await customer.press('Open Wise again');
    await there;
    expect(stateIn(window.page.url())).toBe(state);
    expect(context.pages()).toHaveLength(2);
    await window.press('Continue');
    await window.press('Give access');
    await customer.reads(LINKED);
    await forgetLinks(page);
  });

  test('P18 the customer leaves the bank’s page: the redirect page says what to do and sends the code to no page; back there it links', async ({ page, context }) => {
    const responses: string[] = [];
    context.on('request', (request) => {
      if (request.url().includes('/wise-callback.html?')) responses.push(request.url());
    });
    const window = await atWise();
    await page.addInitScript(() => {
      const received: unknown[] = [];
      Object.assign(window, { received });
      addEventListener('message', ({ data }) => received.push(data));
    });
    await page.goto(`${WISE}/simulator/counters`);
    await giveAccess(window);
    await window.reads(GO_BACK);
    const [letter = ''] = responses;
    const { searchParams } = new URL(letter);
    const [code, state] = [searchParams.get('code') ?? 'none', searchParams.get('state') ?? 'none'];
    const shown = await window.page.evaluate(() => JSON.stringify([location.href, document.title, document.documentElement.outerHTML, sessionStorage, localStorage]));
    for (const secret of [code, state]) expect(shown.includes(secret), secret).toBe(false);
    expect(await page.evaluate(() => Reflect.get(window, 'received'))).toEqual([]);
    expect(await exchangesAtWise()).toBe(0);
    await page.goBack();
    await customer.reads(LINKED);
    expect(await exchangesAtWise()).toBe(1);
    await forgetLinks(page);
  });

  test('P16 P21 P22 isolated by COOP the window can be neither focused nor closed; cancel ends the attempt, and its late code is ignored', { tag: '@whole' }, async ({ page, context }) => {
    await newWise({ coop: 'same-origin' });
    const window = await atWise();
    const wrong: Error[] = [];
    page.on('pageerror', (error) => wrong.push(error));
    expect(await page.evaluate(() => document.querySelector('wise-link')?.focusWindow())).toBe(false);
    await cancel(page);
    expect(context.pages()).toHaveLength(2);
    await giveAccess(window);
    await window.reads(GO_BACK);
    expect(await exchangesAtWise()).toBe(0);
    expect(await phaseOf(page)).toBe('idle');
    expect(wrong).toEqual([]);
  });
});

for (const name of ['Pixel 7', 'iPhone 15']) {
  test.describe(`with mode auto, on the ${name}`, () => {
    const { userAgent = '', viewport = null } = devices[name] ?? {};
    test.use({ userAgent, viewport, isMobile: true, hasTouch: true });

    test('Wise opens in this tab and redirects back', async ({ page, context }) => {
      await inAutoMode(page);
      await logInAtBank(customer, 'popup.html');
      await customer.press(LAUNCH);
      await expect(page).toHaveURL(/\/oauth\/authorize\//);
      await links(customer);
      expect(context.pages()).toHaveLength(1);
      expect(page.url()).toBe(`${BANK}/popup.html`);
    });
  });
}

test.describe('in the browser of an app', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/515.0.0;FBDV/iPhone16,1]',
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });

  test('L14 no window opens; the customer can copy the page’s link, or continue in this tab', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: BANK });
    await inAutoMode(page);
    await logInAtBank(customer, 'popup.html');
    await customer.press(LAUNCH);
    await customer.reads('Wise does not open inside this app. Open this page in your browser.');
    expect(context.pages()).toHaveLength(1);
    await customer.press('Copy the link');
    await customer.reads('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${BANK}/popup.html`);
    await customer.press('Continue in this tab');
    await links(customer);
  });
});

/** Records, for each new text of the card's live regions, the time since its cause. */
const timeWords = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    let cause = 0;
    const waits: [words: string, milliseconds: number][] = [];
    Object.assign(window, { waits, cause: () => performance.timeOrigin + cause });
    for (const type of ['click', 'message', 'storage']) addEventListener(type, ({ timeStamp }) => (cause = timeStamp), true);
    const { fetch, open } = window;
    // The page is blocked while the browser opens a window, which does not count.
    window.open = (...target) => {
      const before = performance.now();
      const opened = open(...target);
      cause += performance.now() - before;
      return opened;
    };
    window.fetch = async (...request) => {
      const answer = fetch(...request);
      await answer.catch(() => {});
      cause = performance.now();
      return answer;
    };
    const isDefined = new Promise((resolve) => addEventListener('DOMContentLoaded', resolve)).then(() => customElements.whenDefined('wise-link'));
    void isDefined.then(() => {
      const root = document.querySelector('wise-link')?.shadowRoot;
      const regions = [...(root?.querySelectorAll<HTMLElement>('[part=status], [part=error], [part=notice]') ?? [])];
      const words = (): string => regions.map((region) => (region.checkVisibility() ? region.textContent : '')).join('');
      let last = words();
      const look = (): void => {
        const now = words();
        if (now !== last && now) waits.push([now, performance.now() - cause]);
        last = now;
      };
      if (root) new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  });

type Waits = [words: string, milliseconds: number][];

/** The shortest time for each text. A delay of the element is in every round, a pause of the machine is not. */
function shortest(waits: Waits): Map<string, number> {
  const found = new Map<string, number>();
  for (const [words, milliseconds] of waits) found.set(words, Math.min(milliseconds, found.get(words) ?? Infinity));
  return found;
}

test('L3 within 100 ms of an event its text is on the screen and in the accessibility tree', { tag: '@whole' }, async ({ page, context }) => {
  test.setTimeout(300_000);
  // Without the bank's start request, only the element is measured.
  await withoutStart(page);
  await timeWords(page);
  // The only refusal after which the code is sent again only on "Try again".
  const loggedOut = { status: 401, contentType: 'application/problem+json', body: '{"code":"session_required","retryable":true}' };
  const linked = { status: 'linked', link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } };
  const cdp = await context.newCDPSession(page);
  const announced: Waits = [];
  /** Presses, and measures until the accessibility tree has the text. */
  const press = async (name: string, words: string): Promise<void> => {
    const pressed = customer.press(name);
    for (let isThere = false; !isThere; ) {
      const { nodes } = await cdp.send('Accessibility.getFullAXTree');
      isThere = nodes.some((node) => String(node.name?.value).startsWith(words));
    }
    const now = Date.now();
    await pressed;
    announced.push([words, now - (await page.evaluate(() => Reflect.get(window, 'cause')()))]);
  };
  await logInAtBank(customer, 'email.html');
  // Measure the element that the page was loaded with.
  await page.reload();
  await page.locator('wise-link').evaluate((element) => element.setAttribute('mode', 'popup'));
  const seenSoFar = async (): Promise<Map<string, number>> => shortest(await page.evaluate(() => Reflect.get(window, 'waits')));
  const late = async (): Promise<[string, number][]> => [...(await seenSoFar()), ...shortest(announced)].filter(([, milliseconds]) => milliseconds >= 100);
  // Other programs on the machine make a text late in some rounds, the element in each.
  for (let round = 0; round < 3 || (round < 10 && (await late()).length > 0); round += 1) {
    await page.evaluate(() => Object.assign(window, { open: () => null, reallyOpen: window.open }));
    await press(LAUNCH, BLOCKED);
    await press('Copy the link', 'Copied.');
    await press('Get a code by email', 'If there is a Wise account for s•••@e•••.com');
    await press('Continue', 'Enter the code that Wise');
    await press('Cancel', 'Log in to Wise');
    await page.evaluate(() => Object.assign(window, { open: Reflect.get(window, 'reallyOpen') }));
    const wise = await customer.pressAndFollow(LAUNCH);
    // The bank would ask "is this your account?" after a start of the page's own, and the answer has to wait.
    await page.route('**/api/wise/exchange', (route) => route.fulfill({ json: linked }), { times: 1 });
    await page.route('**/api/wise/exchange', (route) => route.fulfill(loggedOut), { times: 1 });
    if (!round) await wise.press('Log in as Sarah Jenkins');
    await wise.press('Continue');
    await wise.press('Give access');
    await customer.reads('You have been logged out.');
    await page.bringToFront();
    await press('Try again', LINKED);
    await page.evaluate(() => document.querySelector('wise-link')?.reset());
  }
  await forgetLinks(page);
  // In no order: a browser that draws the first text early makes it known only when it comes back.
  expect([...(await seenSoFar()).keys()].map((words) => words.slice(0, 14)).sort()).toEqual([
    'Asking Wise to', 'Continue in th', 'Enter the code', 'If there is a ', 'Log in to Wise', 'One moment. Ke',
    'You have been ', 'Your Wise acco', 'Your browser b', 'Your browser b',
  ]);
  expect(shortest(announced).size).toBe(6);
  expect(await late()).toEqual([]);
});
