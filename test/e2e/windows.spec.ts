// Tests messages and responses from other windows.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const LAUNCH = 'Connect your Wise account';
const LINKED = 'Your Wise account is connected.';

test.beforeEach(() => newWise());

/** Serves an empty page at a URL. */
async function serve(context: BrowserContext, url: string): Promise<void> {
  await context.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Test</title>' }));
}

/** The bank's page with an open attempt, and a forged response for it. */
class Target {
  readonly page: Page;
  readonly atWise: PlaywrightCustomer;
  /** A response for the current attempt with another person's code. */
  readonly forged: { type: string; letter: string };

  private constructor(page: Page, atWise: PlaywrightCustomer, state: string | null) {
    if (!state) throw new Error('The attempt has no state');
    this.page = page;
    this.atWise = atWise;
    this.forged = { type: 'wise-link:1', letter: `${BANK}/wise-callback.html?code=forged&state=${state}` };
  }

  /** Opens Wise from the page, with the customer logged in. */
  static async on(page: Page): Promise<Target> {
    await page.evaluate(() => {
      const received: string[] = [];
      Object.assign(window, { received });
      addEventListener('message', ({ origin, data }) => received.push(`${origin} ${data.letter}`));
      document.body.addEventListener('wise-link-navigate', ({ url }) => Object.assign(window, { url }));
    });
    const atWise = await new PlaywrightCustomer(page).pressAndFollow(LAUNCH);
    await atWise.reads('Log in');
    const url = await page.evaluate(() => String(Reflect.get(window, 'url')));
    return new Target(page, atWise, new URL(url).searchParams.get('state'));
  }

  /** Checks that the forged response from each of these origins changed nothing, and that the real one links. */
  async isUnmovedBy(...origins: string[]): Promise<void> {
    const received = (): Promise<string[]> => this.page.evaluate(() => Reflect.get(window, 'received'));
    await expect.poll(received).toEqual(origins.map((origin) => `${origin} ${this.forged.letter}`));
    const changes = this.page.locator('#events li', { hasText: 'wise-link-change' }).locator('span');
    expect(await changes.allInnerTexts()).toEqual(['idle → authorizing (open)']);
    await giveAccess(this.atWise);
    await new PlaywrightCustomer(this.page).reads(LINKED);
    expect(await exchangesAtWise()).toBe(1);
    await forgetLinks(this.page);
  }
}

test('P19 no timer runs on the bank’s page while Wise is in front, as on a phone: the response is accepted', async ({ page }) => {
  const customer = new PlaywrightCustomer(page);
  await page.clock.install();
  await logInAtBank(customer, 'popup.html');
  const atWise = await customer.pressAndFollow(LAUNCH);
  await page.clock.pauseAt(Date.now() + 60_000);
  await giveAccess(atWise);
  await customer.reads(LINKED);
  expect(await exchangesAtWise()).toBe(1);
  await forgetLinks(page);
});

test('P20 windows that the Wise window opens post a response: ignored, from any origin', async ({ page, context }) => {
  await logInAtBank(new PlaywrightCustomer(page), 'popup.html');
  const target = await Target.on(page);
  for (const origin of [BANK, WISE]) {
    const url = `${origin}/stranger.html`;
    await serve(context, url);
    const { page: wise } = target.atWise;
    await wise.evaluate((address) => addEventListener('click', () => open(address), { once: true }), url);
    const [stranger] = await Promise.all([context.waitForEvent('page'), wise.mouse.click(5, 5)]);
    await stranger.waitForURL(url);
    await stranger.evaluate((forged) => opener.opener.postMessage(forged, '*'), target.forged);
  }
  await target.isUnmovedBy(BANK, WISE);
});

test('P20 a page of another origin that opened the bank’s page posts a response: ignored', async ({ page, context }) => {
  await serve(context, `${WISE}/portal.html`);
  await page.goto(`${WISE}/portal.html`);
  const [bank] = await Promise.all([
    context.waitForEvent('page'),
    page.evaluate((url) => void Object.assign(window, { bank: open(url) }), `${BANK}/popup.html`),
  ]);
  await new PlaywrightCustomer(bank).press('Log in as Sarah Jenkins');
  const target = await Target.on(bank);
  await page.evaluate((forged) => Reflect.get(window, 'bank').postMessage(forged, '*'), target.forged);
  await target.isUnmovedBy(WISE);
});

const EVIL = 'https://evil.example';

/** A page of another site that navigates the window to the bank with its own code, and with everything that it could read as the state. */
const ATTACK_PAGE = `<!doctype html><title>Thief</title><script>
  const texts = [name, document.referrer, location.href, String(history.state), ...performance.getEntries().map((entry) => entry.name)];
  const words = texts.flatMap((text) => [text, ...text.split(/[^\\w-]+/), text.replace(/^\\w+-/, '')]).filter((word) => word.length > 20);
  const found = [...new Set(words)];
  const next = Number(location.hash.slice(1));
  document.title = 'Thief with ' + found.length + ' names, at ' + next;
  if (found[next]) location.assign('${BANK}/wise-callback.html?' + new URLSearchParams({ code: 'stolen', state: found[next] }));
</script>`;

test('a page of another site in the Wise window tries its own code with everything that it can read there: nothing is sent', async ({ page, context }) => {
  const sent: string[] = [];
  context.on('request', (request) => {
    if (request.url() === `${BANK}/api/wise/exchange`) sent.push(request.postData() ?? '');
  });
  await context.route(`${EVIL}/**`, (route) => route.fulfill({ contentType: 'text/html', body: ATTACK_PAGE }));
  await logInAtBank(new PlaywrightCustomer(page), 'popup.html');
  const { atWise } = await Target.on(page);
  const { page: wise } = atWise;
  const request = wise.url();
  for (let next = 0; next === 0 || (await wise.title()).startsWith('Thief with ') === false; next += 1) {
    // The customer follows a link from Wise's pages to this page.
    await wise.evaluate((url) => location.assign(url), `${EVIL}/${next}#${next}`);
    await wise.waitForURL(/wise-callback\.html$|evil\.example/);
    await expect(wise).toHaveTitle(/Thief with \d+ names, at|Go back to the page/);
  }
  await new PlaywrightCustomer(page).reads('Continue in the Wise window.');
  expect([sent, await exchangesAtWise()]).toEqual([[], 0]);
  await wise.evaluate((url) => location.assign(url), request);
  await giveAccess(atWise);
  await new PlaywrightCustomer(page).reads(LINKED);
  expect(sent.filter((body) => body.includes('stolen'))).toEqual([]);
  expect(await exchangesAtWise()).toBe(1);
  await forgetLinks(page);
});
