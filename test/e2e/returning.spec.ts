// Tests the return from Wise, in the same tab and through the redirect page.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, linksByPopup, linksByRedirect, logInAtBank, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const REDIRECT_PAGE = `${BANK}/wise-callback.html`;
const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const LEFT = 'You came back before you had finished at Wise.';
const DONE = 'Done. You can close this window.';
const GO_BACK = 'Go back to the page where you started';
const NOTHING = 'No account was connected. Go back to the page where you started and try again.';

/** The two redirect URIs: the redirect page, or the bank's page itself. */
const HOMES = ['redirect.html', 'same-page.html'] as const;

let customer: PlaywrightCustomer;

test.beforeEach(async ({ page }) => {
  customer = new PlaywrightCustomer(page);
  await newWise();
});

/** Opens Wise in the same tab. */
async function atWise(path: string): Promise<void> {
  await logInAtBank(customer, path);
  await customer.press(LAUNCH);
  await expect(customer.page).toHaveURL(/\/oauth\/authorize\//);
}

/** Checks that the account is linked by one exchange, and that the page keeps nothing of it. */
async function isLinkedOnce(path: string): Promise<void> {
  const { page } = customer;
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
  expect(await storedLinks(page)).toHaveLength(1);
  expect(page.url()).toBe(`${BANK}/${path}`);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await forgetLinks(page);
}

/** Delays the redirect back to the bank after access is given. */
async function heldAnswer(page: Page): Promise<{ url: string; release: () => Promise<void> }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: `${BANK}/*code=*` }] });
  const paused = new Promise<{ url: string; release: () => Promise<void> }>((resolve) =>
    cdp.once('Fetch.requestPaused', ({ requestId, request }) =>
      resolve({
        url: request.url,
        release: async () => {
          await cdp.send('Fetch.continueRequest', { requestId });
          await cdp.send('Fetch.disable');
        },
      }),
    ),
  );
  void giveAccess(customer);
  return paused;
}

test.describe('in this tab', () => {
  test('R1 Q3 to Wise and back, with one exchange, also in a private window', async ({ page, context }) => {
    const attempts: string[] = [];
    await page.exposeFunction('noted', (keys: string) => void attempts.push(keys));
    await page.addInitScript(() => {
      // Before the redirect page's script runs: what the previous page stored.
      if (location.pathname === '/wise-callback.html') Reflect.get(window, 'noted')(Object.keys(sessionStorage).join());
    });
    await atWise('redirect.html'); // Playwright's windows are private.
    expect(context.pages()).toHaveLength(1);
    const state = new URL(page.url()).searchParams.get('state');
    await giveAccess(customer);
    await isLinkedOnce('redirect.html');
    expect(attempts).toEqual([`wise-link:${state}`]);
  });

  for (const sameSite of ['Strict', 'Lax'] as const) {
    test(`R7 with a session cookie with SameSite=${sameSite}: the session continues after the redirect`, async ({ context }) => {
      await atWise('same-page.html');
      const cookies = await context.cookies(BANK);
      expect(cookies.map((cookie) => cookie.sameSite)).toEqual(['Strict']);
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, sameSite })));
      await giveAccess(customer);
      await isLinkedOnce('same-page.html');
    });
  }

  test('R7 with an ended session: after a new log-in the same code links', async ({ page, context }) => {
    await atWise('redirect.html');
    await context.request.delete(`${BANK}/api/session`, { headers: { Origin: BANK } });
    const refused = page.waitForResponse('**/api/wise/exchange');
    await giveAccess(customer);
    expect((await refused).status()).toBe(401);
    expect(await exchangesAtWise()).toBe(0);
    await customer.press('Log in as Sarah Jenkins');
    await customer.press('Try again');
    await customer.reads('Is this your Wise account?');
    await customer.press('Yes, connect it');
    await isLinkedOnce('redirect.html');
  });

  for (const path of HOMES) {
    test(`R2 back on ${path}, after the browser lost the stored attempt: no exchange, and the card offers to start again`, async ({ page }) => {
      await page.addInitScript(() => {
        if (location.search.includes('code=')) sessionStorage.clear();
      });
      await atWise(path);
      await giveAccess(customer);
      if (path === 'redirect.html') {
        await customer.reads(GO_BACK);
        expect(page.url()).toBe(REDIRECT_PAGE);
        await customer.visit(`${BANK}/${path}`);
        await customer.press(LAUNCH);
      } else {
        await customer.reads(LAUNCH);
        expect(page.url()).toBe(`${BANK}/${path}`);
        await customer.press(LAUNCH);
      }
      await expect(page).toHaveURL(/\/oauth\/authorize\//);
      expect(await exchangesAtWise()).toBe(0);
    });

    test(`R3 S8 the response to ${path} opened in another browser, by another customer: no exchange, and in this browser it still links`, async ({ browser }) => {
      await atWise(path);
      const { url, release } = await heldAnswer(customer.page);
      const elsewhere = new PlaywrightCustomer(await browser.newPage());
      await logInAtBank(elsewhere, path, 'Omar Haddad');
      await elsewhere.reads(LAUNCH);
      await elsewhere.visit(url);
      await elsewhere.reads(path === 'redirect.html' ? GO_BACK : LAUNCH);
      expect(await elsewhere.page.evaluate(() => [location.search, sessionStorage.length])).toEqual(['', 0]);
      await elsewhere.page.context().close();
      expect(await exchangesAtWise()).toBe(0);
      await release();
      await isLinkedOnce(path);
    });

    test(`R8 R9 Back from Wise to ${path}, without back/forward cache: the card says so; after Forward it links`, async ({ page }) => {
      await atWise(path);
      await page.goBack();
      await customer.reads(LEFT);
      await expect(page.getByRole('button', { name: 'Go to Wise again' })).toBeEnabled();
      await page.goForward();
      await giveAccess(customer);
      await isLinkedOnce(path);
    });

    test(`R10 back on ${path}, whose script does not load: after a reload it links, by one exchange`, async ({ page }) => {
      await atWise(path);
      await page.route('**/element.ts', (route) => route.abort(), { times: 1 });
      const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/element.ts'));
      await giveAccess(customer);
      await failed;
      await page.reload();
      await isLinkedOnce(path);
    });
  }
});

