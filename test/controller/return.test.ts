import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixture } from '@open-wc/testing';
import type { ExchangePayload, WiseLink } from '../../src/index.js';
import { storeAttempt, storedAttempts, type StoredAttempt } from '../../src/attempt/stored-attempts.js';
import { awaitResponse as receive } from '../../src/launch/await-response.js';
import { newAttempt } from '../../src/attempt/attempt.js';
import { readConfig } from '../../src/config.js';
import { exchangeAnswers, json, linked, LINK, statusAnswers, type Call } from '../support/backend.js';
import { partOf, press, reaches, seen, wiseLink } from '../support/element.js';

const HERE = location.origin + location.pathname;
const REDIRECT_PAGE = `${location.origin}/wise-callback.html`;
const STATE = 'S'.repeat(43);
const ATTRIBUTES = {
  environment: 'sandbox',
  'client-id': 'bank',
  'redirect-uri': REDIRECT_PAGE,
  'exchange-url': '/api/wise/exchange',
  mode: 'redirect',
};

const EXPIRED = 'This took too long. Start again.';
const LEFT = 'You came back before you had finished at Wise.';
const LAUNCH = 'Connect your Wise account';

let before: string;
let calls: Call[];

beforeEach(() => {
  before = location.href;
  openedWith('');
  calls = exchangeAnswers(linked);
});
afterEach(() => {
  vi.useRealTimers();
  if (location.href !== before) history.replaceState(null, '', before);
});

/** Stores an attempt, as the page that started the redirect would. */
function storeStarted(more: Partial<StoredAttempt> = {}, attributes: Partial<typeof ATTRIBUTES> = {}, state = STATE): void {
  const given = { ...ATTRIBUTES, ...attributes };
  const config = readConfig(
    {
      environment: given.environment,
      clientId: given['client-id'],
      redirectUri: given['redirect-uri'],
      exchangeUrl: given['exchange-url'],
      mode: given.mode,
    },
    location.href,
  );
  const { url, id, state: made } = newAttempt(config);
  storeAttempt(state, { url: url.replace(made, state), id, phase: 'authorizing', returnTo: location.href, expires: `${Date.now() + 60_000}`, page: '1', ...more });
}

const responseFor = (state = STATE, query = 'code=c'): string => `${REDIRECT_PAGE}?${query}&state=${state}`;

/** Sets the query of this page, as if it had been opened with it. */
const openedWith = (query: string): void => history.replaceState(null, '', location.pathname + query);

/** Marks the stored attempt as that of an earlier page. */
const loadedAgain = (): void => storeAttempt(STATE, { ...storedAttempts().get(STATE), page: '1' });

/** The element of the page to which the customer returns. */
const back = (attributes: Record<string, string> = {}): Promise<WiseLink> => wiseLink({ ...ATTRIBUTES, ...attributes });

/** Server-rendered markup. */
const markup = (attributes: Record<string, string> = {}): string =>
  `<wise-link ${Object.entries({ ...ATTRIBUTES, ...attributes }).map(([name, value]) => `${name}="${value}"`).join(' ')}></wise-link>`;

