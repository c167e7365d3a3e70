// Tests redirect pages that tools have changed.
import { readFile } from 'node:fs/promises';
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { giveAccess, logInAtBank, newWise } from './flows.js';
import { BANK } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const STATE = 'S'.repeat(43);
const ADDRESS = `${BANK}/wise-callback.html?code=CANARY&state=${STATE}`;
const WAIT = 'Taking you back to your page…';
const BACK = 'Go back to the page where you started to continue.';
const DONE = 'Done. You can close this window.';
const LOST = 'No account was connected. Go back to the page where you started and try again.';

const built = (file: string): Promise<string> => readFile(new URL(`../../dist/cdn/${file}`, import.meta.url), 'utf8');

/** Serves the redirect page with a change, as a proxy or CDN could make. */
async function sends(context: BrowserContext, html: string, headers: Record<string, string> = {}): Promise<void> {
  await context.route(/\/wise-callback\.html/, (route) => route.fulfill({ contentType: 'text/html', headers, body: html }));
}

/** A page of the bank that accepts any response for the state. */
async function receiver(context: BrowserContext): Promise<() => Promise<string[]>> {
  const page = await context.newPage();
  await page.goto(`${BANK}/api/session`);
  await page.evaluate((name) => {
    const responses: string[] = [];
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }) => {
      responses.push(data.letter);
      channel.postMessage({ type: data.type });
    });
    Object.assign(window, { responses });
  }, `wise-link:${STATE}`);
  return () => page.evaluate(() => Reflect.get(window, 'responses'));
}

/** All visible text of the page. */
const reads = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText.trim());

/** Changes the script's type, as Rocket Loader and similar tools do, so that no browser runs it. */
const unrun = (html: string): string => html.replace('<script ', '<script type="a1b2c3-text/javascript" ');
const withoutPolicy = (html: string): string => html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');

/** Runs the held-back script as a script loader does: with a new element and the same text. */
const runLate = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = document.querySelector('script[type$="-text/javascript"]')?.textContent ?? '';
    document.head.append(script);
  });

const NEVER: [string, (html: string) => string, Record<string, string>][] = [
  ['is blocked by a policy of the site', (html) => html, { 'Content-Security-Policy': "script-src 'self'" }],
  ['was changed by a minifier, and its hash differs', (html) => html.replace(/(<script [^>]*>)/, '$1;'), {}],
  ['has another type, and its loader is blocked', unrun, {}],
  ['was removed', (html) => html.replace(/<script .*?<\/script>/s, ''), {}],
];

for (const [what, change, headers] of NEVER) {
  test(`H21 its text stays correct, and nothing is sent, if its script ${what}`, async ({ page, context }) => {
    const responses = await receiver(context);
    await sends(context, change(await built('callback.html')), headers);
    await page.goto(ADDRESS);
    expect(await reads(page)).toBe(BACK);
    expect(await page.title()).toBe('Back from Wise');
    expect(await responses()).toEqual([]);
  });
}

test('H21 its text stays correct, and nothing is sent, if its script was renamed and does not load', async ({ page, context }) => {
  const responses = await receiver(context);
  await sends(context, await built('callback-external.html'));
  await context.route('**/callback.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(ADDRESS);
  expect(await reads(page)).toBe(BACK);
  expect(await responses()).toEqual([]);
});

/** The color of the page, of its text, and the width of its text. */
const looks = (page: Page): Promise<[string, string, boolean]> =>
  page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.body);
    return [backgroundColor, color, (document.querySelector('main')?.offsetWidth ?? 0) <= 24 * 16];
  });

for (const [colorScheme, page, text] of [
  ['light', 'rgb(242, 244, 241)', 'rgb(22, 33, 27)'],
  ['dark', 'rgb(14, 20, 17)', 'rgb(238, 243, 239)'],
] as const) {
  test(`its own policy allows its colors, ${colorScheme}`, async ({ page: tab, context }) => {
    await tab.emulateMedia({ colorScheme });
    await sends(context, await built('callback.html'));
    await tab.goto(ADDRESS);
    expect(await looks(tab)).toEqual([page, text, true]);
  });
}

