// Tests which browser reports and records contain the code.
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

const ADDRESS = `${BANK}/wise-callback.html?code=CANARY&state=${'S'.repeat(43)}`;
const REPORTS_ALSO = { 'Content-Security-Policy-Report-Only': "script-src 'self'; style-src 'self'; report-uri /reports" };

/** The reports that the browser sends about the redirect page. */
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
  // The browser sends all reports of a page by the time it closes.
  await page.goto(`${BANK}/api/session`);
  return bodies;
}

test('H21 with the headers of the set-up page the browser sends no report; with a reporting policy the report contains the code', async ({ page }) => {
  expect(await reported(page, {})).toEqual([]);
  await page.unrouteAll();
  await expect.poll(() => reported(page, REPORTS_ALSO)).not.toEqual([]);
});

test('F7 after a page removes the code from its address, only the record of its navigation contains it', async ({ page }) => {
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
