import { http, HttpResponse } from 'msw';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import template from '../../src/callback/callback.html?raw';
import { diagnose, type Finding } from '../../src/diagnose/index.js';
import { WiseLink } from '../../src/index.js';
import { it } from '../../src/locales/it.js';
import { problem, worker } from '../support/backend.js';
import { wiseLink } from '../support/element.js';

/** Every finding's advice is applied to the letter, and everything is looked at again: then that finding is gone. */

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
const leadsOn = (): Response => new Response(null, { status: 302, headers: { Location: '/log-in' } });
const challenge = (): Response => HttpResponse.html('', { status: 403, headers: { 'cf-mitigated': 'challenge' } });
const silent = (): unknown => vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort(new DOMException('', 'TimeoutError')));
const csp = (text: string): Headers => ({ 'Content-Security-Policy': text });
/** What the page around does not let through. */
const refusedByPolicy = (path: string): void => {
  const { fetch } = window;
  const init = { effectiveDirective: 'connect-src', violatedDirective: 'connect-src', disposition: 'enforce', blockedURI: location.origin + path, documentURI: location.href, originalPolicy: '', statusCode: 200 };
  vi.spyOn(window, 'fetch').mockImplementation((input, options) => {
    if (new URL(input instanceof Request ? input.url : input, location.href).pathname !== path) return fetch(input, options);
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', init as SecurityPolicyViolationEventInit));
    return Promise.reject(new TypeError());
  });
};
const closed = (): never => {
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
const inForeignFrame = (): void => {
  inFrame();
  vi.stubGlobal('frameElement', null);
};
const inApp = (): unknown => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Linux; Android 15; wv)');
/** As on a page of its own, in the browser itself, with its storage open. */
const asBefore = (): void => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.stubGlobal('parent', window);
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(undefined);
};
let made = 0;
const tag = (): string => `wise-link-advised-${(made += 1)}`;
/** An element that no script has made one of ours, with the attributes that it needs. */
const plain = async (name: string): Promise<WiseLink> => {
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
/** In the page as it was made. */
const inPage = (arrange: () => void, attributes: Record<string, string> = {}) => async (): Promise<Subject> => {
  arrange();
  return wiseLink(attributes);
};

const ROWS: [name: string, check: string, arrange: () => Promise<Subject>, fix: RegExp, cure: (element: Subject, fix: string) => Subject | void | Promise<Subject>][] = [
  // The element.
  ['nothing', 'definition', async () => null, /^Give diagnose the element itself/, () => wiseLink()],
  ['no script', 'definition', () => plain(tag()), /^Load wise-link.js/, (element) => {
    document.body.append(element ?? '');
    customElements.define(element?.localName ?? '', class extends WiseLink {});
    return element;
  }],
  ['an element that has not become one', 'definition', async () => {
    const element = await plain(tag());
    customElements.define(element.localName, class extends WiseLink {});
    return element;
  }, /^Put it into the document that loads the script/, (element) => document.body.append(element ?? '')],
  ['another definition', 'definition', async () => {
    const name = tag();
    customElements.define(name, class extends HTMLElement {});
    return plain(name);
  }, /take it away or load it after/, () => wiseLink()],
  ['a script that came twice', 'definition', inPage(() => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue(['/a/wise-link.js', '/b/wise-link.js'].map((name) => ({ name: location.origin + name }) as PerformanceEntry));
  }), /^Load one of them only/, asBefore],
  ['a check that breaks', 'definition', inPage(() => vi.spyOn(performance, 'getEntriesByType').mockImplementation(closed)), /^Look at it by hand/, asBefore],
  ['no https', 'secure-context', inPage(() => vi.stubGlobal('isSecureContext', false)), /^Serve all of them over https/, asBefore],

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
    `${name} as text`, 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { [name]: '[object Object]' }), new RegExp(`^Take ${name} away, and set it as a property`), (element) => {
      element?.removeAttribute(name);
      Object.assign(element ?? {}, { [name]: name === 'exchange' ? () => new Promise(() => {}) : {} });
    },
  ]),
  ['a listener as text', 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { 'onwise-link-exit': '() => {}' }), /call addEventListener\('wise-link-exit'/, (element) => {
    element?.removeAttribute('onwise-link-exit');
    element?.addEventListener('wise-link-exit', () => {});
  }],
  ['an object as text', 'properties', inPage(() => vi.spyOn(console, 'warn').mockReturnValue(), { 'partner-name': '[object Object]' }), /^Write text into partner-name/, set('partner-name', 'Bank')],
  ['no language', 'lang', () => wiseLink({ lang: '' }), /^Set lang on <html>: a tag of BCP 47, such as de/, (element) => {
    element?.removeAttribute('lang');
    document.documentElement.lang = 'en';
  }],
  ['a language with a file', 'lang', () => wiseLink({ lang: 'it_IT' }), /^Load locales\/it\.js/, async (element) => {
    WiseLink.localize(it);
    await vi.waitFor(() => expect(element?.shadowRoot?.querySelector('form')?.lang).toBe('it-IT'));
    return element;
  }],
  ['a language without', 'lang', () => wiseLink({ lang: 'tlh' }), /^Give it words in that language by WiseLink.localize/, async (element) => {
    WiseLink.localize({ ...it, lang: 'tlh' });
    await vi.waitFor(() => expect(element?.shadowRoot?.querySelector('form')?.lang).toBe('tlh'));
    return element;
  }],

  // The redirect page.
  ['a wrong redirect-uri', 'redirect-page', () => wiseLink({ 'redirect-uri': 'x' }), /^Mend redirect-uri first/, set('redirect-uri', location.origin + CALLBACK)],
  ['a redirect-uri elsewhere', 'redirect-page', () => wiseLink({ 'redirect-uri': 'https://www.bank.example/cb' }), /^Register one on http/, (element, fix) =>
    set('redirect-uri', /one on (http:\S+),/.exec(fix)?.[1] + CALLBACK)(element)],
  ['none', 'redirect-page', inPage(() => callback({}, '', 404)), /^Put dist\/cdn\/callback.html there/, () => callback()],
  ['one that is no HTML', 'redirect-page', inPage(() => callback({ 'Content-Type': 'text/plain' })), /^Serve the redirect page as text\/html/, () => callback()],
  ['another page', 'redirect-page', inPage(() => callback({}, SHELL)), /^Put dist\/cdn\/callback.html there/, () => callback()],
  ['an application', 'redirect-page', inPage(() => {
    page({}, SHELL);
    callback({}, SHELL);
  }), /have the server send dist\/cdn\/callback.html there/, () => callback()],
  ['one that leads on', 'redirect-page', inPage(() => at(CALLBACK, leadsOn)), /^Serve the redirect page itself/, () => callback()],
  ['one behind a bot protection', 'redirect-page', inPage(() => at(CALLBACK, challenge)), /^Exempt redirect-uri/, () => callback()],
  ['one that a policy forbids to ask for', 'redirect-page', inPage(() => refusedByPolicy(CALLBACK)), /^See page-csp/, asBefore],
  ['one that is down', 'redirect-page', inPage(() => at(CALLBACK, () => HttpResponse.error())), /^Put dist\/cdn\/callback.html there/, () => callback()],
  ['one in company', 'redirect-page', inPage(() => callback({}, withScript(`${SCRIPT}<script>measure()</script>`))), /^Take away all but ours/, () => callback()],
  ['one whose script does not come', 'redirect-page', inPage(() => {
    callback({}, withScript('<script src="callback.js"></script>'));
    at('/callback.js', () => HttpResponse.html('', { status: 404 }));
  }), /^Put dist\/cdn\/callback.js beside/, script],
  ...(["default-src 'none'", "script-src 'self'", "script-src-elem 'self'"] as const).map((policy): (typeof ROWS)[number] => [
    `an inline script under ${policy}`, 'redirect-csp', inPage(() => callback(csp(`${policy}; frame-ancestors 'none'`))), /^Add 'sha256-\S+' to script-src of each of its policies/, (_, fix) =>
      callback(csp(`${policy} ${/Add (\S+)/.exec(fix)?.[1]}; frame-ancestors 'none'`)),
  ]),
  ...(['callback.js', 'https://cdn.bank.example/callback.js'] as const).map((src): (typeof ROWS)[number] => [
    `a script at ${src} that is forbidden`, 'redirect-csp', inPage(() => {
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
  ['a wrong exchange-url', 'endpoint', () => wiseLink({ 'exchange-url': 'https://evil.example/' }), /^Mend exchange-url first/, set('exchange-url', EXCHANGE)],
  ['no endpoint', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.html('', { status: 404 }))), /^Mount the endpoint there for POST/, () => refuses()],
  ['one without POST', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.html('', { status: 405 }))), /^Mount the endpoint there for POST/, () => refuses()],
  ['one that takes everything', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.json({}))), /^Refuse such a call with 403 and problem details in JSON/, () => refuses()],
  ['one that refuses otherwise', 'endpoint', inPage(() => refuses(400)), /^Refuse such a call with 403 and problem details in JSON/, () => refuses()],
  ['one that fails', 'endpoint', inPage(() => refuses(500)), /^Look into the log of the server/, () => refuses()],
  ['one that has had too much', 'endpoint', inPage(() => refuses(429)), /^Diagnose again later/, () => refuses()],
  ['one that leads on', 'endpoint', inPage(() => at(EXCHANGE, leadsOn)), /^Answer 401 with problem details in JSON/, () => refuses(401)],
  ['one behind a CSRF protection', 'endpoint', inPage(() =>
    worker.use(http.post(EXCHANGE, ({ request }) => (request.headers.get('X-CSRF-Token') === '1' ? problem('csrf_failed', 403)() : HttpResponse.html('', { status: 403 })))),
  ), /by its headers property\.$/, (element) => {
    if (element) element.headers = async () => ({ 'X-CSRF-Token': '1' });
  }],
  ['one behind a bot protection', 'endpoint', inPage(() => at(EXCHANGE, challenge)), /^Exempt your endpoints/, () => refuses()],
  ['one that a policy forbids to ask', 'endpoint', inPage(() => refusedByPolicy(EXCHANGE)), /^See page-csp/, asBefore],
  ['one that is down', 'endpoint', inPage(() => at(EXCHANGE, () => HttpResponse.error())), /^See that the server runs at exchange-url/, () => refuses()],
  ['one that is silent', 'endpoint', inPage(silent), /^See that the server runs at exchange-url/, asBefore],

  // The page.
  ['a page that isolates itself', 'page-coop', inPage(() => page({ 'Cross-Origin-Opener-Policy': 'same-origin' })), /^Send Cross-Origin-Opener-Policy/, (_, fix) =>
    page({ 'Cross-Origin-Opener-Policy': /Policy: ([\w-]+)/.exec(fix)?.[1] ?? '' })],
  ['a page in a frame elsewhere', 'page-coop', async () => {
    const element = await wiseLink();
    inForeignFrame();
    return element;
  }, /^See that it sends no Cross-Origin-Opener-Policy/, asBefore],
  ['a page that cannot be asked for', 'page-coop', inPage(() => at(location.pathname, () => HttpResponse.error())), /^Look at them in the network panel/, () => page()],
  ['a policy that cannot be asked for', 'page-csp', inPage(() => at(location.pathname, () => HttpResponse.error())), /^Look at them in the network panel/, () => page()],
  ...(["connect-src 'none'", "default-src https://cdn.bank.example"] as const).map((policy): (typeof ROWS)[number] => [
    `a page under ${policy}`, 'page-csp', inPage(() => page(csp(policy))), /^Add 'self' to connect-src of each of its policies/, () => page(csp(`${policy} 'self'`)),
  ]),
  ['a redirect in a frame', 'frame', async () => {
    const element = await wiseLink({ mode: 'redirect' });
    inFrame();
    return element;
  }, /^Use the mode popup or email in a frame/, set('mode', 'popup')],
  ['a frame elsewhere', 'frame', async () => {
    const element = await wiseLink();
    inForeignFrame();
    return element;
  }, /in a tab of its own\.$/, asBefore],
  ['a sandbox that cannot be read', 'sandbox', async () => {
    const element = await wiseLink();
    inForeignFrame();
    return element;
  }, /^If it has one, see that it holds allow-scripts/, asBefore],
  lacks('allow-same-origin'), lacks('allow-popups'), lacks('allow-popups-to-escape-sandbox'), lacks('allow-forms'),
  ['an app', 'browser', inPage(inApp), /^Open the page in the system's own browser/, asBefore],
  ['no session storage', 'session-storage', inPage(() => vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(closed)), /^Let the browser keep data/, asBefore],
  ['no local storage', 'local-storage', inPage(() => vi.spyOn(window, 'localStorage', 'get').mockImplementation(closed)), /^Let the browser keep data/, asBefore],
  ['no channel', 'broadcast-channel', inPage(() => vi.stubGlobal('BroadcastChannel', undefined)), /^Let the browser keep data/, asBefore],
];