/** Receives the authorization responses for a state, and sends a receipt only when asked to. */
async function listener(context: BrowserContext, state: string): Promise<{ responses: () => Promise<string[]>; take: () => Promise<void> }> {
  const page = await context.newPage();
  await page.goto(`${BANK}/api/session`);
  await page.evaluate((name) => {
    const responses: string[] = [];
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }) => responses.push(data.letter));
    Object.assign(window, { responses, take: () => channel.postMessage({ type: 'wise-link:1' }) });
  }, `wise-link:${state}`);
  return {
    responses: () => page.evaluate(() => Reflect.get(window, 'responses')),
    take: () => page.evaluate(() => Reflect.get(window, 'take')()),
  };
}

/** Waits until all messages that the redirect page broadcast have arrived. */
const broadcast = (page: Page, state: string, marker: string): Promise<void> =>
  page.evaluate(([name = '', letter = '']) => new BroadcastChannel(name).postMessage({ letter }), [`wise-link:${state}`, marker]);

test.describe('the redirect page, as built', () => {
  test('C26 C27 after a reload, Back and Forward, or in a duplicated tab, it delivers nothing a second time; its address and history are clean', async ({ page, context }) => {
    const state = 'S'.repeat(43);
    const address = `${REDIRECT_PAGE}?code=CANARY&state=${state}&profileId=7`;
    const { responses, take } = await listener(context, state);
    await page.goto(`${BANK}/api/session`);
    await page.goto(address);
    await customer.reads(GO_BACK);
    await take();
    await customer.reads(DONE);
    await broadcast(page, state, 'done');
    await expect.poll(responses).toContain('done');
    const delivered = await responses();
    expect(new Set(delivered)).toEqual(new Set([address, 'done']));
    const again: [string, () => Promise<unknown>][] = [
      ['reload', () => page.reload()],
      ['Back and Forward', () => page.goBack().then(() => page.goForward())],
      ['a new tab with its address', () => page.goto(page.url())],
    ];
    for (const [name, go] of again) {
      await go();
      await customer.reads(NOTHING);
      await broadcast(page, state, name);
      await expect.poll(responses, name).toContain(name);
    }
    expect((await responses()).slice(delivered.length)).toEqual(again.map(([name]) => name));
    const [duplicate] = await Promise.all([context.waitForEvent('page'), page.evaluate(() => void window.open(location.href))]);
    await new PlaywrightCustomer(duplicate).reads(NOTHING);
    const cdp = await context.newCDPSession(page);
    const { entries } = await cdp.send('Page.getNavigationHistory');
    expect(JSON.stringify(entries)).not.toContain('CANARY');
    expect(await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, sessionStorage, localStorage]))).not.toContain('CANARY');
  });

  test('C19 C25 opened without a response it says so, posts nothing, and does not violate its own policy', async ({ page }) => {
    const wrong: string[] = [];
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(String(error)));
    await page.exposeFunction('broadcasts', () => void wrong.push('broadcast'));
    await page.addInitScript(() => {
      BroadcastChannel.prototype.postMessage = () => Reflect.get(window, 'broadcasts')();
    });
    for (const query of ['', '?', '?error=access_denied', '?code=c', '#code=c&state=s', '?via=query']) {
      await page.goto(`${BANK}/api/session`);
      await page.goto(REDIRECT_PAGE + query);
      await customer.reads(NOTHING);
      expect(page.url(), query).toBe(REDIRECT_PAGE);
    }
    expect(wrong).toEqual([]);
  });

  test('C28 the response’s parameters in another order, with some of the bank’s own: it links', async ({ page }) => {
    await page.addInitScript(() => {
      if (location.pathname !== '/wise-callback.html') return;
      const turned = [['utm', '1'], ...[...new URLSearchParams(location.search)].reverse(), ['via', 'query']];
      history.replaceState(null, '', `?${new URLSearchParams(turned)}`);
    });
    await atWise('redirect.html');
    await giveAccess(customer);
    await isLinkedOnce('redirect.html');
  });
});

