import { expect, type Frame, type Page } from '@playwright/test';
import type { Finding } from '../../src/diagnose/index.js';
import { test } from './everyday-browser.js';
import { logInAtBank } from './flows.js';
import { BANK, WISE } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

/** Where the demo's server hands out a file of `src`. */
const source = (file: string): string => `/@fs${new URL(`../../src/${file}`, import.meta.url).pathname}`;

/** What an engineer would type into the console of this page or frame. */
function diagnose(page: Page | Frame): Promise<Finding[]> {
  return page.evaluate(async (file) => {
    const { diagnose: look } = await import(file);
    return look(document.querySelector('wise-link'));
  }, source('diagnose.ts'));
}

/** All that is not ok, as `check: level`. */
const wrong = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ check, level }) => `${check}: ${level}`);

/** Lets what answers at this address have other headers. */
const withHeaders = (page: Page, address: string, headers: Record<string, string>): Promise<unknown> =>
  page.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });

for (const scenario of ['popup.html', 'redirect.html', 'email.html', 'mismatch.html', 'script-tag.html']) {
  test(`finds nothing wrong on ${scenario}, before the customer has logged in and after`, async ({ page }) => {
    const printed: string[] = [];
    page.on('console', (message) => printed.push(message.text()));
    await page.goto(`${BANK}/${scenario}`);
    const findings = await diagnose(page);
    expect(findings.length).toBeGreaterThan(20);
    expect(wrong(findings)).toEqual([]);
    await logInAtBank(new PlaywrightCustomer(page), scenario);
    expect(wrong(await diagnose(page))).toEqual([]);
    // That the endpoint refuses is what is asked of it, but browsers print it.
    expect(printed.filter((text) => !/ 40[13] |\[vite\]|Lit is in dev mode/.test(text))).toEqual([]);
  });
}

test('finds the page itself as redirect URI, and how its code could leak', async ({ page }) => {
  await page.goto(`${BANK}/same-page.html`);
  await withHeaders(page, '**/same-page.html', { 'Referrer-Policy': 'strict-origin-when-cross-origin' });
  expect(wrong(await diagnose(page))).toEqual(['redirect-referrer: warning', 'redirect-cache: warning']);
  await withHeaders(page, '**/same-page.html', { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  expect(wrong(await diagnose(page))).toEqual([]);
});

test.describe('finds what was made wrong on purpose', () => {
  const page = (name: string): string => `**/${name}`;
  const headers: [name: string, at: string, headers: Record<string, string>, found: string[]][] = [
    [
      'a page that isolates itself',
      page('popup.html'),
      { 'Cross-Origin-Opener-Policy': 'same-origin' },
      ['page-coop: warning'],
    ],
    [
      'a page that may connect nowhere',
      page('popup.html'),
      { 'Content-Security-Policy': "connect-src 'none'" },
      ['redirect-page: unknown', 'endpoint: error', 'page-coop: unknown', 'page-csp: error'],
    ],
    [
      'a page that may not connect to its endpoint',
      page('popup.html'),
      { 'Content-Security-Policy': `connect-src ${BANK}/popup.html ${BANK}/wise-callback.html` },
      ['endpoint: error', 'page-csp: error'],
    ],
    [
      'a page in a sandbox of its own',
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
      'a redirect page whose script may not run',
      page('wise-callback.html'),
      { 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'" },
      ['redirect-csp: error'],
    ],
    [
      'a redirect page that may be kept',
      page('wise-callback.html'),
      { 'Cache-Control': 'max-age=60' },
      ['redirect-cache: warning'],
    ],
    [
      'a redirect page that tells where it comes from',
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
      'another page in its place',
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
      'B1 an endpoint that takes everything',
      page('api/wise/exchange'),
      { status: 200, contentType: 'application/json', body: '{}' },
      ['endpoint: error'],
    ],
    [
      'a firewall before the endpoint',
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

  test('a page whose markup forbids it to connect to its endpoint', async ({ page: opened }) => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="connect-src ${BANK}/popup.html ${BANK}/wise-callback.html">`;
    await opened.route('**/popup.html', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('<head>', `<head>${policy}`) });
    });
    await opened.goto(`${BANK}/popup.html`);
    expect(wrong(await diagnose(opened))).toEqual(['endpoint: error', 'page-csp: error']);
  });

  test('D12 a script that did not come', async ({ page: opened }) => {
    await opened.route('**/element.ts', (route) => route.abort());
    await opened.goto(`${BANK}/popup.html`);
    expect(wrong(await diagnose(opened))).toEqual(['definition: error']);
  });

  test('T5 a script that came twice', async ({ page: opened }) => {
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
  /** The page under a worker that does this with every navigation. */
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

  test('with the application: an error', async ({ page }) => {
    expect(await under(page, SHELL)).toEqual(['redirect-worker: error']);
  });

  test('but lets the redirect page through, as advised: nothing is wrong', async ({ page }) => {
    expect(await under(page, excluded)).toEqual([]);
  });

  test('of pages that allow no frame cannot be looked at', async ({ page }) => {
    expect(await under(page, excluded, FORBIDS)).toEqual(['redirect-worker: unknown']);
  });

  test('is none where it hears of no request', async ({ page }) => {
    expect(await under(page, '', FORBIDS)).toEqual([]);
  });
});

for (const [name, header] of [
  ['Cloudflare', 'cf-mitigated'],
  ['Vercel', 'x-vercel-mitigated'],
  ['AWS WAF', 'x-amzn-waf-action'],
] as const) {
  test(`a bot protection of ${name} is told apart`, async ({ page }) => {
    const challenge = { status: 403, contentType: 'text/html', headers: { [header]: 'challenge' }, body: '<h1>Just a moment...</h1>' };
    await page.goto(`${BANK}/popup.html`);
    await page.route(/wise-callback|exchange/, (route) => route.fulfill(challenge));
    const findings = await diagnose(page);
    expect(wrong(findings)).toEqual(['redirect-page: error', 'endpoint: error']);
    expect(findings.filter(({ fix }) => fix.includes('from the bot protection'))).toHaveLength(2);
  });
}

test.describe('in a frame', () => {
  /** The page of the bank in a frame on the page at `address`. A real one: a browser lets no page that is on no network frame one of this machine. */
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

  test('on its own origin nothing is wrong', async ({ page }) => {
    expect(wrong(await diagnose(await framed(page, `${BANK}/api/session`)))).toEqual([]);
  });

  test('H7 in a sandbox it says what the sandbox lacks', async ({ page }) => {
    const findings = await diagnose(await framed(page, `${BANK}/api/session`, 'allow-scripts allow-same-origin'));
    expect(wrong(findings)).toEqual(['sandbox: error', 'sandbox: warning', 'sandbox: warning']);
    expect(
      findings.filter(({ check }) => check === 'sandbox').map(({ fix }) => / (allow-[\w-]+) /.exec(fix)?.[1]),
    ).toEqual(['allow-popups', 'allow-popups-to-escape-sandbox', 'allow-forms']);
  });

  test('Q4 on another site it says what cannot be told, and what is lost', async ({ page }) => {
    const findings = await diagnose(await framed(page, `${WISE}/simulator/counters`));
    // Whether such a frame has storage is each browser's own affair.
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

  test('L14 it says so', async ({ page }) => {
    await page.goto(`${BANK}/popup.html`);
    expect(wrong(await diagnose(page))).toEqual(['browser: warning']);
  });
});
