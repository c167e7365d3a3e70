// Tests `diagnose` on pages with planted faults.
import { expect, type Frame, type Page } from '@playwright/test';
import type { Finding } from '../../src/diagnose/index.js';
import { test } from './everyday-browser.js';
import { logInAtBank } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

/** The URL of a file of `src` on the demo's server. */
const source = (file: string): string => `/@fs${new URL(`../../src/${file}`, import.meta.url).pathname}`;

/** Runs `diagnose` in this page or frame, as an engineer does in the console. */
function diagnose(page: Page | Frame): Promise<Finding[]> {
  return page.evaluate(async (file) => {
    const { diagnose: look } = await import(file);
    return look(document.querySelector('wise-link'));
  }, source('diagnose/index.ts'));
}

/** All findings that are not ok, as `check: level`. */
const wrong = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ check, level }) => `${check}: ${level}`);

/** Changes the headers of a response. */
const withHeaders = (page: Page, address: string, headers: Record<string, string>): Promise<unknown> =>
  page.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });

for (const scenario of ['popup.html', 'redirect.html', 'email.html', 'mismatch.html', 'script-tag.html']) {
  test(`finds nothing wrong on ${scenario}, before and after the customer logs in`, async ({ page }) => {
    const printed: string[] = [];
    page.on('console', (message) => printed.push(message.text()));
    await page.goto(`${BANK}/${scenario}`);
    const findings = await diagnose(page);
    expect(findings.length).toBeGreaterThan(20);
    expect(wrong(findings)).toEqual([]);
    await logInAtBank(new PlaywrightCustomer(page), scenario);
    expect(wrong(await diagnose(page))).toEqual([]);
    // The endpoint must refuse the request, and browsers print that.
    expect(printed.filter((text) => !/ 40[13] |\[vite\]|Lit is in dev mode/.test(text))).toEqual([]);
  });
}

