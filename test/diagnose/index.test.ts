// Tests diagnose() on pages with planted faults.
import { http, HttpResponse } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import template from '../../src/callback/callback.html?raw';
import { diagnose, type Finding } from '../../src/diagnose/index.js';
import type { WiseLink } from '../../src/index.js';
import { problem, worker } from '../support/backend.js';
import { wiseLink } from '../support/element.js';

const HEADERS = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
const SCRIPT = 'const name = "wise-link:";';
const EXCHANGE = '/api/wise/exchange';

/** Sets the response at a path. A request to another URL fails the test. */
const answersAt = (path: string, answer: () => Response): void => worker.use(http.all(path, answer));
const pageSends = (headers: Record<string, string> = {}, html = '<p>A page</p>'): void =>
  answersAt(location.pathname, () => HttpResponse.html(html, { headers }));
const redirectPageIs = (html: string, init: ResponseInit = { headers: HEADERS }): void =>
  answersAt('/wise-callback.html', () => HttpResponse.html(html, init as object));
const withScript = (script: string): string =>
  template.replace('content=""', '').replace('</body>', `${script}</body>`);

/** All findings that are not ok, as `check: level`. */
const wrong = (findings: readonly Finding[]): string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ check, level }) => `${check}: ${level}`);

const found = (findings: readonly Finding[], check: string): string =>
  findings
    .filter((finding) => finding.check === check)
    .map(({ message, fix }) => `${message} ${fix}`)
    .join('\n');

beforeEach(() => {
  // The service worker of the tests must not be reported.
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(undefined);
  pageSends();
  redirectPageIs(withScript(`<script>${SCRIPT}</script>`));
  answersAt(EXCHANGE, problem('csrf_failed', 403));
});

test('reports ok for every check on a correct page', async () => {
  const findings = await diagnose(await wiseLink());
  expect(wrong(findings)).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    'definition',
    'secure-context',
    'environment',
    'client-id',
    'redirect-uri',
    'exchange-url',
    'email-url',
    'start-url',
    'status-url',
    'authorize-url',
    'mode',
    'properties',
    'theme',
    'appearance',
    'lang',
    'messages',
    'redirect-page',
    'redirect-worker',
    'redirect-coop',
    'redirect-csp',
    'redirect-nosniff',
    'redirect-referrer',
    'redirect-cache',
    'redirect-reports',
    'endpoint',
    'page-coop',
    'page-csp',
    'frame',
    'sandbox',
    'browser',
    'session-storage',
    'local-storage',
    'broadcast-channel',
  ]);
});

test('every finding that is not ok has a fix, and the others have none', async () => {
  answersAt(EXCHANGE, () => HttpResponse.json({}));
  const findings = await diagnose(
    await wiseLink({ environment: 'live', 'redirect-uri': 'https://www.bank.example/cb', mode: 'iframe' }),
  );
  expect(wrong(findings)).toEqual(['environment: error', 'mode: error', 'redirect-page: error', 'endpoint: error']);
  for (const { level, message, fix } of findings) {
    expect(message).toMatch(/^[A-Z<a-z].*\.$/);
    expect(fix).toMatch(level === 'ok' ? /^$/ : /^[A-Z].*\.$/);
  }
});

