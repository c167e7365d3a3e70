// Tests attempts across reloads, the back/forward cache, freezes, routes and tabs.
import { expect, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import type { Customer } from './customer.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise, saysYes } from './flows.js';
import { heldBack } from './held-back.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';
import { withoutStart } from './without-start.js';

const EXCHANGE = '**/api/wise/exchange';
const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const GONE = 'Did you close the Wise window? If not, continue there.';
const BACK = 'You came back before you had finished at Wise.';
const AGAIN = 'We could not connect your account. Start again.';
const EXPIRED = 'The code has expired or has already been used. Start again.';
const SARAH = 'S••• J••• · personal •••5282';

test.beforeEach(() => newWise());

/** Opens one of the bank's pages, logged in. */
async function atBank(page: Page, path: string, name?: string): Promise<PlaywrightCustomer> {
  const customer = new PlaywrightCustomer(page);
  await logInAtBank(customer, path, name);
  return customer;
}

/** Starts an attempt, and waits until the window shows Wise, because an empty window cannot be continued. */
async function goesToWise(customer: PlaywrightCustomer): Promise<PlaywrightCustomer> {
  const window = await customer.pressAndFollow(LAUNCH);
  await window.page.waitForURL(`${WISE}/**`);
  return window;
}

/** Links an account in a popup. */
async function linksFrom(customer: PlaywrightCustomer, button = LAUNCH, give: (customer: Customer) => Promise<void> = giveAccess): Promise<void> {
  await give(await customer.pressAndFollow(button));
  await isLinked(customer);
}

/** Links an account in this tab. */
async function linksHere(customer: PlaywrightCustomer, button = LAUNCH): Promise<void> {
  await customer.press(button);
  await giveAccess(customer);
  await isLinked(customer);
}

async function isLinked(customer: PlaywrightCustomer): Promise<void> {
  await customer.reads(LINKED);
  expect(await storedLinks(customer.page)).toEqual([SARAH]);
  await forgetLinks(customer.page);
}

/** Gives access at Wise, where the customer is already logged in. */
async function givesAccessAgain(window: Customer): Promise<void> {
  await window.press('Continue');
  await window.press('Give access');
}

/** Follows the link of the newest email, and reads the code at Wise. */
async function codeFromMail({ page }: PlaywrightCustomer, give: (customer: Customer) => Promise<void> = giveAccess): Promise<string> {
  const [newest]: { link: string }[] = await (await fetch(`${WISE}/simulator/outbox`)).json();
  const mail = new PlaywrightCustomer(await page.context().newPage());
  await mail.visit(newest?.link ?? '');
  await give(mail);
  const code = await mail.readsCode();
  await mail.page.close();
  await page.bringToFront();
  return code;
}

/** Types the code, confirms the account, and waits for the link. */
async function linksByCode(customer: PlaywrightCustomer, give: (customer: Customer) => Promise<void> = giveAccess): Promise<void> {
  await customer.type('Code from Wise', await codeFromMail(customer, give));
  await customer.press('Continue');
  await customer.press('Yes, connect it');
  await isLinked(customer);
}

/** Types the code, and waits for the question "Is this your Wise account?". */
async function asked(page: Page): Promise<PlaywrightCustomer> {
  const customer = await atBank(page, 'email.html');
  await customer.press('Send me the email');
  await customer.reads('Wise has emailed you a link.');
  await customer.type('Code from Wise', await codeFromMail(customer));
  await customer.press('Continue');
  await customer.reads('Is this your Wise account?');
  return customer;
}

test.describe('after a reload', () => {
  test('G1 before an attempt, and after a link: it starts', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    await page.reload();
    await linksFrom(customer);
    await page.reload();
    await linksFrom(customer, LAUNCH, givesAccessAgain);
  });

  test('G1 while the customer is at Wise in a window: the response still counts, and the window closes', async ({ page, context }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    await page.reload();
    await customer.reads(GONE);
    await giveAccess(window);
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(1);
    await expect.poll(() => context.pages().length).toBe(1);
  });

  test('G1 while the customer is at Wise in a window: the button finds that window, and opens no second one', async ({ page, context }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    await page.reload();
    await customer.press('Open Wise again');
    await giveAccess(window);
    await isLinked(customer);
    await expect.poll(() => context.pages().length).toBe(1);
  });

  test('G1 while it navigates to Wise in this tab: the card says so, and goes there again', async ({ page }) => {
    const customer = await atBank(page, 'redirect.html');
    // Simulates a slow Wise. During a real navigation, Playwright cannot read the page.
    await page.evaluate(() => {
      const leave = (event: Event): void => {
        event.preventDefault();
        document.body.dataset.leaves = '';
      };
      Reflect.get(window, 'navigation').addEventListener('navigate', leave, { once: true });
    });
    await customer.press(LAUNCH);
    await customer.reads('Taking you to Wise…');
    await page.locator('body[data-leaves]').waitFor();
    await page.reload();
    await customer.reads(BACK);
    await linksHere(customer, 'Go to Wise again');
  });

  test('G1 while it requests the email: the code can be typed, and the email sent again', async ({ page }) => {
    const customer = await atBank(page, 'email.html');
    const call = heldBack(page, '**/api/wise/email', false);
    await customer.press('Send me the email');
    await call.arrived;
    await page.reload();
    call.release();
    await customer.reads('Enter the code that Wise showed you.');
    await customer.press('Send the email again');
    await customer.reads('Wise has emailed you a link.');
    await linksByCode(customer);
  });

  test('G1 E18 while awaiting a code: the field stays, its text does not, and the email’s code links', async ({ page }) => {
    const customer = await atBank(page, 'email.html');
    await customer.press('Send me the email');
    await customer.reads('Wise has emailed you a link.');
    await customer.type('Code from Wise', 'CANARY');
    await page.reload();
    await customer.reads('Enter the code that Wise showed you.');
    await expect(page.getByLabel('Code from Wise')).toHaveValue('');
    expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain('CANARY');
    await linksByCode(customer);
  });

  for (const isReceived of [false, true]) {
    test(`G1 while the code is with the bank, which ${isReceived ? 'asks whose account it is' : 'has not received it'}: without status-url no status is requested, and the customer starts again`, async ({ page }) => {
      await withoutStart(page);
      const customer = await atBank(page, 'popup.html');
      const call = heldBack(page, EXCHANGE, isReceived, !isReceived);
      await giveAccess(await customer.pressAndFollow(LAUNCH));
      await call.arrived;
      await page.reload();
      call.release();
      await customer.reads(AGAIN);
      await customer.reads('Reference ');
      expect(await storedLinks(page)).toEqual([]);
      await givesAccessAgain(await customer.pressAndFollow('Start again'));
      await saysYes(customer);
      await isLinked(customer);
    });
  }

  test('G1 during "Is this your Wise account?": the bank knows, and the card asks again', async ({ page }) => {
    const customer = await asked(page);
    await page.reload();
    await customer.reads('Is this your Wise account?');
    expect(await storedLinks(page)).toEqual([]);
    await customer.press('Yes, connect it');
    await isLinked(customer);
  });

  test('G1 during "Is this your Wise account?", without status-url: nothing is linked, and the customer starts again', async ({ page }) => {
    await withoutStart(page);
    const customer = await asked(page);
    await page.reload();
    await customer.reads(AGAIN);
    expect(await storedLinks(page)).toEqual([]);
    await customer.press('Send me the email');
    await customer.reads('Wise has emailed you a link.');
    await linksByCode(customer, givesAccessAgain);
  });

  test('G1 after a final failure: it starts', async ({ page }) => {
    const customer = await atBank(page, 'mismatch.html');
    await giveAccess(await customer.pressAndFollow(LAUNCH), 'Sarah Jenkins (another person)');
    await customer.reads('We could not confirm that this account is yours.');
    await page.reload();
    const window = await goesToWise(customer);
    await window.press('Not you? Log out');
    await giveAccess(window);
    await isLinked(customer);
  });

  test('G1 after a temporary failure: the code is lost with the page, and the customer starts again', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    await page.route(EXCHANGE, (route) => route.fulfill({ status: 401 }), { times: 1 });
    await giveAccess(await customer.pressAndFollow(LAUNCH));
    await customer.reads('You have been logged out.');
    await page.reload();
    await customer.reads(AGAIN);
    await linksFrom(customer, 'Start again', givesAccessAgain);
  });
});