/** Findings that this page cannot be made to have, each with the test that shows it. */
const ELSEWHERE = [
  /^This page is at /, /^Put the element on a page that is served over https; in/, /^This page has no address on the web/, /^See secure-context/, // attributes.test.ts; frames.spec.ts
  /^The service worker /, / lets the redirect page through\.$/, / answers no requests\.$/, / answers a navigation to the redirect page/, / may answer a navigation/, /^Exclude /, /^Open \.\* in a tab of this browser/, // diagnose.spec.ts
];

const told = new Set<string>();
const look = async (element: Subject): Promise<Finding[]> => {
  const findings = await diagnose(element);
  for (const { message, fix } of findings) [message, fix].forEach((text) => told.add(text));
  return findings;
};

beforeEach(() => {
  vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(undefined);
  page();
  callback();
  refuses();
});

describe('the advice cures', () => {
  test.each(ROWS)('%s: %s', async (_, check, arrange, fix, cure) => {
    const subject = await arrange();
    const of = (findings: Finding[]): Finding[] => findings.filter((finding) => finding.check === check && finding.level !== 'ok');
    const [found] = of(await look(subject)).filter((finding) => fix.test(finding.fix));
    expect(found?.fix).toMatch(fix);
    const cured = (await cure(subject, found?.fix ?? '')) ?? subject;
    await cured?.updateComplete;
    expect(of(await look(cured))).toEqual([]);
  });
});

