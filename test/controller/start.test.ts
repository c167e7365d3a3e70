import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WiseLink } from '../../src/index.js';
import { emailAnswers, exchangeAnswers, json, linked, LINK, problem, sent, startAnswers, statusAnswers } from '../support/backend.js';
import { partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';

const STATE = 'b'.repeat(43);
const AUTHORIZE_URL = `${location.origin}/wise-authorize`;
const REDIRECT_URI = `${location.origin}/wise-callback.html`;

/** An authorization request, as the backend creates it. */
const request = (parameters: Record<string, string> = {}, at = AUTHORIZE_URL): string =>
  `${at}?${new URLSearchParams({ client_id: 'bank', redirect_uri: REDIRECT_URI, state: STATE, ...parameters })}`;

/** The response of the backend that has started an attempt. */
const started = (more: Record<string, unknown> = {}): (() => Response) => {
  const all = { attemptId: 'a_1', state: STATE, authorizeUrl: request(), ttlSeconds: 1800, ...more };
  return json(JSON.parse(JSON.stringify(all)), 201);
};

/** A response that arrives when the test calls `comes`. */
function late(answer: () => Response): { answer: () => Promise<Response>; comes: () => void } {
  let comes = (): void => {};
  const gate = new Promise<void>((resolve) => (comes = resolve));
  return { answer: () => gate.then(answer), comes };
}

let wise: WiseWindow;

beforeEach(() => void (wise = new WiseWindow()));
afterEach(() => {
  vi.useRealTimers();
  wise.remove();
});

const element = (attributes: Record<string, string> = {}): Promise<WiseLink> =>
  wiseLink({ 'start-url': '/api/wise/start', 'authorize-url': AUTHORIZE_URL, ...attributes });

/** The pointer enters the card. */
const approaches = (to: WiseLink): unknown => partOf(to, 'card').dispatchEvent(new PointerEvent('pointerenter'));

/** An element whose attempt the backend has started before the click. */
async function ready(attributes: Record<string, string> = {}): Promise<WiseLink> {
  const made = await element(attributes);
  const read = vi.spyOn(JSON, 'parse');
  approaches(made);
  // The only sign is that the response was parsed.
  await vi.waitFor(() => expect(read).toHaveBeenCalledWith(expect.stringMatching(/"(attemptId|retryable)"/)));
  read.mockRestore();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  return made;
}

const response = (query = 'code=c'): string => `${REDIRECT_URI}?${query}&state=${STATE}`;
const where = (): string => wise.proxy.location.href;

describe('an attempt that the backend starts before the click', () => {
  test('X26 P15 the status is requested before the attempt expires, and the backend may extend it', async () => {
    startAnswers(started({ ttlSeconds: 60 }));
    const statuses = statusAnswers(json({ status: 'none' }), json({ status: 'awaiting', ttlSeconds: 120 }), json({ status: 'expired' }));
    const made = await ready({ 'status-url': '/api/wise/status' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    press(made, 'launch');
    await vi.advanceTimersByTimeAsync(62_000);
    await vi.waitFor(() => expect(statuses).toHaveLength(2));
    await vi.advanceTimersByTimeAsync(110_000);
    expect(made.phase).toBe('authorizing');
    // Counted from when the response was read, which takes long in some engines.
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(12_000);
      expect(made.phase).toBe('failed');
    });
    expect([made.error?.code, statuses.length]).toEqual(['attempt_expired', 3]);
  });

  test('invalid headers are reported on the card until they are fixed', async () => {
    const made = await element();
    made.headers = { 'X CSRF': 't' };
    press(made, 'launch');
    await reaches(made, 'failed');
    await made.updateComplete;
    expect(made.error).toMatchObject({ code: 'misconfigured' });
    expect(seen(made)).toMatchObject({ reference: expect.stringMatching(/^headers .* Write /) });
    const starts = startAnswers(started());
    made.headers = undefined;
    void made.open();
    await vi.waitFor(() => expect(where()).toBe(request()));
    expect([made.phase, starts.length]).toEqual(['authorizing', 1]);
  });

  test('L17 Wise opens in the click, with the backend’s state, and links', async () => {
    const starts = startAnswers(started());
    const exchanges = exchangeAnswers(linked);
    const made = await ready();
    press(made, 'launch');
    expect(wise.opened).toHaveBeenCalledOnce();
    expect(wise.url.href).toBe(request());
    wise.answer('code=c');
    await reaches(made, 'linked');
    expect(made.link).toEqual(LINK);
    expect(starts.map(({ body }) => body)).toEqual([{ flow: 'popup', environment: 'sandbox', locale: navigator.language, redirectUri: REDIRECT_URI }]);
    expect(exchanges.map(({ body }) => body)).toEqual([{ attemptId: 'a_1', state: STATE, code: 'c', source: 'redirect', redirectUri: REDIRECT_URI }]);
  });

  test('an invalid response has the correlation id of the start', async () => {
    const starts = startAnswers(started());
    const made = await ready();
    press(made, 'launch');
    wise.answer('code=c&error=access_denied');
    await reaches(made, 'failed');
    const id = starts[0]?.headers.get('x-correlation-id');
    expect(made.error).toMatchObject({ code: 'authorization_failed', correlationId: id });
    expect(partOf(made, 'reference').textContent).toBe(`Reference ${id?.slice(0, 13)}`);
  });

  test('L17 it is started once, by several pointers and the focus', async () => {
    const starts = startAnswers(started());
    const made = await element();
    partOf(made, 'launch').focus();
    approaches(made);
    approaches(made);
    await vi.waitFor(() => expect(starts).toHaveLength(1));
    expect(wise.opened).not.toHaveBeenCalled();
    expect(made.phase).toBe('idle');
  });

  test('L17 none is started after the account is linked', async () => {
    const starts = startAnswers(started());
    exchangeAnswers(linked);
    const made = await ready();
    press(made, 'launch');
    wise.answer('code=c');
    await reaches(made, 'linked');
    approaches(made);
    await new Promise((resolve) => setTimeout(resolve));
    expect(starts).toHaveLength(1);
  });

  test('L17 it is used once: the next launch has its own attempt', async () => {
    const starts = startAnswers(started(), started({ attemptId: 'a_2', state: 'c'.repeat(43), authorizeUrl: request({ state: 'c'.repeat(43) }) }));
    const made = await ready();
    press(made, 'launch');
    await made.updateComplete;
    press(made, 'cancel');
    press(made, 'launch');
    await vi.waitFor(() => expect(where()).toBe(request({ state: 'c'.repeat(43) })));
    expect(starts).toHaveLength(2);
  });

  test('L17 L22 after a refusal, pointer and focus request no other, and nothing is shown; the click requests one', async () => {
    const starts = startAnswers(problem('rate_limited', 429, { retryable: true, retryAfterSeconds: 60 }), started());
    const made = await ready();
    for (let time = 0; time < 20; time += 1) approaches(made);
    partOf(made, 'launch').focus();
    await made.updateComplete;
    expect([starts.length, made.phase, seen(made).error]).toEqual([1, 'idle', undefined]);
    press(made, 'launch');
    await vi.waitFor(() => expect(where()).toBe(request()));
    expect(starts).toHaveLength(2);
  });

  test('L17 it is not used after five minutes', async () => {
    const starts = startAnswers(started());
    const made = await ready();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
    press(made, 'launch');
    await vi.waitFor(() => expect(starts).toHaveLength(2));
  });

  test('D5 it is not used for other attributes', async () => {
    const starts = startAnswers(started(), started({ authorizeUrl: request({ client_id: 'other' }) }));
    const made = await ready();
    made.clientId = 'other';
    press(made, 'launch');
    await vi.waitFor(() => expect(where()).toBe(request({ client_id: 'other' })));
    expect(starts).toHaveLength(2);
  });

  test('a failure before the click is not shown: the click requests again', async () => {
    const starts = startAnswers(problem('wise_unavailable', 503, { retryable: true }), started());
    const made = await ready();
    expect(made.phase).toBe('idle');
    press(made, 'launch');
    await vi.waitFor(() => expect(where()).toBe(request()));
    expect(starts).toHaveLength(2);
  });
});

describe('a slow backend', () => {
  test('L6 an empty window opens in the click, with a text, and then Wise opens in it', async () => {
    const start = late(started());
    startAnswers(start.answer);
    exchangeAnswers(linked);
    const made = await element();
    press(made, 'launch');
    expect(wise.opened).toHaveBeenCalledOnce();
    expect(wise.opened.mock.lastCall?.[0]).toBe('');
    expect(wise.proxy.document.body.textContent).toBe('Taking you to Wise…');
    expect(made.phase).toBe('authorizing');
    start.comes();
    await vi.waitFor(() => expect(where()).toBe(request()));
    expect(made.handleCallback(response())).toBe(true);
    await reaches(made, 'linked');
    expect(wise.opened).toHaveBeenCalledOnce();
  });

  test.each([
    ['fails', problem('wise_unavailable', 503, { retryable: true }), 'wise_unavailable', 'Try again'],
    ['has no session', problem('session_required', 401, { retryable: true }), 'session_required', 'Try again'],
    ['limits the rate', problem('rate_limited', 429, { retryAfterSeconds: 60 }), 'rate_limited', 'Try again'],
    ['is down', () => Response.error(), 'backend_unavailable', 'Try again'],
    ['sends no attempt', json({}), 'backend_unavailable', 'Try again'],
  ])('L7 one that %s: the empty window closes, an error is shown, and the next click starts again', async (_, answer, code, launch) => {
    const starts = startAnswers(answer, started());
    const made = await element();
    press(made, 'launch');
    await reaches(made, 'failed');
    expect(made.error).toMatchObject({ code });
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    expect(seen(made).launch).toBe(launch);
    void made.open();
    await vi.waitFor(() => expect(where()).toBe(request()));
    expect(starts).toHaveLength(2);
  });

  test('L8 a window that the customer has closed meanwhile does not open again', async () => {
    const start = late(started());
    startAnswers(start.answer);
    const made = await element();
    press(made, 'launch');
    wise.vanish();
    start.comes();
    await vi.waitFor(() => expect(seen(made).launch).toBe('Open Wise again'), { timeout: 5000 });
    expect(wise.opened).toHaveBeenCalledOnce();
  });

  test('L8 a cancel meanwhile leaves no window, no stored attempt and no navigation to Wise', async () => {
    const start = late(started());
    const starts = startAnswers(start.answer);
    const made = await element();
    press(made, 'launch');
    await made.updateComplete;
    press(made, 'cancel');
    expect([made.phase, vi.mocked(wise.proxy.close).mock.calls.length]).toEqual(['idle', 1]);
    start.comes();
    await vi.waitFor(() => expect(starts).toHaveLength(1));
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    expect(where()).toBe('about:blank');
    expect(Object.keys(sessionStorage).filter((key) => key.startsWith('wise-link:'))).toEqual([]);
  });

  test('L3 a blocked window is shown at once, and the link to Wise as soon as its URL is known', async () => {
    const start = late(started());
    startAnswers(start.answer);
    exchangeAnswers(linked);
    wise.opened.mockImplementation(() => null);
    const made = await element();
    press(made, 'launch');
    await Promise.resolve();
    await made.updateComplete;
    expect(seen(made)).toEqual({ status: 'Your browser blocked the Wise window.', 'continue-here': 'Continue in this tab', cancel: 'Cancel' });
    start.comes();
    await vi.waitFor(() => expect(seen(made)).toMatchObject({ link: 'Open Wise', copy: 'Copy the link' }));
    expect(wise.opened).toHaveBeenCalledOnce();
    expect(made.handleCallback(response())).toBe(true);
    await reaches(made, 'linked');
  });

  test('a code can be typed before the backend has started the attempt', async () => {
    const start = late(started());
    startAnswers(start.answer);
    const exchanges = exchangeAnswers(linked);
    const made = await element({ mode: 'email' });
    type(made, 'G2s8EJ');
    press(made, 'submit');
    await made.updateComplete;
    expect([made.phase, seen(made).status]).toEqual(['awaiting-code', 'One moment. Keep this page open.']);
    expect(partOf(made, 'input')).toHaveProperty('readOnly', true);
    start.comes();
    await reaches(made, 'linked');
    expect(exchanges.map(({ body }) => body)).toEqual([{ attemptId: 'a_1', state: STATE, code: 'G2s8EJ', source: 'typed', redirectUri: REDIRECT_URI }]);
  });

  test('the email is requested with the id of the attempt', async () => {
    const starts = startAnswers(started());
    const emails = emailAnswers(sent);
    const made = await element({ mode: 'email', 'email-url': '/api/wise/email' });
    press(made, 'launch');
    await reaches(made, 'awaiting-code');
    expect(starts.map(({ body }) => body)).toMatchObject([{ flow: 'email' }]);
    expect(emails.map(({ body }) => body)).toEqual([{ attemptId: 'a_1' }]);
  });
});

describe('a response without an attempt of this client is refused, without navigation', () => {
  test.each<[string, Record<string, unknown>, string?]>([
    ['L10 another host', { authorizeUrl: request({}, 'https://evil.example/oauth/authorize/') }],
    ['L10 the host of the real Wise', { authorizeUrl: request({}, 'https://wise.com/oauth/authorize/') }],
    ['N1 a user name before the host', { authorizeUrl: request({}, AUTHORIZE_URL.replace('://', '://wise@')) }],
    ['N1 a fragment', { authorizeUrl: `${request()}#x` }],
    ['N1 javascript:', { authorizeUrl: 'javascript:alert(1)' }],
    ['N1 no URL', { authorizeUrl: undefined }],
    ['S7 another client', { authorizeUrl: request({ client_id: 'other' }) }],
    ['S7 another redirect URI', { authorizeUrl: request({ redirect_uri: 'https://evil.example/cb' }) }],
    ['S3 another state in the URL', { authorizeUrl: request({ state: 'c'.repeat(43) }) }],
    ['S3 a state twice', { authorizeUrl: `${request()}&state=${STATE}` }],
    ['S3 no state', { state: undefined }, 'backend_unavailable'],
    ['S1 a short state', { state: 'b'.repeat(21), authorizeUrl: request({ state: 'b'.repeat(21) }) }, 'backend_unavailable'],
    ['no attempt', { attemptId: undefined }, 'backend_unavailable'],
    ['an attempt id that is not a string', { attemptId: 7 }, 'backend_unavailable'],
  ])('%s', async (_, wrong, code = 'invalid_request') => {
    startAnswers(started(wrong));
    const made = await element();
    press(made, 'launch');
    await reaches(made, 'failed');
    expect(made.error).toMatchObject({ code });
    expect(where()).toBe('about:blank');
    expect(wise.proxy.close).toHaveBeenCalledOnce();
  });

  test('S5 an attempt ends when the backend sets, if that is earlier', async () => {
    startAnswers(started({ ttlSeconds: 60 }));
    const made = await ready();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    press(made, 'launch');
    await vi.advanceTimersByTimeAsync(62_000);
    expect(made.error).toMatchObject({ code: 'attempt_expired' });
  });
});