test.describe('after Back from the back/forward cache', { tag: '@whole' }, () => {
  /** Goes to another page, and back to this one, which the browser restores from its cache. */
  async function leaveAndReturn(page: Page, go: () => Promise<unknown> = () => page.goto(`${BANK}/overview.html`)): Promise<void> {
    await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })));
    const before = await page.evaluate(() => history.length);
    await go();
    const back = page.evaluate((length) => void setTimeout(() => history.go(length - history.length)), before);
    await Promise.all([page.waitForEvent('framenavigated'), back]);
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'persisted')), 'restored from the cache').toBe(true);
  }

  test('G2 G6 before an attempt: the browser caches the page, and its button works', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await leaveAndReturn(everydayPage);
    await linksHere(customer);
  });

  test('G2 R8 while the customer is at Wise: the card says so, and goes there again', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await leaveAndReturn(everydayPage, async () => {
      await customer.press(LAUNCH);
      await customer.reads('Log in as Sarah Jenkins');
    });
    await customer.reads(BACK);
    await linksHere(customer, 'Go to Wise again');
  });

  test('G2 R9 while the customer is at Wise, then Forward: the customer finishes there, and it links', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await leaveAndReturn(everydayPage, async () => {
      await customer.press(LAUNCH);
      await customer.reads('Log in as Sarah Jenkins');
    });
    await everydayPage.goForward({ waitUntil: 'commit' });
    await giveAccess(customer);
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(1);
  });

  test('G2 while it requests the email: it continues', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'email.html');
    const call = heldBack(everydayPage, '**/api/wise/email', false);
    await customer.press('Send me the email');
    await call.arrived;
    await leaveAndReturn(everydayPage);
    call.release();
    await customer.reads('Wise has emailed you a link.');
    await linksByCode(customer);
  });

  test('G2 while awaiting a code: the typed text is still there', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'email.html');
    await customer.press('Send me the email');
    await customer.reads('Wise has emailed you a link.');
    await customer.type('Code from Wise', await codeFromMail(customer));
    await leaveAndReturn(everydayPage);
    await customer.press('Continue');
    await customer.press('Yes, connect it');
    await isLinked(customer);
  });

  test('G2 while the code is with the bank: its answer still counts', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await customer.press(LAUNCH);
    const call = heldBack(everydayPage, EXCHANGE, false);
    await giveAccess(customer);
    await call.arrived;
    await leaveAndReturn(everydayPage);
    call.release();
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(1);
  });

  test('G2 during "Is this your Wise account?": the question is still there', async ({ everydayPage }) => {
    const customer = await asked(everydayPage);
    await leaveAndReturn(everydayPage);
    await customer.press('Yes, connect it');
    await isLinked(customer);
  });

  test('G2 after a link: it shows the link', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await customer.press(LAUNCH);
    await giveAccess(customer);
    await customer.reads(LINKED);
    await leaveAndReturn(everydayPage);
    await isLinked(customer);
  });

  test('G2 to the page that navigated to Wise, after a link: it shows the link too', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await leaveAndReturn(everydayPage, async () => {
      await customer.press(LAUNCH);
      await giveAccess(customer);
      await customer.reads(LINKED);
    });
    await isLinked(customer);
  });

  test('G2 after a failure: the same code is sent again', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'redirect.html');
    await everydayPage.route(EXCHANGE, (route) => route.fulfill({ status: 401 }), { times: 1 });
    await customer.press(LAUNCH);
    await giveAccess(customer);
    await customer.reads('You have been logged out.');
    await leaveAndReturn(everydayPage);
    await customer.press('Try again');
    await isLinked(customer);
  });

  test('G2 a page that opened a window, which no browser caches: the response counts on the newly loaded page', async ({ everydayPage }) => {
    const customer = await atBank(everydayPage, 'popup.html');
    const window = await goesToWise(customer);
    await everydayPage.goto(`${BANK}/overview.html`);
    await everydayPage.goBack();
    await customer.reads(GONE);
    await giveAccess(window);
    await isLinked(customer);
  });
});