describe('the redirect page', () => {
  const redirect = async (attributes: Record<string, string> = {}): Promise<{ levels: string[]; text: string }> => {
    const findings = (await diagnose(await wiseLink(attributes))).filter(
      ({ check }) => check.startsWith('redirect-') && check !== 'redirect-uri',
    );
    return { levels: wrong(findings), text: found(findings, 'redirect-page') + found(findings, 'redirect-csp') };
  };

  test('may be this page', async () => {
    pageSends({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
    const { levels, text } = await redirect({ 'redirect-uri': `${location.origin}${location.pathname}?via=query` });
    expect(levels).toEqual([]);
    expect(text).toMatch(/is this page/);
  });

  test('may be another page with an element', async () => {
    redirectPageIs('<wise-link></wise-link>');
    expect((await redirect()).levels).toEqual([]);
  });

  test('on another origin cannot reach this page, but a native shell may catch its URL', async () => {
    const uri = { 'redirect-uri': 'https://www.bank.example/wise-callback.html' };
    expect((await redirect(uri)).levels).toEqual(['redirect-page: error']);
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Linux; Android 15; wv)');
    const inApp = await redirect(uri);
    expect(inApp.levels).toEqual(['redirect-page: warning']);
    expect(inApp.text).toMatch(/handleCallback/);
  });

  test.each([
    ['is not there', () => redirectPageIs('', { status: 404 }), /answers 404/],
    ['requires a session', () => redirectPageIs('', { status: 401 }), /needs no session/],
    [
      'redirects',
      () =>
        answersAt('/wise-callback.html', () => new Response(null, { status: 302, headers: { Location: '/log-in' } })),
      /redirect/,
    ],
    [
      'times out',
      () => vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new DOMException('', 'TimeoutError'))),
      /did not answer/,
    ],
    ['cannot be reached', () => answersAt('/wise-callback.html', () => HttpResponse.error()), /cannot be reached/],
    [
      'is not HTML',
      () => redirectPageIs(template, { headers: { ...HEADERS, 'Content-Type': 'text/plain' } }),
      /not HTML/,
    ],
    ['is another page', () => redirectPageIs('<h1>Welcome</h1>'), /neither the redirect page nor/],
    ['has no script', () => redirectPageIs(template), /neither the redirect page nor/],
    [
      'has a script that cannot be loaded',
      () => redirectPageIs(withScript('<script src="callback.js"></script>')),
      /cannot be loaded: \/callback\.js/,
    ],
  ])('that %s is an error', async (_, answer, message) => {
    answer();
    answersAt('/callback.js', () => HttpResponse.html('<h1>Not found</h1>', { status: 404 }));
    const { levels, text } = await redirect();
    expect(levels[0]).toBe('redirect-page: error');
    expect(text).toMatch(message);
  });

  test('with its script in a separate file is ok', async () => {
    redirectPageIs(withScript('<script src="callback.js"></script>'));
    answersAt('/callback.js', () => new Response(SCRIPT, { headers: { 'Content-Type': 'text/javascript' } }));
    expect((await redirect()).levels).toEqual([]);
  });

  test('with its script in a file that a header blocks is an error', async () => {
    redirectPageIs(withScript('<script src="callback.js"></script>'), {
      headers: { ...HEADERS, 'Content-Security-Policy': "script-src 'none'; frame-ancestors 'none'" },
    });
    const { levels, text } = await redirect();
    expect(levels).toEqual(['redirect-csp: error']);
    expect(text).toMatch(/forbids \/callback\.js/);
  });

  test('that may be an application that answers every path is unknown', async () => {
    const shell = '<div id="root"></div><script src="/main.js"></script>';
    pageSends({}, shell);
    redirectPageIs(shell);
    expect((await redirect()).levels).toEqual(['redirect-page: unknown']);
  });

  test.each([
    ['a header', {}, "default-src 'self'; frame-ancestors 'none'"],
    ['a policy that allows another script', { meta: "script-src 'sha256-AAAA'" }, "frame-ancestors 'none'"],
  ])(
    'whose script is blocked by %s is an error, and the fix names the hash',
    async (_, { meta = '' }: { meta?: string }, header) => {
      const html = withScript(`<script>${SCRIPT}</script>`).replace(
        'http-equiv="Content-Security-Policy"',
        `http-equiv="Content-Security-Policy" content="${meta}"`,
      );
      redirectPageIs(html, { headers: { ...HEADERS, 'Content-Security-Policy': header } });
      const { levels, text } = await redirect();
      expect(levels).toEqual(['redirect-csp: error']);
      expect(text).toMatch(/'sha256-[\w+/]{43}='/);
    },
  );

  test('with another script is a warning', async () => {
    redirectPageIs(withScript(`<script>${SCRIPT}</script><script>measure()</script>`));
    const { levels, text } = await redirect();
    expect(levels).toEqual(['redirect-page: warning']);
    expect(text).toMatch(/2 scripts/);
  });

  test('is requested without cookies, code or state', async () => {
    const requests: Request[] = [];
    worker.use(http.get('/wise-callback.html', ({ request }) => void requests.push(request)));
    await redirect();
    expect(requests.map(({ url, credentials }) => [new URL(url).search, credentials])).toEqual([['', 'omit']]);
  });
});