test('a partner’s colors apply with the hash that the console names, and the layout stays without it', async ({ page, context }) => {
  const html = (await built('callback.html')).replace('--page: #f2f4f1', '--page: #123456');
  const said = page.waitForEvent('console', (message) => message.text().includes('sha256-'));
  await sends(context, html);
  await page.goto(ADDRESS);
  const [, , isNarrow] = await looks(page);
  expect(isNarrow).toBe(true);
  // The browser names the hashes of the policy first.
  const hash = (await said).text().match(/'sha256-[^']+'/g)?.at(-1) ?? '';
  await context.unrouteAll();
  await sends(context, html.replace(/(style-src )'sha256-[^']+'/, `$1${hash}`));
  await page.goto(ADDRESS);
  expect(await looks(page)).toEqual(['rgb(18, 52, 86)', 'rgb(22, 33, 27)', true]);
});

test('its spinner shows only while it waits, and its sign only when it is done', async ({ page, context }) => {
  const sign = (): Promise<string> =>
    page.evaluate(() => [...document.querySelectorAll('main > p:not([hidden])')].map((text) => getComputedStyle(text, '::before').animationName + getComputedStyle(text, '::before').content).join(';'));
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await sends(context, await built('callback.html'));
  await page.goto(ADDRESS);
  expect(await sign()).toBe('turn""');
  const responses = await receiver(context);
  await expect.poll(responses).toContain(ADDRESS);
  await expect.poll(sign).toContain('✓');
  await page.goto(`${BANK}/wise-callback.html`);
  expect(await sign()).toBe('nonenone');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('H21 its text stays correct, and the partner’s link back works', async ({ page, context }) => {
    await sends(context, (await built('callback.html')).replace('</main>', '</main><p><a href="/api/session">Back to your accounts</a></p>'));
    await page.goto(ADDRESS);
    await expect(page.getByText(BACK)).toBeVisible();
    await expect(page.getByText(WAIT)).toBeHidden();
    await page.getByRole('link', { name: 'Back to your accounts' }).click();
    await expect(page).toHaveURL(`${BANK}/api/session`);
  });
});

test('H21 if its script does not run, the customer goes back and a second try links', async ({ page, context }) => {
  await newWise();
  const customer = new PlaywrightCustomer(page);
  // Playwright cannot replace the target of a redirect, so the script breaks at its start the first time.
  await context.addInitScript(() => {
    if (location.pathname !== '/wise-callback.html' || localStorage.getItem('broken')) return;
    localStorage.setItem('broken', 'yes');
    Object.assign(window, { URL: undefined });
  });
  await logInAtBank(customer, 'popup.html');
  const opened = await customer.pressAndFollow('Connect your Wise account');
  await giveAccess(opened);
  await opened.reads(BACK);
  await opened.page.close();
  const again = await customer.pressAndFollow('Open Wise again');
  await again.press('Continue');
  await again.press('Give access');
  await customer.reads('Your Wise account is connected.');
  expect(await storedLinks(page)).toHaveLength(1);
  await forgetLinks(page);
});

test('H21 its script runs late: the text before is correct, and then it delivers and says so', async ({ page, context }) => {
  const responses = await receiver(context);
  await sends(context, unrun(withoutPolicy(await built('callback.html'))));
  await page.goto(ADDRESS);
  expect(await reads(page)).toBe(BACK);
  await runLate(page);
  await expect.poll(() => reads(page)).toBe(DONE);
  expect(await responses()).toContain(ADDRESS);
  expect(page.url()).toBe(`${BANK}/wise-callback.html`);
});

test('H21 its script was moved into the head, before the text: it delivers, and the text is correct', async ({ page, context }) => {
  const responses = await receiver(context);
  const html = await built('callback.html');
  const [script = ''] = /<script .*?<\/script>/s.exec(html) ?? [];
  await sends(context, html.replace(script, '').replace('</title>', () => `</title>${script}`));
  await page.goto(ADDRESS);
  await expect.poll(responses).toContain(ADDRESS);
  // A receipt may arrive before the text exists.
  expect([BACK, WAIT, DONE]).toContain(await reads(page));
  expect(page.url()).toBe(`${BANK}/wise-callback.html`);
});

test('H21 a partner’s own paragraphs, before and after its text, are visible in every state', async ({ page, context }) => {
  const own = (html: string): string => html.replace('<main', '<p>The Bank</p><main').replace('</main>', '<p class="note">Questions? Call us.</p></main><p lang="fr">Au revoir</p>');
  await sends(context, own(await built('callback.html')));
  await page.goto(`${BANK}/wise-callback.html`);
  const around = (words: string): RegExp => new RegExp(['The Bank', words, 'Questions\\? Call us\\.', 'Au revoir'].join('\\s+'));
  expect(await reads(page)).toMatch(around(LOST));
  await page.goto(ADDRESS);
  expect(await reads(page)).toMatch(around(WAIT));
  const responses = await receiver(context);
  await expect.poll(() => reads(page)).toMatch(around(DONE));
  expect(await responses()).toContain(ADDRESS);
});

test.describe('in a browser with an unsupported language', () => {
  test.use({ locale: 'is-IS' });

  test('H21 it shows the first language in the file', async ({ page, context }) => {
    await page.goto(`${BANK}/wise-callback.html`);
    expect(await reads(page)).toBe(LOST);
    const firstGerman = (await built('callback.html')).replace(/<p class="\w+" lang="(?!de|sv).*?<\/p>/g, '');
    await sends(context, firstGerman);
    await page.goto(`${BANK}/wise-callback.html`);
    expect(await reads(page)).toMatch(/^Es wurde kein Konto verbunden\./);
  });
});

test('a redirect URI whose path starts with two slashes: the code is delivered and the address is clean', async ({ page, context }) => {
  const responses = await receiver(context);
  await sends(context, await built('callback.html'));
  const address = `${BANK}//wise-callback.html`;
  await page.goto(`${address}?code=CANARY&state=${STATE}#_`);
  await expect.poll(() => reads(page)).toBe(DONE);
  expect(await responses()).toContain(`${address}?code=CANARY&state=${STATE}#_`);
  expect(page.url()).toBe(address);
});
