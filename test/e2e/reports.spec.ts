import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

const ADDRESS = `${BANK}/wise-callback.html?code=CANARY&state=${'S'.repeat(43)}`;
const REPORTS_ALSO = { 'Content-Security-Policy-Report-Only': "script-src 'self'; style-src 'self'; report-uri /reports" };

/** What the browser reports of the redirect page, by itself. */
async function reported(page: Page, headers: Record<string, string>): Promise<string[]> {
  const bodies: string[] = [];
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ request }) => request.url.endsWith('/reports') && bodies.push(request.postData ?? ''));
  const html = await readFile(new URL('../../dist/cdn/callback.html', import.meta.url), 'utf8');
  await page.route(/\/wise-callback\.html/, (route) =>
    route.fulfill({ contentType: 'text/html', headers: { 'Content-Security-Policy': "frame-ancestors 'none'", ...headers }, body: html }),
  );
  await page.goto(ADDRESS);
  await expect(page).toHaveURL(`${BANK}/wise-callback.html`);
  // The end of a page: what it has to report it has reported.
  await page.goto(`${BANK}/api/session`);
  return bodies;
}

test('H21 with the headers of the set-up page no report leaves the browser; a policy that reports would tell the code', async ({ page }) => {
  expect(await reported(page, {})).toEqual([]);
  await page.unrouteAll();
  await expect.poll(() => reported(page, REPORTS_ALSO)).not.toEqual([]);
});

test('F7 what is left of the code in a page that took it out of its address: the record of its navigation, and nothing else', async ({ page }) => {
  await page.goto(ADDRESS);
  await expect(page).toHaveURL(`${BANK}/wise-callback.html`);
  const left = await page.evaluate(() => {
    const navigation: unknown = Reflect.get(window, 'navigation');
    const at = (...path: string[]): unknown => path.reduce<unknown>((value, name) => Object(value)[name], navigation);
    return Object.entries({
      'performance': performance.getEntriesByType('navigation')[0]?.name,
      'activation': at('activation', 'entry', 'url'),
      'current entry': at('currentEntry', 'url'),
      'entries': JSON.stringify(Object(navigation).entries().map(({ url }: { url: string }) => url)),
      'document': [document.URL, document.baseURI, document.referrer].join(),
      'other records': performance.getEntries().filter(({ entryType }) => entryType !== 'navigation').map(({ name }) => name).join(),
    }).flatMap(([name, value]) => (String(value).includes('CANARY') ? name : []));
  });
  expect(left).toEqual(['performance', 'activation']);
});