describe('the endpoint', () => {
  test('B1 is called once, without X-Wise-Link and without a code', async () => {
    const calls: { method: string; header: string | null; body: unknown }[] = [];
    worker.use(
      http.all(EXCHANGE, async ({ request }) => {
        calls.push({ method: request.method, header: request.headers.get('X-Wise-Link'), body: await request.json() });
        return problem('csrf_failed', 403)();
      }),
    );
    await diagnose(await wiseLink());
    expect(calls).toEqual([{ method: 'POST', header: null, body: {} }]);
  });

  test.each([
    ['is down', () => HttpResponse.error(), /cannot be reached/],
    ['X17 redirects', () => new Response(null, { status: 302, headers: { Location: '/log-in' } }), /follows no redirects/],
    ['is not there', () => HttpResponse.html('', { status: 404 }), /exchange-url was not found/],
  ])('%s: an error', async (_, answer, message) => {
    answersAt(EXCHANGE, answer);
    const findings = await diagnose(await wiseLink());
    expect(wrong(findings)).toEqual(['endpoint: error']);
    expect(found(findings, 'endpoint')).toMatch(message);
  });

  test('is not called with an exchange function or an invalid attribute', async () => {
    const requested = vi.fn();
    worker.use(http.all(EXCHANGE, requested));
    const element = await wiseLink();
    element.exchange = () => new Promise(() => {});
    expect(wrong(await diagnose(element))).toEqual([]);
    expect(wrong(await diagnose(await wiseLink({ 'exchange-url': 'https://evil.example/' })))).toEqual([
      'exchange-url: error',
      'endpoint: unknown',
    ]);
    expect(requested).not.toHaveBeenCalled();
  });

  test('X3 that does not answer times out', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new DOMException('', 'TimeoutError')));
    expect(found(await diagnose(await wiseLink()), 'endpoint')).toMatch(/did not answer/);
  });
});

describe('the page', () => {
  test('P1–P10 that isolates itself is a warning', async () => {
    pageSends({ 'Cross-Origin-Opener-Policy': 'same-origin' });
    expect(wrong(await diagnose(await wiseLink()))).toEqual(['page-coop: warning']);
  });

  test('X19 whose policy blocks the endpoint is an error', async () => {
    pageSends({ 'Content-Security-Policy': "default-src 'self'; connect-src https://bank.example" });
    const findings = await diagnose(await wiseLink());
    expect(wrong(findings)).toEqual(['page-csp: error']);
    expect(found(findings, 'page-csp')).toMatch(/\/api\/wise\/exchange\. Add 'self'/);
  });

  test('X19 whose policy allows one endpoint, but not the others, is an error', async () => {
    pageSends({ 'Content-Security-Policy': `connect-src ${location.origin}/api/wise/exchange` });
    const others = { 'email-url': '/api/wise/email', 'start-url': '/api/wise/start', 'status-url': '/api/wise/status' };
    const text = found(await diagnose(await wiseLink(others)), 'page-csp');
    expect(text).toMatch(/\/api\/wise\/email and .*\/api\/wise\/start and .*\/api\/wise\/status\./);
  });

  test('whose policy has a sandbox reports the missing tokens', async () => {
    pageSends({ 'Content-Security-Policy': 'sandbox allow-scripts allow-same-origin allow-forms' });
    expect(wrong(await diagnose(await wiseLink()))).toEqual(['sandbox: error', 'sandbox: warning']);
  });

  test('that cannot be requested is unknown', async () => {
    answersAt(location.pathname, () => HttpResponse.error());
    expect(wrong(await diagnose(await wiseLink()))).toEqual(['page-coop: unknown', 'page-csp: unknown']);
  });

  test('C27 with a code in its URL is not requested again', async () => {
    const before = location.href;
    const requested = vi.fn();
    worker.use(http.get(location.pathname, requested));
    const element = await wiseLink();
    history.replaceState(null, '', `${location.pathname}?code=G2s8EJ&state=S`);
    const findings = await diagnose(element);
    history.replaceState(null, '', before);
    expect(requested).not.toHaveBeenCalled();
    expect(wrong(findings)).toEqual(['page-coop: unknown', 'page-csp: unknown']);
    expect(JSON.stringify(findings)).not.toContain('G2s8EJ');
  });

  test('in a frame on another origin', async () => {
    vi.stubGlobal(
      'parent',
      Object.defineProperty({ frameElement: null }, 'parent', {
        get() {
          return this;
        },
      }),
    );
    vi.stubGlobal('frameElement', null);
    expect(wrong(await diagnose(await wiseLink()))).toEqual([
      'page-coop: unknown',
      'frame: warning',
      'sandbox: unknown',
    ]);
  });

  test('in a sandbox that makes its origin opaque', async () => {
    const element = await wiseLink();
    vi.stubGlobal('origin', 'null');
    expect(found(await diagnose(element), 'sandbox')).toMatch(/lacks allow-same-origin/);
  });

  test('L13 without https', async () => {
    vi.stubGlobal('isSecureContext', false);
    expect(wrong(await diagnose(await wiseLink()))).toEqual(['secure-context: error']);
  });

  test('L14 inside an app', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPhone) Instagram');
    expect(wrong(await diagnose(await wiseLink()))).toEqual(['browser: warning']);
  });
});

