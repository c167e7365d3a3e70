// Tests pages with Cross-Origin-Opener-Policy.
import { expect, type BrowserContext } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { exchangesAtWise, giveAccess, logInAtBank, newWise } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

type OpenerPolicy = '' | 'same-origin' | 'same-origin-allow-popups' | 'noopener-allow-popups';

/** The Cross-Origin-Opener-Policy of the three pages. */
interface Policies {
  bank?: OpenerPolicy;
  wise?: OpenerPolicy;
  redirectPage?: OpenerPolicy;
}

const BOTH: readonly string[] = ['chromium', 'firefox'];

/** Each with the engines in which it separates the bank's page from the Wise window while Wise is open. */
const combinations: [name: string, policies: Policies, separatedIn: readonly string[]][] = [
  ['P1 no page isolates itself', {}, []],
  ['P2 Wise: same-origin', { wise: 'same-origin' }, BOTH],
  ['P3 Wise: same-origin-allow-popups', { wise: 'same-origin-allow-popups' }, BOTH],
  // Firefox does not support this value.
  ['P4 Wise: noopener-allow-popups', { wise: 'noopener-allow-popups' }, ['chromium']],
  ['P5 the bank: same-origin', { bank: 'same-origin' }, BOTH],
  ['P6 the bank: same-origin-allow-popups', { bank: 'same-origin-allow-popups' }, []],
  ['P7 the bank: same-origin-allow-popups, Wise: same-origin', { bank: 'same-origin-allow-popups', wise: 'same-origin' }, BOTH],
  // It separates them only when Wise redirects back.
  ['P8 the redirect page: same-origin', { redirectPage: 'same-origin' }, []],
  ['P9 Wise and the redirect page: same-origin', { wise: 'same-origin', redirectPage: 'same-origin' }, BOTH],
  ['P10 all three: same-origin', { bank: 'same-origin', wise: 'same-origin', redirectPage: 'same-origin' }, BOTH],
];

/** The header that the browser received for each page, by its URL. */
function openerPolicies(context: BrowserContext): Map<string, string> {
  const policies = new Map<string, string>();
  context.on('response', (response) => {
    const { origin, pathname } = new URL(response.url());
    policies.set(origin + pathname, response.headers()['cross-origin-opener-policy'] ?? '');
  });
  return policies;
}

for (const [name, { bank = '', wise = '', redirectPage = '' }, separatedIn] of combinations) {
  test(`${name}: linked by one exchange, and the customer is not asked whether they closed the window`, async ({ page, context, browserName }) => {
    const isSeparated = separatedIn.includes(browserName);
    await newWise({ coop: wise });
    await context.addCookies([
      { name: 'demo_coop_page', value: bank, url: BANK },
      { name: 'demo_coop_callback', value: redirectPage, url: BANK },
    ]);
    const policies = openerPolicies(context);
    // A headless page always has focus; a customer's page has none while Wise is open.
    await page.addInitScript(() => {
      document.hasFocus = () => false;
    });
    await page.clock.install();
    const customer = new PlaywrightCustomer(page);
    await logInAtBank(customer, 'popup.html');
    const atWise = await customer.pressAndFollow('Connect your Wise account');
    await atWise.press('Log in as Sarah Jenkins');
    expect(await atWise.page.evaluate(() => opener === null)).toBe(isSeparated);

    // Any amount of time at Wise.
    await page.clock.runFor(10_000);
    await customer.reads('Continue in the Wise window.');
    await atWise.press('Continue');
    const closed = atWise.page.waitForEvent('close');
    await atWise.press('Give access');
    await customer.reads('Your Wise account is connected.');
    await closed;

    expect(await exchangesAtWise()).toBe(1);
    const changes = page.locator('#events li', { hasText: 'wise-link-change' }).locator('span');
    const transport = isSeparated || redirectPage ? 'channel' : 'message|channel';
    expect(await changes.allInnerTexts()).toEqual([
      'idle → authorizing (open)',
      expect.stringMatching(`^authorizing → exchanging \\((${transport})\\)$`),
      'exchanging → linked',
    ]);
    expect({
      bank: policies.get(`${BANK}/popup.html`),
      wise: policies.get(`${WISE}/oauth/authorize/`),
      redirectPage: policies.get(`${BANK}/wise-callback.html`),
    }).toEqual({ bank, wise, redirectPage });
    await forgetLinks(page);
  });
}

const EVIL = 'https://evil.example';
/** A script in the page, because Firefox restricts test code to its own origin. */
const ATTACK_PAGE = `<!doctype html><title>Log in to your bank</title><script>
  var hadOpener = opener !== null; // lost again once the bank's page has left a policy behind
  if (location.pathname === '/' && hadOpener) opener.location = '${EVIL}/copy-of-the-bank.html';
</script>`;

/** Whether a page of another site in the Wise window can navigate its opener, under each policy of the bank's page. */
const navigations: [name: string, policy: OpenerPolicy, isNavigated: boolean][] = [
  ['no policy', '', true],
  ['same-origin-allow-popups', 'same-origin-allow-popups', true],
  ['same-origin', 'same-origin', false],
];

for (const [name, bank, isNavigated] of navigations) {
  const ends = isNavigated ? 'can navigate the bank’s page to a copy of the bank' : 'cannot navigate the bank’s page, and it links';
  test(`P21 the bank: ${name}, a page of another site in the Wise window ${ends}`, async ({ page, context, browserName }) => {
    await newWise();
    await context.addCookies([{ name: 'demo_coop_page', value: bank, url: BANK }]);
    await context.route(`${EVIL}/**`, (route) => route.fulfill({ contentType: 'text/html', body: ATTACK_PAGE }));
    const customer = new PlaywrightCustomer(page);
    await logInAtBank(customer, 'popup.html');
    const atWise = await customer.pressAndFollow('Connect your Wise account');
    await atWise.reads('Log in');
    const request = atWise.page.url();
    await atWise.page.evaluate((url) => location.assign(url), `${EVIL}/`);
    await atWise.page.waitForURL(`${EVIL}/`);
    expect(await atWise.page.evaluate(() => Reflect.get(window, 'hadOpener') as boolean)).toBe(isNavigated);
    // In Firefox the page has an opener, but cannot navigate it.
    const isGone = isNavigated && browserName === 'chromium';
    if (isGone) {
      await expect(page).toHaveURL(`${EVIL}/copy-of-the-bank.html`);
      await expect(page).toHaveTitle('Log in to your bank');
    } else {
      await atWise.page.evaluate((url) => location.assign(url), request);
      await giveAccess(atWise);
      await customer.reads('Your Wise account is connected.');
      expect(page.url()).toBe(`${BANK}/popup.html`);
      await forgetLinks(page);
    }
    expect(await exchangesAtWise()).toBe(isGone ? 0 : 1);
  });
}
