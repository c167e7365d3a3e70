// Tests that following the fix of a finding removes that finding, and that every finding has such a test.
import { http, HttpResponse } from 'msw';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import template from '../../src/callback/callback.html?raw';
import { diagnose, type Finding } from '../../src/diagnose/index.js';
import { WiseLink } from '../../src/index.js';
import { it } from '../../src/locales/it.js';
import { problem, worker } from '../support/backend.js';
import { wiseLink } from '../support/element.js';

type Subject = WiseLink | null;
type Headers = Record<string, string>;

const GOOD: Headers = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
const CALLBACK = '/wise-callback.html';
const EXCHANGE = '/api/wise/exchange';
const SCRIPT = '<script>const name = "wise-link:";</script>';
const SHELL = '<div id="root"></div>';

const at = (path: string, answer: () => Response): void => worker.use(http.all(path, answer));
const page = (headers: Headers = {}, html = '<p>A page</p>'): void => at(location.pathname, () => HttpResponse.html(html, { headers }));
const withScript = (script: string): string => template.replace('content=""', '').replace('</body>', `${script}</body>`);
const callback = (headers: Headers = {}, html = withScript(SCRIPT), status = 200): void =>
  at(CALLBACK, () => HttpResponse.html(html, { status, headers: { ...GOOD, ...headers } }));