test.each([
  ['this page', { 'redirect-uri': location.origin + location.pathname }, /is this page/],
  ['another page with an element', {}, /with a <wise-link> is there/],
])('the redirect URI may be %s', async (_, attributes, message) => {
  page({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
  callback({}, '<wise-link></wise-link>');
  const findings = await look(await wiseLink(attributes as Record<string, string>));
  expect(findings).toContainEqual(expect.objectContaining({ check: 'redirect-page', level: 'ok', message: expect.stringMatching(message) }));
});

describe('no finding is without a row', () => {
  const sources = import.meta.glob<string>(['../../src/diagnose/index.ts', '../../src/diagnose/*.ts'], { query: '?raw', import: 'default', eager: true });
  const sentences = [...new Set(Object.values(sources).flatMap(sentencesIn))];
  afterAll(() => told.clear());

  test('the source is read', () => {
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentencesIn("const a = 'One two.'; // 'Not this.'\nconst b = `Is ${x ? `the ${y}` : 'no'}. It.`;")).toEqual(['One two.', 'Is .*. It.']);
  });

  test('each sentence of the source has been told by one', () => {
    const untold = sentences.filter((sentence) => {
      const pattern = new RegExp(sentence.replace(/\.\*|[\\^$.*+?()[\]{}|]/g, (one) => (one === '.*' ? one : `\\${one}`)), 's');
      return ![...told].some((text) => pattern.test(text)) && !ELSEWHERE.some((where) => where.test(sentence));
    });
    expect(untold).toEqual([]);
  });
});

/** The texts of two words and more that end a sentence, `.*` in place of each value. */
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