/** Resolves after all pending work. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

describe('the customer returns from Wise in this tab', () => {
  const returns: [string, Record<string, string>, () => void][] = [
    ['through the redirect page', {}, () => storeStarted({ letter: responseFor() })],
    ['to this page itself', { 'redirect-uri': HERE }, () => {
      storeStarted({}, { 'redirect-uri': HERE });
      openedWith(`?code=c&state=${STATE}`);
    }],
  ];

  test.each(returns)('R1 %s: one exchange, and nothing stays in storage', async (_, attributes, come) => {
    come();
    const element = await back(attributes);
    await reaches(element, 'linked');
    expect(calls.map(({ body }) => body)).toEqual([
      { state: STATE, code: 'c', source: 'redirect', redirectUri: attributes['redirect-uri'] ?? REDIRECT_PAGE },
    ]);
    expect(sessionStorage).toHaveLength(0);
    expect(location.search).toBe('');
  });

  test.each(returns)('R12 R13 %s, to a page that renders repeatedly: one exchange', async (_, attributes, come) => {
    come();
    const element = await back(attributes);
    for (let turn = 0; turn < 3; turn += 1) {
      element.remove();
      document.body.append(element);
      element.requestUpdate();
      await element.updateComplete;
    }
    await reaches(element, 'linked');
    await settled();
    expect(calls).toHaveLength(1);
    element.remove();
  });

  test.each(returns)('R13 %s, to a server-rendered page that a framework hydrates: one exchange', async (_, attributes, come) => {
    come();
    const box = await fixture<HTMLElement>(`<div>${markup(attributes)}</div>`);
    const element = box.querySelector('wise-link');
    if (!element) throw new Error('No element');
    // Hydration sets every attribute and property again, then moves the nodes.
    for (const { name, value } of element.attributes) element.setAttribute(name, value);
    Object.assign(element, { environment: 'sandbox', clientId: 'bank', mode: 'redirect', headers: {} });
    box.append(element);
    await reaches(element, 'linked');
    await settled();
    expect(calls).toHaveLength(1);
  });

  test.each(returns)('R13 %s, to a page whose framework replaces the markup at once: one exchange', async (_, attributes, come) => {
    come();
    const box = await fixture<HTMLElement>('<div></div>');
    for (let turn = 0; turn < 2; turn += 1) box.innerHTML = markup(attributes);
    const element = box.querySelector('wise-link');
    if (!element) throw new Error('No element');
    await reaches(element, 'linked');
    await settled();
    expect(calls).toHaveLength(1);
  });

  test.each(returns)('R13 %s, to a page whose framework replaces the markup during the exchange: the same request is sent with the same key', async (_, attributes, come) => {
    calls = exchangeAnswers(json({ status: 'processing', retryAfterSeconds: 60 }));
    come();
    const element = await back(attributes);
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const box = element.parentElement;
    element.remove();
    if (box) box.innerHTML = markup(attributes);
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    expect(box?.querySelector('wise-link')?.phase).toBe('exchanging');
    const [first, second] = calls.map(({ body, headers }) => [body, headers.get('idempotency-key')]);
    expect(second).toEqual(first);
  });

  test.each(returns)('R11 S5 %s after the attempt expired: an error, a new start, and no exchange', async (_, attributes, come) => {
    come();
    const stored = storedAttempts().get(STATE);
    storeAttempt(STATE, { ...stored, expires: `${Date.now() - 1000}` });
    const element = await back(attributes);
    await element.updateComplete;
    expect(element.error?.code).toBe('attempt_expired');
    expect(seen(element)).toMatchObject({ error: EXPIRED, launch: 'Start again' });
    await settled();
    expect([calls.length, sessionStorage.length, location.search]).toEqual([0, 0, '']);
  });

  test('R11 without a response, after the attempt expired: it is idle', async () => {
    storeStarted({ expires: `${Date.now() - 1000}` });
    const element = await back();
    expect(seen(element)).toMatchObject({ launch: LAUNCH });
    expect(sessionStorage).toHaveLength(0);
  });

  test('R8 without a response: the customer can go to Wise again, or cancel', async () => {
    storeStarted();
    const element = await back();
    expect(seen(element)).toMatchObject({ status: LEFT, launch: 'Go to Wise again', cancel: 'Cancel' });
    press(element, 'cancel');
    await element.updateComplete;
    expect([element.phase, sessionStorage.length]).toEqual(['idle', 0]);
  });

  test('R9 without a response, which arrives later: it is taken', async () => {
    storeStarted();
    const element = await back();
    storeAttempt(STATE, { ...storedAttempts().get(STATE), letter: responseFor() });
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await reaches(element, 'linked');
    expect(calls).toHaveLength(1);
  });

  test.each(returns)('R10 %s, and reloads the page during the exchange: the code is not sent again', async (_, attributes, come) => {
    calls = exchangeAnswers(json({ status: 'processing', retryAfterSeconds: 60 }));
    come();
    const element = await back(attributes);
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    expect(storedAttempts().get(STATE)).toMatchObject({ phase: 'exchanging' });
    expect(JSON.stringify(sessionStorage), 'the code is not stored').not.toContain('code%3Dc');
    element.remove();
    await settled();
    loadedAgain();
    const again = await back(attributes);
    expect(seen(again)).toMatchObject({ error: 'We could not connect your account. Start again.', launch: 'Start again' });
    expect(again.error?.code).toBe('outcome_unknown');
    expect(calls).toHaveLength(1);
  });

  test.each(['access_denied', 'server_error'])('C17 C18 with %s: nothing is exchanged, and the customer can start again', async (error) => {
    storeStarted({ letter: responseFor(STATE, `error=${error}&error_description=CANARY`) });
    const element = await back();
    await element.updateComplete;
    expect(partOf(element, 'launch')).toBeTruthy();
    expect([element.phase, calls.length]).toEqual([error === 'access_denied' ? 'idle' : 'failed', 0]);
    expect(element.shadowRoot?.innerHTML).not.toContain('CANARY');
  });

  test('C15 with unrequested tokens: refused, and not stored', async () => {
    storeStarted({ letter: responseFor(STATE, 'code=c&access_token=CANARY&id_token=CANARY') });
    const element = await back();
    await reaches(element, 'failed');
    expect(element.error?.code).toBe('authorization_failed');
    expect(JSON.stringify([sessionStorage, localStorage])).not.toContain('CANARY');
    expect(calls).toEqual([]);
  });

  test.each([['/accounts?tab=2', '#/link'], ['/accounts/', ''], ['', '#!/wise?step=1']])('R5 to the same route: %s%s', async (path, hash) => {
    history.replaceState(null, '', `${path || location.pathname}${hash}`);
    const element = await wiseLink({ ...ATTRIBUTES, mode: 'redirect' });
    element.addEventListener('wise-link-navigate', (event) => event.preventDefault()); // the test page must not navigate
    press(element, 'launch');
    const [stored] = storedAttempts().values();
    expect(stored?.returnTo).toBe(location.href);
    expect(location.href.endsWith(path + hash)).toBe(true);
  });
});

describe('a response that is not for this page', () => {
  test.each([
    ['R2 whose stored attempt is lost', () => {}],
    ['R3 S8 of an attempt in another tab or browser', () => storeStarted({}, {}, 'mine')],
  ])('%s: no error, as no attempt is under way here, and no exchange', async (_, prepare) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    prepare();
    openedWith(`?code=CANARY&state=${STATE}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': HERE });
    expect(location.search).toBe('');
    await vi.advanceTimersByTimeAsync(60_000);
    await element.updateComplete;
    expect([element.phase, element.error]).toEqual(['idle', undefined]);
    expect(seen(element).launch).toBe(LAUNCH);
    expect(calls).toEqual([]);
    expect(JSON.stringify([sessionStorage, localStorage, element.shadowRoot?.innerHTML])).not.toContain('CANARY');
    element.remove();
  });

  test.each([
    ['is linked', { status: 'linked', link: LINK }, 'linked'],
    ['has no link', { status: 'none' }, 'idle'],
  ])('S21 a used one, if the customer %s: the status is requested and shown', async (_, status, phase) => {
    const asked = statusAnswers(json(status));
    openedWith(`?code=spent&state=${STATE}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': HERE, 'status-url': '/api/wise/status' });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await reaches(element, phase);
    expect([element.error, calls]).toEqual([undefined, []]);
    element.remove();
  });

  test('an old one, while an attempt of this tab is under way: that continues', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    storeStarted({}, { 'redirect-uri': HERE }, 'M'.repeat(43));
    openedWith(`?code=old&state=${STATE}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': HERE });
    await vi.advanceTimersByTimeAsync(3100);
    expect(element.phase).toBe('authorizing');
    element.handleCallback(`${HERE}?code=c&state=${'M'.repeat(43)}`);
    await reaches(element, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([{ code: 'c', state: 'M'.repeat(43) }]);
  });

  test('an old one, while an attempt of this tab is under way, but the client id changes: nothing continues', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    storeStarted({}, { 'redirect-uri': HERE }, 'M'.repeat(43));
    openedWith(`?code=old&state=${STATE}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': HERE });
    element.clientId = 'another-bank';
    await vi.advanceTimersByTimeAsync(3100);
    expect(element.phase).toBe('idle');
    expect(element.handleCallback(`${HERE}?code=c&state=${'M'.repeat(43)}`)).toBe(false);
    expect(calls).toEqual([]);
    element.remove();
  });

  test.each([
    ['in the URL of another page', `?tab=2&code=c&state=${STATE}`, {}],
    ['stored by another redirect page', '', { letter: `${location.origin}/sandbox/callback.html?code=c&state=${STATE}` }],
  ])('S20 one with this state that arrived %s: ignored, removed from the URL, and the attempt stays open', async (_, query, stored) => {
    storeStarted(stored);
    openedWith(query);
    const element = await wiseLink(ATTRIBUTES);
    expect([element.phase, calls]).toEqual(['authorizing', []]);
    expect(seen(element).status).toBe(LEFT);
    expect(location.search).not.toMatch(/code|state/);
    element.handleCallback(responseFor());
    await reaches(element, 'linked');
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['a slash', '/'],
    ['a language', '', '/de'],
  ])('at the page that is itself the redirect URI, if its host adds %s: taken', async (_, after, prefix = '') => {
    const { pathname } = location;
    const registered = `${location.origin}${pathname.replace(/\/$/, '')}`;
    storeStarted({}, { 'redirect-uri': registered });
    history.replaceState(null, '', `${prefix}${pathname.replace(/\/$/, '')}${after}?code=c&state=${STATE}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': registered });
    await reaches(element, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([{ code: 'c', redirectUri: registered }]);
  });

  test('R3 for another window that waits: it is delivered there, and nothing is shown here', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const close = vi.spyOn(window, 'close').mockImplementation(() => {});
    const leaving = new AbortController();
    const taken = receive({ state: STATE, config: { redirectUri: HERE } }, leaving.signal);
    openedWith(`?code=c&state=${STATE}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': HERE });
    const { response } = await taken;
    expect(response.href).toBe(`${HERE}?code=c&state=${STATE}`);
    vi.useRealTimers();
    await vi.waitFor(() => expect(close).toHaveBeenCalled());
    expect([element.phase, calls.length]).toEqual(['idle', 0]);
    leaving.abort();
  });

  test('R2 through the redirect page, if the stored attempt is lost: the page is idle', async () => {
    const element = await back();
    expect(seen(element)).toMatchObject({ launch: LAUNCH });
    await settled();
    expect(calls).toEqual([]);
  });

  test.each([
    ['R5 the bank’s own code', '?code=coupon&tab=2', HERE],
    ['R5 another library’s response, on a page that is not the redirect URI', '?code=c&state=theirs', REDIRECT_PAGE],
    ['R5 a code in the fragment', '#code=coupon&state=theirs', HERE],
  ])('%s stays in the URL', async (_, query, redirectUri) => {
    openedWith(query);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': redirectUri });
    await settled();
    expect(location.href).toBe(`${HERE}${query}`);
    expect([element.phase, calls.length]).toEqual(['idle', 0]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('C23 with the state %s: no exchange', async (state) => {
    openedWith(`?code=c&state=${state}`);
    const element = await wiseLink({ ...ATTRIBUTES, 'redirect-uri': HERE });
    await settled();
    expect([element.phase, calls.length, location.search]).toEqual(['idle', 0, '']);
    element.remove();
  });

  test.each([
    ['S6 of the other environment', { environment: 'production' }],
    ['S7 of another client', { 'client-id': 'other' }],
    ['S7 of another redirect URI', { 'redirect-uri': `${location.origin}/other.html` }],
  ])('%s: it is kept for the matching element', async (_, attributes) => {
    storeStarted({ letter: responseFor() });
    const element = await back(attributes);
    await settled();
    expect([element.phase, calls.length]).toEqual(['idle', 0]);
    const right = await back();
    await reaches(right, 'linked');
    expect(calls).toHaveLength(1);
  });
});

describe('R6 two elements on the page', () => {
  /** Both elements, each with an exchange function that records its payloads. */
  async function two(first: Record<string, string>, second: Record<string, string>): Promise<{ elements: WiseLink[]; given: ExchangePayload[][] }> {
    const elements: WiseLink[] = [];
    const given: ExchangePayload[][] = [];
    const box = await fixture<HTMLElement>('<div></div>');
    for (const attributes of [first, second]) {
      const payloads: ExchangePayload[] = [];
      const element = document.createElement('wise-link');
      for (const [name, value] of Object.entries({ ...ATTRIBUTES, ...attributes, 'exchange-url': '' })) element.setAttribute(name, value);
      element.exchange = async (payload) => {
        payloads.push(payload);
        return { status: 'linked', link: LINK };
      };
      elements.push(element);
      given.push(payloads);
      box.append(element);
    }
    return { elements, given };
  }

  const orders: [string, Record<string, string>, Record<string, string>, number][] = [
    ['first', { 'client-id': 'bank' }, { 'client-id': 'other' }, 0],
    ['second', { 'client-id': 'other' }, { 'client-id': 'bank' }, 1],
  ];
  test.each(orders)('through the redirect page: the %s, which owns the attempt, takes the response', async (_, first, second, index) => {
    storeStarted({ letter: responseFor() });
    const { elements, given } = await two(first, second);
    await vi.waitFor(() => expect(elements[index]?.phase).toBe('linked'));
    await settled();
    expect(given.map((payloads) => payloads.length)).toEqual(index ? [0, 1] : [1, 0]);
    expect(elements[1 - index]?.phase).toBe('idle');
  });

  test.each(orders)('to this page itself: the %s, which owns the attempt, takes the response', async (_, first, second, index) => {
    vi.spyOn(window, 'close').mockImplementation(() => {});
    storeStarted({}, { 'redirect-uri': HERE });
    openedWith(`?code=c&state=${STATE}`);
    const { elements, given } = await two({ ...first, 'redirect-uri': HERE }, { ...second, 'redirect-uri': HERE });
    await vi.waitFor(() => expect(elements[index]?.phase).toBe('linked'), 5000);
    await settled();
    expect(given.map((payloads) => payloads.length)).toEqual(index ? [0, 1] : [1, 0]);
    expect(elements[1 - index]?.phase).toBe('idle');
  });

  test('each takes its own response', async () => {
    storeStarted({ letter: responseFor() });
    storeStarted({ letter: responseFor('T'.repeat(43), 'code=d') }, { 'client-id': 'other' }, 'T'.repeat(43));
    const { elements, given } = await two({ 'client-id': 'bank' }, { 'client-id': 'other' });
    for (const element of elements) await reaches(element, 'linked');
    expect(given).toMatchObject([[{ code: 'c' }], [{ code: 'd' }]]);
  });

  test('with the same client, one takes the response', async () => {
    storeStarted({ letter: responseFor() });
    const { elements, given } = await two({}, {});
    await vi.waitFor(() => expect(elements[0]?.phase).toBe('linked'));
    await settled();
    expect(given.flat()).toHaveLength(1);
  });
});