const script = (): void => at('/callback.js', () => new Response('', { headers: { 'Content-Type': 'text/javascript' } }));
const refuses = (status = 403): void => at(EXCHANGE, problem('csrf_failed', status));
const redirects = (): Response => new Response(null, { status: 302, headers: { Location: '/log-in' } });
const challenge = (): Response => HttpResponse.html('', { status: 403, headers: { 'cf-mitigated': 'challenge' } });
const timesOut = (): unknown => vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new DOMException('', 'TimeoutError')));
const csp = (text: string): Headers => ({ 'Content-Security-Policy': text });
/** Blocks requests to this path, like a policy of the page. */
const blockedByPolicy = (path: string): void => {
  const { fetch } = window;
  const init = { effectiveDirective: 'connect-src', violatedDirective: 'connect-src', disposition: 'enforce', blockedURI: location.origin + path, documentURI: location.href, originalPolicy: '', statusCode: 200 };
  vi.spyOn(window, 'fetch').mockImplementation((input, options) => {
    if (new URL(input instanceof Request ? input.url : input, location.href).pathname !== path) return fetch(input, options);
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', init as SecurityPolicyViolationEventInit));
    return Promise.reject(new TypeError());
  });
};
const throws = (): never => {
  throw new DOMException('', 'SecurityError');
};
const inFrame = (sandbox?: string): void => {
  const frame = document.createElement('iframe');
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  const outer: { parent?: unknown } = {};
  outer.parent = outer;
  vi.stubGlobal('parent', outer);
  vi.stubGlobal('frameElement', frame);
};
const inCrossOriginFrame = (): void => {
  inFrame();
  vi.stubGlobal('frameElement', null);
};
const inApp = (): unknown => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Linux; Android 15; wv)');
/** Restores a top-level page in a browser with storage. */
const restore = (): void => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.stubGlobal('parent', window);
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(undefined);
};
let count = 0;
const tag = (): string => `wise-link-advised-${(count += 1)}`;
/** An element with the needed attributes that was not upgraded. */
const notUpgraded = async (name: string): Promise<WiseLink> => {
  const element = document.createElement(name);
  for (const { name: attribute, value } of (await wiseLink()).attributes) element.setAttribute(attribute, value);
  return element as WiseLink;
};
const set = (name: string, value: string) => (element: Subject): void => element?.setAttribute(name, value);
const lacks = (token: string): [string, string, () => Promise<Subject>, RegExp, (element: Subject, fix: string) => void] => [
  `a sandbox without ${token}`,
  'sandbox',
  async () => {
    const element = await wiseLink();
    inFrame('allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms'.split(' ').filter((one) => one !== token).join(' '));
    return element;
  },
  new RegExp(`^Add ${token} to the sandbox attribute`),
  (_, fix) => {
    const tokens = `${window.frameElement?.getAttribute('sandbox')} ${/Add ([\w-]+)/.exec(fix)?.[1]}`;
    window.frameElement?.setAttribute('sandbox', tokens);
  },
];
const header = (check: string, name: string, value: string): [string, string, () => Promise<Subject>, RegExp, (element: Subject, fix: string) => void] => [
  `${name} of the redirect page`,
  check,
  async () => {
    callback({ [name]: value });
    return wiseLink();
  },
  /^Se(nd|rve)/,
  (_, fix) => {
    const [, sent = '', text = ''] = /^Send ([\w-]+): ([\w' -]+)\./.exec(fix) ?? [];
    callback(sent ? { [sent]: text } : { 'Cross-Origin-Opener-Policy': '' });
  },
];
/** Creates the element after the arrangement. */
const inPage = (arrange: () => void, attributes: Record<string, string> = {}) => async (): Promise<Subject> => {
  arrange();
  return wiseLink(attributes);
};

const ROWS: [name: string, check: string, arrange: () => Promise<Subject>, fix: RegExp, apply: (element: Subject, fix: string) => Subject | void | Promise<Subject>][] = [
  // The element.
  ['no element', 'definition', async () => null, /^Call diagnose with the element/, () => wiseLink()],
  ['no script', 'definition', () => notUpgraded(tag()), /^Load wise-link.js/, (element) => {
    document.body.append(element ?? '');
    customElements.define(element?.localName ?? '', class extends WiseLink {});
    return element;
  }],
  ['an element that was not upgraded', 'definition', async () => {
    const element = await notUpgraded(tag());
    customElements.define(element.localName, class extends WiseLink {});
    return element;
  }, /^Add it to the document that loads the script/, (element) => document.body.append(element ?? '')],
  ['a tag that another script defined', 'definition', async () => {
    const name = tag();
    customElements.define(name, class extends HTMLElement {});
    return notUpgraded(name);
  }, /remove it or load it after/, () => wiseLink()],
  ['a script that was loaded twice', 'definition', inPage(() => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue(['/a/wise-link.js', '/b/wise-link.js'].map((name) => ({ name: location.origin + name }) as PerformanceEntry));
  }), /^Load only one of them/, restore],
  ['a check that throws', 'definition', inPage(() => vi.spyOn(performance, 'getEntriesByType').mockImplementation(throws)), /^Check it yourself/, restore],
  ['no https', 'secure-context', inPage(() => vi.stubGlobal('isSecureContext', false)), /^Serve all of them over https/, restore],

  // Attributes.
  ...([
    ['environment', 'live', 'sandbox or production', 'sandbox'],
    ['client-id', '', 'your client id at Wise', 'bank'],
    ['redirect-uri', 'http://bank.example/cb', 'the https: URI registered with Wise', location.origin + CALLBACK],
    ['exchange-url', 'https://evil.example/', 'a path on this origin', EXCHANGE],
    ['email-url', 'https://evil.example/', 'a path on this origin', '/api/wise/email'],
    ['start-url', 'https://evil.example/', 'a path on this origin', '/api/wise/start'],
    ['status-url', 'https://evil.example/', 'a path on this origin', '/api/wise/status'],
    ['authorize-url', 'https://sandbox.transferwise.tech/oauth/authorize/', 'nothing, or https://wise-sandbox.com/oauth/authorize/: older ones are retired', ''],
    ['mode', 'iframe', 'auto, popup, redirect or email', 'popup'],
    ['theme', 'drak', 'light or dark or auto', 'dark'],
    ['appearance', 'Button', 'card or button', 'button'],
  ] as const).map(([name, wrong, write, right]): (typeof ROWS)[number] => [
    `${name}="${wrong}"`, name, () => wiseLink({ [name]: wrong }), new RegExp(`^Write ${write}\\.$`), set(name, right),
  ]),
  ...(['exchange', 'headers', 'messages'] as const).map((name): (typeof ROWS)[number] => [
    `${name} as text`, 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { [name]: '[object Object]' }), new RegExp(`^Remove ${name}, and set it as a property`), (element) => {
      element?.removeAttribute(name);
      Object.assign(element ?? {}, { [name]: name === 'exchange' ? () => new Promise(() => {}) : {} });
    },
  ]),
  ['a listener as text', 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { 'onwise-link-exit': '() => {}' }), /call addEventListener\('wise-link-exit'/, (element) => {
    element?.removeAttribute('onwise-link-exit');
    element?.addEventListener('wise-link-exit', () => {});
  }],
  ['a listener of Qwik', 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { 'on:wise-link-exit': 'q-1.js#s_1' }), /call addEventListener\('wise-link-exit'/, (element) => {
    element?.removeAttribute('on:wise-link-exit');
    element?.addEventListener('wise-link-exit', () => {});
  }],
  ['an object as text', 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { 'partner-name': '[object Object]' }), /^Set partner-name to a text/, set('partner-name', 'Bank')],
  ['no language', 'lang', () => wiseLink({ lang: '' }), /^Set lang on <html>: a BCP 47 tag, such as de/, (element) => {
    element?.removeAttribute('lang');
    document.documentElement.lang = 'en';
  }],
  ['a language with a file', 'lang', () => wiseLink({ lang: 'it_IT' }), /^Load locales\/it\.js/, async (element) => {
    WiseLink.localize(it);
    await vi.waitFor(() => expect(element?.shadowRoot?.querySelector('form')?.lang).toBe('it-IT'));
    return element;
  }],
  ['a language without a file', 'lang', () => wiseLink({ lang: 'tlh' }), /^Add words in that language with WiseLink.localize/, async (element) => {
    WiseLink.localize({ ...it, lang: 'tlh' });
    await vi.waitFor(() => expect(element?.shadowRoot?.querySelector('form')?.lang).toBe('tlh'));
    return element;
  }],
  ['a text that the element ignores', 'messages', async () => Object.assign(await wiseLink(), { messages: { conect: 'Connect Wise' } }), /^Use the keys of src\/locales\/en\.ts/, (element) => {
    Object.assign(element ?? {}, { messages: { connect: 'Connect Wise' } });
  }],

  // The redirect page.
  ['an invalid redirect-uri', 'redirect-page', () => wiseLink({ 'redirect-uri': 'x' }), /^Fix redirect-uri first/, set('redirect-uri', location.origin + CALLBACK)],
  ['a redirect-uri on another origin', 'redirect-page', () => wiseLink({ 'redirect-uri': 'https://www.bank.example/cb' }), /^Register one on http/, (element, fix) =>
    set('redirect-uri', /one on (http:\S+),/.exec(fix)?.[1] + CALLBACK)(element)],
  ['no redirect page', 'redirect-page', inPage(() => callback({}, '', 404)), /^Serve dist\/cdn\/callback.html there/, () => callback()],
  ['one that is not HTML', 'redirect-page', inPage(() => callback({ 'Content-Type': 'text/plain' })), /^Serve the redirect page as text\/html/, () => callback()],
  ['another page', 'redirect-page', inPage(() => callback({}, SHELL)), /^Serve dist\/cdn\/callback.html there/, () => callback()],
  ['an application that answers every path', 'redirect-page', inPage(() => {
    page({}, SHELL);
    callback({}, SHELL);
  }), /configure the server to send dist\/cdn\/callback.html there/, () => callback()],
  ['one that redirects', 'redirect-page', inPage(() => at(CALLBACK, redirects)), /^Serve the redirect page itself/, () => callback()],
  ['one behind a bot protection', 'redirect-page', inPage(() => at(CALLBACK, challenge)), /^Exclude redirect-uri/, () => callback()],
  ['one that a policy blocks', 'redirect-page', inPage(() => blockedByPolicy(CALLBACK)), /^See page-csp/, restore],
  ['one that is down', 'redirect-page', inPage(() => at(CALLBACK, () => HttpResponse.error())), /^Serve dist\/cdn\/callback.html there/, () => callback()],
  ['one with another script', 'redirect-page', inPage(() => callback({}, withScript(`${SCRIPT}<script>measure()</script>`))), /^Remove all scripts except/, () => callback()],
  ['one whose script cannot be loaded', 'redirect-page', inPage(() => {
    callback({}, withScript('<script src="callback.js"></script>'));
    at('/callback.js', () => HttpResponse.html('', { status: 404 }));
  }), /^Serve dist\/cdn\/callback.js next to/, script],
  ...(["default-src 'none'", "script-src 'self'", "script-src-elem 'self'"] as const).map((policy): (typeof ROWS)[number] => [
    `an inline script under ${policy}`, 'redirect-csp', inPage(() => callback(csp(`${policy}; frame-ancestors 'none'`))), /^Add 'sha256-\S+' to script-src of each of its policies/, (_, fix) =>
      callback(csp(`${policy} ${/Add (\S+)/.exec(fix)?.[1]}; frame-ancestors 'none'`)),
  ]),
  ...(['callback.js', 'https://cdn.bank.example/callback.js'] as const).map((src): (typeof ROWS)[number] => [
    `a script at ${src} that is blocked`, 'redirect-csp', inPage(() => {
      script();
      callback(csp("script-src 'none'; frame-ancestors 'none'"), withScript(`<script src="${src}"></script>`));
    }), /^Add ('self'|https:\/\/cdn.bank.example) to script-src of each of its policies/, (_, fix) =>
      callback(csp(`script-src ${/Add (\S+)/.exec(fix)?.[1]}; frame-ancestors 'none'`), withScript(`<script src="${src}"></script>`)),
  ]),
  header('redirect-coop', 'Cross-Origin-Opener-Policy', 'same-origin'),
  header('redirect-csp', 'Content-Security-Policy', "base-uri 'none'"),
  header('redirect-nosniff', 'X-Content-Type-Options', 'no'),
  header('redirect-referrer', 'Referrer-Policy', 'origin'),
  header('redirect-cache', 'Cache-Control', 'max-age=60'),
  ['redirect-reports', 'redirect-reports', async () => {
    callback({ 'Reporting-Endpoints': 'gather="/reports"' });
    return wiseLink();
  }, /^Send the redirect page without .*Reporting-Endpoints/, () => callback({})],

  // The endpoint.
  ['an invalid exchange-url', 'endpoint', () => wiseLink({ 'exchange-url': 'https://evil.example/' }), /^Fix exchange-url first/, set('exchange-url', EXCHANGE)],
  ['no endpoint', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.html('', { status: 404 }))), /^Mount the endpoint there for POST/, () => refuses()],
  ['one without POST', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.html('', { status: 405 }))), /^Mount the endpoint there for POST/, () => refuses()],
  ['one that accepts every call', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.json({}))), /^Refuse such a call with 403 and problem details in JSON/, () => refuses()],
  ['one that refuses with another status', 'endpoint', inPage(() => refuses(400)), /^Refuse such a call with 403 and problem details in JSON/, () => refuses()],
  ['one that fails', 'endpoint', inPage(() => refuses(500)), /^Read the log of the server/, () => refuses()],
  ['one with too many calls', 'endpoint', inPage(() => refuses(429)), /^Run diagnose again later/, () => refuses()],
  ['one that redirects', 'endpoint', inPage(() => at(EXCHANGE, redirects)), /^Without a session, answer 401 with problem details in JSON/, () => refuses(401)],
  ['one behind a CSRF protection', 'endpoint', inPage(() =>
    worker.use(http.post(EXCHANGE, ({ request }) => (request.headers.get('X-CSRF-Token') === '1' ? problem('csrf_failed', 403)() : HttpResponse.html('', { status: 403 })))),
  ), /with the headers property of the element\.$/, (element) => {
    if (element) element.headers = async () => ({ 'X-CSRF-Token': '1' });
  }],
  ['one behind a bot protection', 'endpoint', inPage(() => at(EXCHANGE, challenge)), /^Exclude your endpoints/, () => refuses()],
  ['one that a policy blocks', 'endpoint', inPage(() => blockedByPolicy(EXCHANGE)), /^See page-csp/, restore],
  ['one that is down', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.error())), /^Check that the server runs at exchange-url/, () => refuses()],
  ['one that does not answer', 'endpoint', inPage(timesOut), /^Check that the server runs at exchange-url/, restore],

  // The page.
  ['a page that isolates itself', 'page-coop', inPage(() => page({ 'Cross-Origin-Opener-Policy': 'same-origin' })), /^Send Cross-Origin-Opener-Policy/, (_, fix) =>
    page({ 'Cross-Origin-Opener-Policy': /Policy: ([\w-]+)/.exec(fix)?.[1] ?? '' })],
  ['a page in a frame on another origin', 'page-coop', async () => {
    const element = await wiseLink();
    inCrossOriginFrame();
    return element;
  }, /^Check that it sends no Cross-Origin-Opener-Policy/, restore],
  ['a page that cannot be requested', 'page-coop', inPage(() => at(location.pathname, () => HttpResponse.error())), /^Read them in the network panel/, () => page()],
  ['a policy that cannot be read', 'page-csp', inPage(() => at(location.pathname, () => HttpResponse.error())), /^Read them in the network panel/, () => page()],
  ...(["connect-src 'none'", "default-src https://cdn.bank.example"] as const).map((policy): (typeof ROWS)[number] => [
    `a page under ${policy}`, 'page-csp', inPage(() => page(csp(policy))), /^Add 'self' to connect-src of each of its policies/, () => page(csp(`${policy} 'self'`)),
  ]),
  ['mode="redirect" in a frame', 'frame', async () => {
    const element = await wiseLink({ mode: 'redirect' });
    inFrame();
    return element;
  }, /^Use the mode popup or email in a frame/, set('mode', 'popup')],
  ['a frame on another origin', 'frame', async () => {
    const element = await wiseLink();
    inCrossOriginFrame();
    return element;
  }, /in its own tab\.$/, restore],
  ['a sandbox that cannot be read', 'sandbox', async () => {
    const element = await wiseLink();
    inCrossOriginFrame();
    return element;
  }, /^If it has one, check that it contains allow-scripts/, restore],
  lacks('allow-same-origin'), lacks('allow-popups'), lacks('allow-popups-to-escape-sandbox'), lacks('allow-forms'),
  ['an app', 'browser', inPage(inApp), /^Open the page in the system browser/, restore],
  ['no session storage', 'session-storage', inPage(() => vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(throws)), /^Allow the browser to store data/, restore],
  ['no local storage', 'local-storage', inPage(() => vi.spyOn(window, 'localStorage', 'get').mockImplementation(throws)), /^Allow the browser to store data/, restore],
  ['no channel', 'broadcast-channel', inPage(() => vi.stubGlobal('BroadcastChannel', undefined)), /^Allow the browser to store data/, restore],
];