/** What the bank's pages sent: messages with their type and target origin, and broadcasts by channel. */
interface Sent {
  posted: string[];
  channels: string[];
}

const sentFrom = (page: Page): Promise<Sent> => page.evaluate(() => Reflect.get(window, 'sent'));

test.describe('the messages of a whole flow', () => {
  /** Records all messages on the bank's pages, and counts the messages that Wise's pages receive. */
  async function recordCalls(context: BrowserContext): Promise<{ atWise: string[] }> {
    const atWise: string[] = [];
    await context.exposeBinding('hears', ({ frame }) => frame.url().startsWith(WISE) && atWise.push(frame.url()));
    await context.addInitScript((bank) => {
      addEventListener('message', () => Reflect.get(window, 'hears')());
      if (location.origin !== bank) return;
      const { opener: page } = window;
      const sent: Sent = page?.sent ?? { posted: [], channels: [] };
      const recorded = (target: Window) => {
        const post = target.postMessage.bind(target);
        return (message: unknown, origin: string): void => {
          sent.posted.push(`${Object(message).type} to ${origin}`);
          post(message, origin);
        };
      };
      Object.assign(window, { sent, recorded });
      const { postMessage: broadcast } = BroadcastChannel.prototype;
      BroadcastChannel.prototype.postMessage = function (this: BroadcastChannel, data: unknown) {
        sent.channels.push(this.name);
        broadcast.call(this, data);
      };
      if (!page) return;
      // Each page wraps the function itself, so that the sender of a message stays the same.
      window.postMessage = page.recorded(window);
      page.postMessage = recorded(page);
    }, BANK);
    return { atWise };
  }

  for (const name of ['', 'BroadcastChannel']) {
    test(`M9 M10 M11 Q9 by a window${name && `, without ${name}`}: every message is for the bank’s own origin, every channel name has the state, and Wise receives nothing`, async ({ page, context }) => {
      const { atWise } = await recordCalls(context);
      await context.addInitScript((missing) => missing && Object.assign(window, { [missing]: undefined }), name);
      const states = new Set<string | null>();
      context.on('request', (request) => {
        if (request.isNavigationRequest()) states.add(new URL(request.url()).searchParams.get('state'));
      });
      await linksByPopup(customer);
      await expect.poll(() => context.pages().length, 'the window has closed').toBe(1);
      await forgetLinks(page);
      const { posted, channels } = await sentFrom(page);
      states.delete(null);
      expect(new Set(posted)).toEqual(new Set([`wise-link:1 to ${BANK}`]));
      // The response and its receipt use the same transport; the response also uses the other one.
      if (name) expect(posted).toHaveLength(2);
      expect([...new Set(channels)]).toEqual(name ? [] : [...states].map((state) => `wise-link:${state}`));
      expect(atWise).toEqual([]);
    });
  }

  test('M9 M10 in this tab: nothing is posted at all', async ({ page, context }) => {
    const { atWise } = await recordCalls(context);
    await linksByRedirect(customer);
    await forgetLinks(page);
    expect([await sentFrom(page), atWise]).toEqual([{ posted: [], channels: [] }, []]);
  });

  const strangers: [string, string][] = [
    ['on another site', `${WISE}/simulator/counters`],
    ['on a subdomain of the bank', `${BANK.replace('//', '//evil.')}/`],
  ];
  for (const [where, address] of strangers) {
    test(`M10 a page ${where} that opens the redirect page receives nothing`, async ({ page, context }) => {
      await context.route(/^http:\/\/evil\./, (route) => route.fulfill({ contentType: 'text/html', body: 'Hello' }));
      await page.goto(address);
      const [opened] = await Promise.all([
        context.waitForEvent('page'),
        page.evaluate((url) => {
          const heard: unknown[] = [];
          Object.assign(window, { heard });
          addEventListener('message', ({ data }) => heard.push(data));
          new BroadcastChannel('wise-link:S').addEventListener('message', ({ data }) => heard.push(data));
          window.open(url);
        }, `${REDIRECT_PAGE}?code=CANARY&state=S`),
      ]);
      // After three seconds, and three more responses.
      await new PlaywrightCustomer(opened).reads(GO_BACK);
      expect(await opened.evaluate(() => !!opener)).toBe(true);
      expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
    });
  }
});