test('reports how the code could leak if the page itself is the redirect URI', async ({ page }) => {
  await page.goto(`${BANK}/same-page.html`);
  await withHeaders(page, '**/same-page.html', { 'Referrer-Policy': 'strict-origin-when-cross-origin' });
  expect(wrong(await diagnose(page))).toEqual(['redirect-referrer: warning', 'redirect-cache: warning']);
  await withHeaders(page, '**/same-page.html', { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  expect(wrong(await diagnose(page))).toEqual([]);
});

test.describe('finds the planted fault:', () => {
  const page = (name: string): string => `**/${name}`;
  const headers: [name: string, at: string, headers: Record<string, string>, found: string[]][] = [
    [
      'a page that isolates itself',
      page('popup.html'),
      { 'Cross-Origin-Opener-Policy': 'same-origin' },
      ['page-coop: warning'],
    ],
    [
      'a page whose policy allows no connections',
      page('popup.html'),
      { 'Content-Security-Policy': "connect-src 'none'" },
      ['redirect-page: unknown', 'endpoint: error', 'page-coop: unknown', 'page-csp: error'],
    ],
    [
      'a page whose policy blocks its endpoint',
      page('popup.html'),
      { 'Content-Security-Policy': `connect-src ${BANK}/popup.html ${BANK}/wise-callback.html` },
      ['endpoint: error', 'page-csp: error'],
    ],
    [
      'a page with the sandbox directive',
      page('popup.html'),
      { 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin allow-popups' },
      ['sandbox: warning', 'sandbox: warning'],
    ],
    [
      'a redirect page that isolates itself',
      page('wise-callback.html'),
      { 'Cross-Origin-Opener-Policy': 'same-origin' },
      ['redirect-coop: warning'],
    ],
    [
      'a redirect page whose policy blocks its script',
      page('wise-callback.html'),
      { 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'" },
      ['redirect-csp: error'],
    ],
    [
      'a redirect page that may be cached',
      page('wise-callback.html'),
      { 'Cache-Control': 'max-age=60' },
      ['redirect-cache: warning'],
    ],
    [
      'a redirect page that sends a referrer',
      page('wise-callback.html'),
      { 'Referrer-Policy': 'unsafe-url' },
      ['redirect-referrer: warning'],
    ],
    [
      'a redirect page that may be framed',
      page('wise-callback.html'),
      { 'Content-Security-Policy': "default-src 'none'; script-src 'unsafe-inline'" },
      ['redirect-csp: warning'],
    ],
  ];
  for (const [name, at, sent, found] of headers) {
    test(name, async ({ page: opened }) => {
      await withHeaders(opened, at, sent);
      await opened.goto(`${BANK}/popup.html`);
      expect(wrong(await diagnose(opened))).toEqual(found);
    });
  }

  const answers: [
    name: string,
    at: string,
    answer: { status: number; contentType?: string; body?: string; headers?: Record<string, string> },
    found: string[],
  ][] = [
    ['no redirect page', page('wise-callback.html'), { status: 404 }, ['redirect-page: error']],
    [
      'another page instead of the redirect page',
      page('wise-callback.html'),
      { status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' },
      ['redirect-page: error'],
    ],
    [
      'a redirect page behind a log-in',
      page('wise-callback.html'),
      { status: 302, headers: { Location: '/' } },
      ['redirect-page: error'],
    ],
    ['no endpoint', page('api/wise/exchange'), { status: 404, contentType: 'text/html' }, ['endpoint: error']],
    [
      'B1 an endpoint that accepts everything',
      page('api/wise/exchange'),
      { status: 200, contentType: 'application/json', body: '{}' },
      ['endpoint: error'],
    ],
    [
      'a firewall in front of the endpoint',
      page('api/wise/exchange'),
      { status: 403, contentType: 'text/html' },
      ['endpoint: warning'],
    ],
    [
      'X17 an endpoint that redirects',
      page('api/wise/exchange'),
      { status: 302, headers: { Location: '/' } },
      ['endpoint: error'],
    ],
  ];
  for (const [name, at, answer, found] of answers) {
    test(name, async ({ page: opened }) => {
      await opened.route(at, (route) => route.fulfill(answer));
      await opened.goto(`${BANK}/popup.html`);
      expect(wrong(await diagnose(opened))).toEqual(found);
    });
  }

  const attributes: [name: string, value: string, found: string[]][] = [
    ['environment', 'live', ['environment: error']],
    ['redirect-uri', `${WISE}/wise-callback.html`, ['redirect-page: error']],
    ['exchange-url', `${WISE}/exchange`, ['exchange-url: error', 'endpoint: unknown']],
    ['authorize-url', 'https://sandbox.transferwise.tech/oauth/authorize/', ['authorize-url: error']],
  ];
  for (const [name, value, found] of attributes) {
    test(`${name}="${value.replace(WISE, '…')}"`, async ({ page: opened }) => {
      await opened.goto(`${BANK}/popup.html`);
      await opened
        .locator('wise-link')
        .evaluate((element, [attribute = '', text = '']) => element.setAttribute(attribute, text), [name, value]);
      expect(wrong(await diagnose(opened))).toEqual(found);
    });
  }

  test('a page whose <meta> policy blocks its endpoint', async ({ page: opened }) => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="connect-src ${BANK}/popup.html ${BANK}/wise-callback.html">`;
    await opened.route('**/popup.html', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('<head>', `<head>${policy}`) });
    });
    await opened.goto(`${BANK}/popup.html`);
    expect(wrong(await diagnose(opened))).toEqual(['endpoint: error', 'page-csp: error']);
  });

  test('D12 a script that did not load', async ({ page: opened }) => {
    await opened.route('**/element.ts', (route) => route.abort());
    await opened.goto(`${BANK}/popup.html`);
    expect(wrong(await diagnose(opened))).toEqual(['definition: error']);
  });

  test('T5 a script that loaded twice', async ({ page: opened }) => {
    await opened.route('**/wise-link.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'export {};' }),
    );
    await opened.goto(`${BANK}/popup.html`);
    for (const url of ['/wise-link.js', '/v2/wise-link.js']) await opened.addScriptTag({ url, type: 'module' });
    expect(wrong(await diagnose(opened))).toEqual(['definition: warning']);
  });
});

test.describe('a service worker that answers navigations', () => {
  const SHELL = "event.respondWith(new Response('<div id=root></div>', { headers: { 'Content-Type': 'text/html' } }));";
  /** Opens the page with a service worker that answers every navigation like this. */
  async function under(page: Page, navigated: string, headers: Record<string, string> = {}): Promise<string[]> {
    await page.context().route('**/sw.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `
          addEventListener('activate', (event) => event.waitUntil(clients.claim()));
          ${navigated && `addEventListener('fetch', (event) => { if (event.request.mode === 'navigate') { ${navigated} } });`}`,
      }),
    );
    await withHeaders(page, '**/popup.html', headers);
    await page.goto(`${BANK}/popup.html`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/sw.js');
      await navigator.serviceWorker.ready;
    });
    return wrong(await diagnose(page));
  }
  const excluded = `if (new URL(event.request.url).pathname === '/wise-callback.html') return; ${SHELL}`;
  const FORBIDS = { 'Content-Security-Policy': "frame-ancestors 'none'" };

  test('with the application is an error', async ({ page }) => {
    expect(await under(page, SHELL)).toEqual(['redirect-worker: error']);
  });

  test('except to the redirect page, as documented, is fine', async ({ page }) => {
    expect(await under(page, excluded)).toEqual([]);
  });

  test('is unknown if the pages allow no frames', async ({ page }) => {
    expect(await under(page, excluded, FORBIDS)).toEqual(['redirect-worker: unknown']);
  });

  test('without a fetch listener is ignored', async ({ page }) => {
    expect(await under(page, '', FORBIDS)).toEqual([]);
  });
});

for (const [name, header] of [
  ['Cloudflare', 'cf-mitigated'],
  ['Vercel', 'x-vercel-mitigated'],
  ['AWS WAF', 'x-amzn-waf-action'],
] as const) {
  test(`recognizes the bot protection of ${name}`, async ({ page }) => {
    const challenge = { status: 403, contentType: 'text/html', headers: { [header]: 'challenge' }, body: '<h1>Just a moment...</h1>' };
    await page.goto(`${BANK}/popup.html`);
    await page.route(/wise-callback|exchange/, (route) => route.fulfill(challenge));
    const findings = await diagnose(page);
    expect(wrong(findings)).toEqual(['redirect-page: error', 'endpoint: error']);
    expect(findings.filter(({ fix }) => fix.includes('from the bot protection'))).toHaveLength(2);
  });
}

test.describe('in a frame', () => {
  /** The bank's page in a frame on the page at `address`, which must be a real server, because browsers block loopback frames in public pages. */
  async function framed(page: Page, address: string, sandbox?: string): Promise<Frame> {
    await page.goto(address);
    const [frame] = await Promise.all([
      page.waitForEvent('framenavigated', (navigated) => navigated.url() === `${BANK}/popup.html`),
      page.evaluate(
        ([src = '', tokens]) => {
          const element = document.createElement('iframe');
          if (tokens !== undefined) element.setAttribute('sandbox', tokens);
          element.src = src;
          document.body.append(element);
        },
        [`${BANK}/popup.html`, sandbox],
      ),
    ]);
    await frame.waitForLoadState();
    return frame;
  }

  test('on its own origin finds nothing wrong', async ({ page }) => {
    expect(wrong(await diagnose(await framed(page, `${BANK}/api/session`)))).toEqual([]);
  });

  test('H7 in a sandbox reports the missing tokens', async ({ page }) => {
    const findings = await diagnose(await framed(page, `${BANK}/api/session`, 'allow-scripts allow-same-origin'));
    expect(wrong(findings)).toEqual(['sandbox: error', 'sandbox: warning', 'sandbox: warning']);
    expect(
      findings.filter(({ check }) => check === 'sandbox').map(({ fix }) => / (allow-[\w-]+) /.exec(fix)?.[1]),
    ).toEqual(['allow-popups', 'allow-popups-to-escape-sandbox', 'allow-forms']);
  });

  test('Q4 on another site reports what it cannot check, and what does not work', async ({ page }) => {
    const findings = await diagnose(await framed(page, `${WISE}/simulator/counters`));
    // Whether such a frame has storage depends on the browser.
    expect(wrong(findings.filter(({ check }) => !check.endsWith('-storage')))).toEqual([
      'page-coop: unknown',
      'frame: warning',
      'sandbox: unknown',
    ]);
  });
});

test.describe('in the browser of an app', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36',
  });

  test('L14 reports it', async ({ page }) => {
    await page.goto(`${BANK}/popup.html`);
    expect(wrong(await diagnose(page))).toEqual(['browser: warning']);
  });
});