/** Findings that this page cannot have, each with the test that covers it. */
const IN_OTHER_TESTS = [
  /^This page has a \.\* URL/, /^Put the element on a page that is served over https\. In/, /^This page has no http: or https: URL/, /^See secure-context/, // attributes.test.ts; frames.spec.ts
  /^The service worker /, / does not replace the redirect page\.$/, / answers no requests\.$/, / answers a navigation to the redirect page/, / may answer a navigation/, /^Exclude /, /^Open \.\* in a tab of this browser/, // diagnose.spec.ts
];

const reported = new Set<string>();
const check = async (element: Subject): Promise<Finding[]> => {
  const findings = await diagnose(element);
  for (const { message, fix } of findings) [message, fix].forEach((text) => reported.add(text));
  return findings;
};

beforeEach(() => {
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(undefined);
  page();
  callback();
  refuses();
});

describe('following the fix removes the finding', () => {
  test.each(ROWS)('%s: %s', async (_, name, arrange, fix, apply) => {
    const subject = await arrange();
    const of = (findings: Finding[]): Finding[] => findings.filter((finding) => finding.check === name && finding.level !== 'ok');
    const [found] = of(await check(subject)).filter((finding) => fix.test(finding.fix));
    expect(found?.fix).toMatch(fix);
    const fixed = (await apply(subject, found?.fix ?? '')) ?? subject;
    await fixed?.updateComplete;
    expect(of(await check(fixed))).toEqual([]);
  });
});