test('M8 in a flood of 10,000 messages a second the response is accepted within a second, and the element causes no long task', async ({ page, context }) => {
  let sent = 0;
  await context.exposeBinding('sends', (_, time: number) => (sent ||= time));
  await context.addInitScript(() => {
    if (location.pathname === '/wise-callback.html') {
      const post = opener.postMessage.bind(opener);
      opener.postMessage = (...letter: unknown[]) => {
        Reflect.get(window, 'sends')(Date.now());
        post(...letter);
      };
    }
    if (location.pathname !== '/popup.html') return;
    const seen = { heard: 0, taken: 0, long: [] as [start: number, end: number][], ours: [] as [start: number, end: number][] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) seen.long.push([startTime, startTime + duration]);
    }).observe({ type: 'longtask' });
    addEventListener('message', () => (seen.heard += 1));
    addEventListener('wise-link-change', (event) => {
      if (Reflect.get(event, 'phase') === 'exchanging') seen.taken = Date.now();
    });
    // From here on, only the element listens to messages, and its time is measured.
    const listen = addEventListener.bind(window);
    const timed = (type: string, listener: (event: Event) => unknown, options?: AddEventListenerOptions): void => {
      const clock = (event: Event): void => {
        const start = performance.now();
        listener(event);
        seen.ours.push([start, performance.now()]);
      };
      listen(type, type === 'message' ? clock : listener, options);
    };
    Object.assign(window, { addEventListener: timed });
  });
  await logInAtBank(customer, 'popup.html');
  const opened = await customer.pressAndFollow(LAUNCH);
  const seen = (): Promise<{ heard: number; taken: number; long: [number, number][]; ours: [number, number][] }> =>
    page.evaluate(() => Reflect.get(window, 'seen'));
  // The most expensive message to reject: from a window with this page as opener, for another attempt.
  await page.evaluate((letter) => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>
      opener = parent;
      // Late turns are skipped, or a slow machine would do nothing else.
      setInterval(() => {
        for (let count = 0; count < 100; count += 1) parent.postMessage({ type: 'wise-link:1', letter: '${letter}' }, '*');
      }, 10);
    </script>`;
    document.body.append(frame);
  }, `${REDIRECT_PAGE}?code=evil&state=${'T'.repeat(43)}`);
  // The flood continues until the response has arrived.
  await expect.poll(async () => (await seen()).heard).toBeGreaterThan(10_000);
  await giveAccess(opened);
  await customer.reads(LINKED);
  const { taken, long, ours } = await seen();
  expect(ours.length, 'the element’s listener received them too').toBeGreaterThan(10_000);
  expect(sent).toBeGreaterThan(0);
  expect(taken - sent).toBeLessThanOrEqual(1000);
  // The cost of a message is in every measurement; a pause of the machine only in a few.
  const costs = ours.map(([start, end]) => end - start).sort((one, other) => one - other);
  const usual = costs.slice(0, Math.floor(costs.length * 0.99));
  const each = usual.reduce((sum, cost) => sum + cost, 0) / usual.length;
  const oursIn = ([start, end]: [number, number]): number => each * ours.filter((call) => call[0] >= start && call[1] <= end).length;
  expect(long.map(oursIn).filter((milliseconds) => milliseconds > 50)).toEqual([]);
  await forgetLinks(page);
});
