// Tests session fixation and login CSRF, with an attacker and a victim.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test as base } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise, saysYes } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';
import { withoutStart } from './without-start.js';

const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';
const SARAH = 'S••• J••• · personal •••5282';
const EVIL = 'https://evil.example';

/** A person with their own browser and Wise account, logged in at the bank. */
class Person extends PlaywrightCustomer {
  readonly name: string;
  /** The exchange requests of this browser. */
  readonly exchanges: Record<string, unknown>[] = [];

  constructor(page: Page, name: string) {
    super(page);
    this.name = name;
    page.context().on('request', (request) => {
      const isJson = request.headers()['content-type'] === 'application/json';
      if (isJson && request.url() === `${BANK}/api/wise/exchange`) this.exchanges.push(read(request.postData()));
    });
  }

  get browser(): BrowserContext {
    return this.page.context();
  }

  /** Starts an attempt on one of the bank's pages, and opens Wise in a window. */
  async startAttempt(): Promise<PlaywrightCustomer> {
    const window = await this.pressAndFollow(LAUNCH);
    await window.page.waitForURL(`${WISE}/**`);
    return window;
  }

  /** Gives access at Wise, and stops the navigation to the authorization response, before any page receives it. */
  async stopsAtTheAnswer(): Promise<URL> {
    const atWise = await this.startAttempt();
    const cdp = await this.browser.newCDPSession(atWise.page);
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: `${BANK}/wise-callback.html?*` }] });
    const caught = new Promise<URL>((resolve) =>
      cdp.once('Fetch.requestPaused', ({ requestId, request }) => {
        resolve(new URL(request.url));
        void cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      }),
    );
    await giveAccess(atWise, this.name);
    const answer = await caught;
    await cdp.detach();
    return answer;
  }

  /** Opens a new tab of this browser. */
  async opens(url: string | URL): Promise<PlaywrightCustomer> {
    const tab = new PlaywrightCustomer(await this.browser.newPage());
    await tab.visit(String(url));
    return tab;
  }

  /** The person's link in the bank's database. */
  async atTheBank(): Promise<{ links: string[]; status: unknown }> {
    const { status } = await this.page.evaluate(async () =>
      (await fetch('/api/wise/status', { headers: { 'X-Wise-Link': '1' } })).json());
    return { links: await storedLinks(this.page), status };
  }
}

const read = (text: string | null): Record<string, unknown> => (text?.startsWith('{') ? JSON.parse(text) : {});

/** The bank's answer to the next start request. Read at once, because the browser does not keep it long. */
const startedBy = (page: Page): Promise<Record<string, unknown>> =>
  page.waitForResponse('**/api/wise/start').then(async (answer) => read(await answer.text())).catch(() => ({}));

const NOTHING = { links: [], status: 'none' };

/** The answer to a call to the bank. */
interface Got {
  status: number;
  body: Record<string, unknown>;
}