test.each([
  ['this page', { 'redirect-uri': location.origin + location.pathname }, /is this page/],
  ['another page with an element', {}, /is a page with a <wise-link>/],
])('the redirect URI may be %s', async (_, attributes, message) => {
  page({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  callback({}, '<wise-link></wise-link>');
  const findings = await check(await wiseLink(attributes as Record<string, string>));
  expect(findings).toContainEqual(expect.objectContaining({ check: 'redirect-page', level: 'ok', message: expect.stringMatching(message) }));
});

describe('every finding has a test', () => {
  const sources = import.meta.glob<string>(['../../src/diagnose/index.ts', '../../src/diagnose/*.ts'], { query: '?raw', import: 'default', eager: true });
  const sentences = [...new Set(Object.values(sources).flatMap(sentencesIn))];
  afterAll(() => reported.clear());

  test('the texts are read from the source', () => {
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentencesIn("const a = 'One two.'; // 'Not this.'\nconst b = `Is ${x ? `the ${y}` : 'no'}. It.`;")).toEqual(['One two.', 'Is .*. It.']);
  });

  test('each text of the source was reported in a test', () => {
    const unreported = sentences.filter((sentence) => {
      const pattern = new RegExp(sentence.replace(/\.\*|[\\^$.*+?()[\]{}|]/g, (one) => (one === '.*' ? one : `\\${one}`)), 's');
      return ![...reported].some((text) => pattern.test(text)) && !IN_OTHER_TESTS.some((where) => where.test(sentence));
    });
    expect(unreported).toEqual([]);
  });
});

/** The string literals of two or more words that end with a full stop. Each interpolated value becomes `.*`. */
function sentencesIn(source: string): string[] {
  const code = source.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '').replace(/(?<=[(=:,!?&|]\s?)\/(?![/*])(?:\\.|\[(?:\\.|[^\]])*\]|[^/\\\n[ ])(?:\\.|\[(?:\\.|[^\]])*\]|[^/\\\n[])*\/[a-z]*(?=[.,);])/g, '0');
  const found: string[] = [];
  let place = 0;
  const text = (quote: string): string => {
    let read = '';
    for (place += 1; code[place] !== quote && place < code.length; place += 1) {
      if (quote === '`' && code.startsWith('${', place)) {
        place += 2;
        skip('}');
        read += '.*';
      } else if (code[place] === '\\') read += code[(place += 1)] ?? '';
      else read += code[place] ?? '';
    }
    return read;
  };
  const skip = (end: string): void => {
    for (let depth = 0; place < code.length; place += 1) {
      const here = code[place] ?? '';
      if (here === end && depth === 0) return;
      if (here === '{') depth += 1;
      else if (here === '}') depth -= 1;
      else if (/['"`]/.test(here)) {
        const read = text(here);
        if (/\S \S.*\.$/s.test(read)) found.push(read);
      }
    }
  };
  skip('\0');
  return found;
}