test.describe('the page is frozen or the machine sleeps', { tag: '@whole' }, () => {
  /** A page with a controllable clock, which can be frozen in the background. */
  async function stillPage(page: Page): Promise<{ freeze: () => Promise<void>; resume: (hours: number) => Promise<void> }> {
    await page.addInitScript(() => {
      const { now } = Date;
      let offset = 0;
      Date.now = () => now() + offset;
      const beats: number[] = [];
      setInterval(() => beats.push(beats.length), 10);
      Object.assign(window, { beats, sleep: (hours: number) => (offset += hours * 3_600_000) });
    });
    const cdp = await page.context().newCDPSession(page);
    const run = async (expression: string): Promise<unknown> => (await cdp.send('Runtime.evaluate', { expression })).result.value;
    return {
      freeze: async () => {
        await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
        expect(await run('document.visibilityState')).toBe('hidden');
        const before = await run('beats.length');
        await new PlaywrightCustomer(await page.context().newPage()).visit(`${BANK}/mark.svg`);
        expect(await run('beats.length'), 'no timer runs in the frozen page').toBe(before);
      },
      resume: async (hours) => {
        await run(`sleep(${hours})`);
        await cdp.send('Page.setWebLifecycleState', { state: 'active' });
        await page.bringToFront();
      },
    };
  }

  // Chromium delivers channel messages to a frozen page, and queues window messages until it resumes.
  for (const transport of ['channel', 'message']) {
    test(`G3 frozen for 31 minutes, with a waiting response by ${transport}: it counts before the time limit`, async ({ everydayPage }) => {
      const { freeze, resume } = await stillPage(everydayPage);
      if (transport === 'message') await everydayPage.addInitScript(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
      const customer = await atBank(everydayPage, 'popup.html');
      const window = await goesToWise(customer);
      const closed = window.page.waitForEvent('close');
      await freeze();
      await giveAccess(window);
      if (transport === 'message') await window.reads('Go back to the page where you started to continue.');
      else await closed;
      await resume(31 / 60);
      await closed;
      await isLinked(customer);
      expect(await exchangesAtWise()).toBe(1);
    });
  }

  // Sleep is indistinguishable from a clock change, so neither ends an attempt at Wise.
  test('G7 asleep for eight hours while the customer is at Wise: it continues, and Wise can be opened again', async ({ everydayPage }) => {
    const { freeze, resume } = await stillPage(everydayPage);
    const customer = await atBank(everydayPage, 'popup.html');
    const window = await goesToWise(customer);
    await freeze();
    await resume(8);
    await window.page.close();
    await customer.reads('Did you close the Wise window?');
    await linksFrom(customer, 'Open Wise again');
  });

  test('G7 asleep for eight hours at the code field: the time has ended, and the customer starts again', async ({ everydayPage }) => {
    // Only the customer's machine sleeps here, so with status-url the bank would keep the attempt open.
    await withoutStart(everydayPage);
    const { freeze, resume } = await stillPage(everydayPage);
    const customer = await atBank(everydayPage, 'email.html');
    await customer.press('Send me the email');
    await customer.reads('Wise has emailed you a link.');
    await freeze();
    await resume(8);
    await customer.reads(EXPIRED);
    await customer.press('Send me the email');
    await customer.reads('Wise has emailed you a link.');
    await linksByCode(customer);
  });
});

test.describe('the page changes around the element', () => {
  /** Removes the element, as a single-page application does on another route; `back` adds a new one. */
  async function anotherRoute(page: Page): Promise<{ back: () => Promise<void> }> {
    await page.evaluate(() => {
      const element = document.querySelector('wise-link');
      const place = document.createComment('');
      element?.replaceWith(place);
      history.pushState(null, '', '#elsewhere');
      Object.assign(window, { back: () => place.replaceWith(element?.cloneNode(true) ?? '') });
    });
    return {
      back: async () => {
        // Playwright's `goBack` waits for a load, which Firefox does not report for an entry of the same document.
        await page.evaluate(() => history.back());
        await expect(page).not.toHaveURL(/#elsewhere/);
        await page.evaluate(() => Reflect.get(window, 'back')());
      },
    };
  }

  test('G1 another route and back while the customer is at Wise: the new element accepts the response', async ({ page, context }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    const { back } = await anotherRoute(page);
    await back();
    await customer.reads(GONE);
    await giveAccess(window);
    await isLinked(customer);
    await expect.poll(() => context.pages().length).toBe(1);
  });

  test('G1 on another route when the response arrives, and back: the window waits', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    const { back } = await anotherRoute(page);
    await giveAccess(window);
    await window.reads('Go back to the page where you started to continue.');
    await back();
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(1);
  });

  test('D3 removed and added again while the code is with the bank: the same key, and one exchange at Wise', async ({ page }) => {
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/wise/exchange')) keys.push(request.headers()['idempotency-key']);
    });
    const customer = await atBank(page, 'popup.html');
    const call = heldBack(page, EXCHANGE, true);
    await giveAccess(await customer.pressAndFollow(LAUNCH));
    await call.arrived;
    await page.evaluate(async () => {
      const element = document.querySelector('wise-link');
      const place = element?.parentElement;
      element?.remove();
      await new Promise((resolve) => setTimeout(resolve));
      place?.append(element ?? '');
    });
    await isLinked(customer);
    call.release();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await exchangesAtWise()).toBe(1);
  });

  test('G8 printed, zoomed, rotated, in dark mode and with reduced motion while the customer is at Wise: it links', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    await page.pdf();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark', reducedMotion: 'reduce', forcedColors: 'active', contrast: 'more' });
    await page.setViewportSize({ width: 320, height: 256 });
    await customer.reads('Continue in the Wise window.');
    await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null });
    await page.setViewportSize({ width: 1280, height: 720 });
    await expect(page.getByText('idle → authorizing (open)')).toHaveCount(1);
    await expect(page.getByText(/^authorizing → /)).toHaveCount(0);
    await giveAccess(window);
    await isLinked(customer);
  });

  test('G6 no page of the flows listens to unload events', async ({ page, context }) => {
    const listened = new Set<string>();
    // The development server's own script does.
    await context.route('**/@vite/client', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await context.exposeBinding('heard', (_, type: string) => listened.add(type));
    await context.addInitScript(() => {
      const { addEventListener } = EventTarget.prototype;
      EventTarget.prototype.addEventListener = function (...all: Parameters<typeof addEventListener>) {
        Reflect.get(window, 'heard')(all[0]);
        return addEventListener.apply(this, all);
      };
      for (const handler of ['onunload', 'onbeforeunload']) {
        const set = (): void => Reflect.get(window, 'heard')(handler);
        Object.defineProperty(window, handler, { set });
      }
    });
    await linksFrom(await atBank(page, 'popup.html'));
    await page.goto(`${BANK}/redirect.html`);
    const customer = new PlaywrightCustomer(page);
    await customer.press(LAUNCH);
    await givesAccessAgain(customer);
    await isLinked(customer);
    expect([...listened], 'the search finds the element’s listeners').toContain('wise-link-success');
    expect([...listened].filter((type) => /unload/.test(type))).toEqual([]);
  });
});