describe('storage', () => {
  const throws = (): never => {
    throw new DOMException('blocked', 'SecurityError');
  };

  test.each([
    ['popup', 'warning'],
    ['email', 'warning'],
    ['auto', 'error'],
    ['redirect', 'error'],
  ])('Q1 that is blocked, in mode %s: %s', async (mode, level) => {
    const element = await wiseLink({ mode });
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(throws);
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(throws);
    expect(wrong(await diagnose(element))).toEqual([`session-storage: ${level}`, 'local-storage: warning']);
  });

  test('Q2 that is full', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(throws);
    expect(wrong(await diagnose(await wiseLink()))).toContain('session-storage: warning');
  });

  test('is not changed', async () => {
    await diagnose(await wiseLink());
    expect(Object.keys(sessionStorage).filter((key) => key.startsWith('diagnose'))).toEqual([]);
    expect(Object.keys(localStorage).filter((key) => key.startsWith('diagnose'))).toEqual([]);
  });

  test.each([
    ['missing', undefined],
    [
      'blocked',
      class {
        constructor() {
          throws();
        }
      },
    ],
  ])('Q9 a BroadcastChannel that is %s', async (_, channel) => {
    const element = await wiseLink();
    vi.stubGlobal('BroadcastChannel', channel);
    expect(wrong(await diagnose(element))).toEqual(['broadcast-channel: warning']);
  });
});

describe('robustness', () => {
  test('an element that was not upgraded is checked by its attributes', async () => {
    const element = document.createElement('wise-link-unknown') as unknown as WiseLink;
    element.setAttribute('client-id', 'bank');
    expect(wrong(await diagnose(element))).toEqual([
      'definition: error',
      'environment: error',
      'redirect-uri: error',
      'exchange-url: error',
      'redirect-page: unknown',
      'endpoint: unknown',
    ]);
  });

  test.each([
    ['no element', null],
    ['an object that is no element', {} as WiseLink],
    [
      'an element of another document',
      document.implementation.createHTMLDocument().createElement('p') as unknown as WiseLink,
    ],
  ])('%s is one finding', async (_, element) => {
    expect(wrong(await diagnose(element))).toEqual(['definition: error']);
  });

  test('a property that throws is one finding, without the error message', async () => {
    const element = await wiseLink();
    Object.defineProperty(element, 'clientId', {
      get: () => {
        throw new Error('secret');
      },
    });
    const findings = await diagnose(element);
    expect(wrong(findings)).toEqual(['definition: unknown']);
    expect(JSON.stringify(findings)).not.toContain('secret');
  });

  test('a check that throws is one finding, and the others still run', async () => {
    const element = await wiseLink();
    vi.stubGlobal('performance', { timeOrigin: 0, now: () => 0 });
    expect(wrong(await diagnose(element))).toEqual(['definition: unknown']);
  });

  test('H2 a page replaced fetch with one that throws', async () => {
    const element = await wiseLink();
    vi.stubGlobal('fetch', () => {
      throw new TypeError('no');
    });
    expect(wrong(await diagnose(element))).toEqual([
      'redirect-page: error',
      'endpoint: error',
      'page-coop: unknown',
      'page-csp: unknown',
    ]);
  });

  test('all listeners are removed', async () => {
    const added: string[] = [];
    vi.spyOn(document, 'addEventListener').mockImplementation((type, _, options) => {
      const { signal } = options as AddEventListenerOptions;
      added.push(type);
      signal?.addEventListener('abort', () => added.splice(added.indexOf(type), 1));
    });
    await diagnose(await wiseLink());
    expect(document.addEventListener).toHaveBeenCalled();
    expect(added.filter((type) => type === 'securitypolicyviolation')).toEqual([]);
  });
});