/** Sends a code from the bank's own page, as the element does, so that only the bank's own checks remain. */
const exchange = ({ page }: Person, body: Record<string, unknown>): Promise<Got> =>
  page.evaluate(async (sent) => {
    const headers = { 'Content-Type': 'application/json', 'X-Wise-Link': '1', 'Idempotency-Key': crypto.randomUUID() };
    const answer = await fetch('/api/wise/exchange', { method: 'POST', headers, body: JSON.stringify(sent) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }, body);

/** The exchange body for an authorization response. */
const grantOf = ({ searchParams }: URL): Record<string, unknown> => ({
  state: searchParams.get('state'),
  code: searchParams.get('code'),
  profileId: searchParams.get('profileId'),
  source: 'popup',
  redirectUri: `${BANK}/wise-callback.html`,
});

/** Whether the bank or the element starts attempts. */
const BANKS: [name: string, prepare: (browser: BrowserContext) => Promise<void>, hasStart: boolean][] = [
  ['the bank starts the attempt', async () => {}, true],
  ['the element starts the attempt', withoutStart, false],
];

for (const [name, prepare, hasStart] of BANKS) {
  const test = base.extend<{ attacker: Person; victim: Person }>({
    attacker: async ({ browser }, use) => {
      await use(await person(browser.newContext(), 'Omar Haddad'));
    },
    victim: async ({ browser }, use) => {
      await use(await person(browser.newContext(), 'Sarah Jenkins'));
    },
  });

  async function person(opening: Promise<BrowserContext>, who: string): Promise<Person> {
    const browser = await opening;
    await prepare(browser);
    const made = new Person(await browser.newPage(), who);
    await logInAtBank(made, 'popup.html', who);
    return made;
  }

  test.describe(`session fixation, where ${name}:`, () => {
    test.beforeEach(() => newWise());
    test.afterEach(async ({ attacker, victim }) => {
      for (const { page, browser } of [attacker, victim]) {
        await forgetLinks(page);
        await browser.close();
      }
    });

    test('S8 R3 the victim opens the attacker’s response without an attempt: nothing is sent', async ({ attacker, victim }) => {
      const answer = await attacker.stopsAtTheAnswer();
      const tab = await victim.opens(answer);
      await tab.reads('Go back to the page where you started');
      expect(tab.page.url()).toBe(`${BANK}/wise-callback.html`);
      expect([victim.exchanges, attacker.exchanges]).toEqual([[], []]);
      expect(await exchangesAtWise()).toBe(0);
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, NOTHING]);
    });

    test('S8 the attacker’s response is in the address of the victim’s own page: refused, and nothing is sent', async ({ attacker, victim }) => {
      const { search } = await attacker.stopsAtTheAnswer();
      const tab = await victim.opens(`${BANK}/same-page.html${search}`);
      await tab.reads('We never see your password.');
      expect(tab.page.url()).toBe(`${BANK}/same-page.html`);
      await victim.opens(`${BANK}/popup.html${search}`);
      await victim.reads('We never see your password.');
      expect(victim.exchanges).toEqual([]);
      expect(await exchangesAtWise()).toBe(0);
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, NOTHING]);
    });

    test('S8 M4 the attacker’s response is opened while the victim is at Wise: ignored, and the victim’s own account links', async ({ attacker, victim }) => {
      const answer = await attacker.stopsAtTheAnswer();
      const atWise = await victim.startAttempt();
      const tab = await victim.opens(answer);
      await tab.reads('Go back to the page where you started');
      await victim.page.bringToFront();
      await victim.reads('Continue in the Wise window.');
      expect(victim.exchanges).toEqual([]);
      await giveAccess(atWise, victim.name);
      if (!hasStart) await saysYes(victim);
      await victim.reads(LINKED);
      expect(victim.exchanges.map(({ code }) => code)).not.toContain(answer.searchParams.get('code'));
      expect(await exchangesAtWise()).toBe(1);
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, { links: [SARAH], status: 'linked' }]);
    });

    test('M1–M4 a hostile page that opened the bank’s page posts the attacker’s response to it: ignored, and the victim’s own account links', async ({ attacker, victim }) => {
      const answer = await attacker.stopsAtTheAnswer();
      await victim.browser.route(`${EVIL}/*`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype html><button>Open your bank</button>' }));
      const hostile = await victim.opens(`${EVIL}/`);
      await hostile.page.evaluate(([bank, letter]) => {
        document.querySelector('button')?.addEventListener('click', () => {
          const opened = window.open(`${bank}/popup.html`);
          // As the redirect page does, and repeated while the page exists.
          setInterval(() => {
            opened?.postMessage({ type: 'wise-link:1', letter }, '*');
          }, 20);
        });
      }, [BANK, answer.href] as const);
      const bank = new Person((await hostile.pressAndFollow('Open your bank')).page, victim.name);
      const atWise = await bank.startAttempt();
      await giveAccess(atWise, victim.name);
      if (!hasStart) await saysYes(bank);
      await bank.reads(LINKED);
      expect(victim.exchanges.map(({ code }) => code)).not.toContain(answer.searchParams.get('code'));
      expect(await exchangesAtWise()).toBe(1);
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, { links: [SARAH], status: 'linked' }]);
    });

    test('B1–B3 a hostile page sends the attacker’s response directly to the bank, with the cookies of the victim: refused', async ({ attacker, victim }) => {
      const grant = grantOf(await attacker.stopsAtTheAnswer());
      // Even if the bank’s cookie has no SameSite attribute.
      const cookies = await victim.browser.cookies(BANK);
      await victim.browser.addCookies(cookies.map((cookie) => ({ ...cookie, sameSite: 'None' as const, secure: true })));
      const answers: number[] = [];
      victim.browser.on('response', (response) => {
        if (response.url() === `${BANK}/api/wise/exchange`) answers.push(response.status());
      });
      // Another site on loopback, because browsers block requests from public sites to loopback.
      const hostile = await victim.opens(`${WISE}/simulator/counters`);
      const readable = await hostile.page.evaluate(async ([url, body]) => {
        const json = { 'Content-Type': 'application/json', 'X-Wise-Link': '1', 'Idempotency-Key': crypto.randomUUID() };
        const calls: RequestInit[] = [
          { headers: json },
          { headers: { 'Content-Type': 'text/plain' } },
          { headers: { 'Content-Type': 'text/plain' }, mode: 'no-cors' },
          { mode: 'no-cors', keepalive: true },
        ];
        const sent = calls.map((call) => fetch(url, { method: 'POST', body, credentials: 'include', ...call }));
        navigator.sendBeacon(url, body);
        const ends = await Promise.allSettled(sent);
        return ends.map((end) => (end.status === 'fulfilled' ? end.value.type : 'refused'));
      }, [`${BANK}/api/wise/exchange`, JSON.stringify(grant)] as const);
      expect(readable).toEqual(['refused', 'refused', 'opaque', 'opaque']);
      // Also with a form, in a new tab.
      await hostile.page.evaluate(([url, body]) => {
        const form = Object.assign(document.createElement('form'), { method: 'POST', action: url, enctype: 'text/plain' });
        form.append(Object.assign(document.createElement('input'), { name: body.slice(0, -1), value: '"}' }));
        document.body.append(form);
        form.submit();
      }, [`${BANK}/api/wise/exchange`, JSON.stringify(grant)] as const);
      await hostile.page.waitForURL(`${BANK}/api/wise/exchange`);
      // The browser may omit the cookie in cross-site requests; the form has it, and is still refused.
      expect(answers.filter((status) => ![401, 403].includes(status))).toEqual([]);
      expect(answers.at(-1)).toBe(403);
      expect(await exchangesAtWise()).toBe(0);
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, NOTHING]);
    });

    test('B4 S8 the attacker’s response gets past the victim’s page: the bank refuses it for the victim', async ({ attacker, victim }) => {
      const started = startedBy(attacker.page);
      const grant = grantOf(await attacker.stopsAtTheAnswer());
      if (hasStart) {
        const { attemptId } = await started;
        expect(await exchange(victim, { ...grant, attemptId })).toMatchObject({ status: 404, body: { code: 'attempt_not_found' } });
        expect(await exchange(victim, grant)).toMatchObject({ status: 409, body: { code: 'state_mismatch' } });
        expect(await exchangesAtWise()).toBe(0);
      } else {
        // The bank accepts an unknown state for the victim, so here the comparison of persons refuses.
        expect(await exchange(victim, grant)).toMatchObject({ status: 409, body: { code: 'identity_mismatch' } });
      }
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, NOTHING]);
    });

    test('B9 the attacker gets the victim’s response: with its own state or the attacker’s, it does not link', async ({ attacker, victim }) => {
      const started = startedBy(victim.page);
      const answer = await victim.stopsAtTheAnswer();
      const tab = await attacker.opens(answer);
      await tab.reads('Go back to the page where you started');
      expect(attacker.exchanges).toEqual([]);
      if (hasStart) {
        const { attemptId } = await started;
        expect(await exchange(attacker, { ...grantOf(answer), attemptId })).toMatchObject({ body: { code: 'attempt_not_found' } });
        expect(await exchange(attacker, grantOf(answer))).toMatchObject({ body: { code: 'state_mismatch' } });
      }
      // The attacker's own attempt with the victim's code: the comparison of persons refuses it.
      await attacker.page.bringToFront();
      const atWise = await attacker.startAttempt();
      const own = new URL(answer);
      own.searchParams.set('state', new URL(atWise.page.url()).searchParams.get('state') ?? '');
      // Not awaited, because the redirect page may close its window before it has loaded.
      await atWise.page.evaluate((href) => location.assign(href), own.href);
      await attacker.reads('We could not confirm that this account is yours.');
      expect(await exchangesAtWise()).toBe(1);
      expect([await attacker.atTheBank(), await victim.atTheBank()]).toEqual([NOTHING, NOTHING]);
    });
  });
}