test.describe('two tabs', () => {
  /** The same page in another tab of this browser. */
  async function anotherTab({ page }: PlaywrightCustomer): Promise<PlaywrightCustomer> {
    const tab = new PlaywrightCustomer(await page.context().newPage());
    await tab.visit(page.url());
    return tab;
  }

  test('T4 the other one has no attempt: it shows the link', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    const other = await anotherTab(customer);
    await giveAccess(await customer.pressAndFollow(LAUNCH));
    await other.reads(LINKED);
    await other.reads('S••• J••• · personal profile •••5282');
    await expect(other.page.getByText('idle → linked (elsewhere)')).toHaveCount(1);
    await isLinked(customer);
  });

  test('T3 both at Wise: the first one links, the other shows it within 5 seconds, and its window closes', async ({ page, context }) => {
    const customer = await atBank(page, 'popup.html');
    const other = await anotherTab(customer);
    const window = await goesToWise(customer);
    const otherWindow = await goesToWise(other);
    await giveAccess(otherWindow);
    await other.reads(LINKED);
    await expect(page.getByText(LINKED).first()).toBeVisible({ timeout: 5000 });
    await expect.poll(() => window.page.isClosed()).toBe(true);
    expect(context.pages()).toHaveLength(2);
    expect(await exchangesAtWise()).toBe(1);
    await isLinked(customer);
  });

  test('T3 both codes are with the bank at once: both attempts end, and it keeps one link', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    const other = await anotherTab(customer);
    const calls = [customer, other].map((tab) => heldBack(tab.page, EXCHANGE, false));
    await giveAccess(await customer.pressAndFollow(LAUNCH));
    await givesAccessAgain(await other.pressAndFollow(LAUNCH));
    for (const { arrived } of calls) await arrived;
    for (const { release } of calls) release();
    await other.reads(LINKED);
    await isLinked(customer);
  });

  test('T3 a tab and its duplicate: the code is sent once, and both show the link', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    // A page that opens itself copies its session storage, as "Duplicate tab" does.
    await page.evaluate(() => {
      const button = document.createElement('button');
      button.textContent = 'Duplicate';
      button.onclick = () => void open(location.href);
      document.body.append(button);
    });
    const other = await customer.pressAndFollow('Duplicate');
    await other.reads(GONE);
    await giveAccess(window);
    await other.reads(LINKED);
    await isLinked(customer);
    expect(await exchangesAtWise()).toBe(1);
  });

  test('T6 another customer has logged in on the other one: the late code belongs to none of their attempts, and is refused', async ({ page }) => {
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    const other = await anotherTab(customer);
    await other.press('Log out');
    await other.press('Log in as Omar Haddad');
    await giveAccess(window);
    await customer.reads(AGAIN);
    expect(await exchangesAtWise()).toBe(0);
    expect(await storedLinks(page)).toEqual([]);
  });

  test('T6 another customer has logged in on the other one, and the element started the attempt: the late code is refused, and the card says why', async ({ page }) => {
    await withoutStart(page);
    const customer = await atBank(page, 'popup.html');
    const window = await goesToWise(customer);
    const other = await anotherTab(customer);
    await other.press('Log out');
    await other.press('Log in as Omar Haddad');
    await giveAccess(window);
    await customer.reads('We could not confirm that this account is yours. Use another account, or contact us.');
    expect(await storedLinks(other.page)).toEqual([]);
    expect(await storedLinks(page)).toEqual([]);
    await expect(other.page.getByText(LINKED)).toHaveCount(0);
  });
});

test.describe('two versions of the library on one page', () => {
  for (const [first, second] of [['script', 'module'], ['module', 'script']] as const) {
    test(`T5 the ${first} before the ${second}: the first one is used, nothing is thrown, and it links`, async ({ page }) => {
      const thrown: Error[] = [];
      page.on('pageerror', (error) => thrown.push(error));
      const customer = await atBank(page, first === 'script' ? 'script-tag.html' : 'popup.html');
      await customer.reads('Log in to Wise and choose what to share.');
      const isSame = await page.evaluate(async (isModule) => {
        const defined = customElements.get('wise-link');
        const script = Object.assign(document.createElement('script'), isModule ? { src: '/element.ts', type: 'module' } : { src: '/dist/cdn/wise-link.iife.js' });
        const loaded = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
        document.head.append(script);
        await loaded;
        return customElements.get('wise-link') === defined;
      }, second === 'module');
      expect(isSame).toBe(true);
      await linksFrom(customer);
      expect(thrown).toEqual([]);
    });
  }
});

test('D12 with scripts disabled the page shows a way to link', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const html = await (await fetch(`${BANK}/popup.html`)).text();
  // The bank's own page needs a script to show anything to a logged-in customer.
  await page.route('**/popup.html', (route) => route.fulfill({ contentType: 'text/html', body: html.replace('id="account" hidden', 'id="account"') }));
  await page.goto(`${BANK}/popup.html`);
  await expect(page.getByRole('link', { name: 'Link your Wise account by contacting us' })).toBeVisible();
  await context.close();
});
