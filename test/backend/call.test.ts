import { http, HttpResponse } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import type { RequestHeaders } from '../../src/contract.js';
import { call as send } from '../../src/backend/call.js';
import { down, exchangeAnswers, json, problem, worker } from '../support/backend.js';

const URL_ = '/api/wise/exchange';
const call = (extra?: RequestHeaders): Promise<unknown> =>
  send({ url: URL_, body: { code: 'c' }, key: 'key', extra, correlationId: 'corr', signal: new AbortController().signal });

const violates = (blockedURI: string): unknown =>
  document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {
    bubbles: true, blockedURI, effectiveDirective: 'connect-src', violatedDirective: 'connect-src', originalPolicy: '', documentURI: '', disposition: 'enforce', statusCode: 0,
  }));

describe('call', () => {
  test('X1 sends JSON with the headers of the contract', async () => {
    const calls = exchangeAnswers(json({ a: 1 }));
    expect(await call()).toEqual({ a: 1 });
    expect(calls[0]?.body).toEqual({ code: 'c' });
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json, application/problem+json',
      'x-wise-link': '1',
      'x-correlation-id': 'corr',
      'idempotency-key': 'key',
    });
  });

  test('X1 follows no redirect, survives the page, and uses no other origin, referrer or cache', async () => {
    exchangeAnswers(json({}));
    const fetched = vi.spyOn(globalThis, 'fetch');
    await call();
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST', redirect: 'error', keepalive: true, credentials: 'same-origin', referrerPolicy: 'no-referrer', cache: 'no-store',
    });
  });

  test.each([
    ['an object', { 'X-CSRF-Token': 't' }],
    ['a function', () => ({ 'X-CSRF-Token': 't' })],
    ['an async function', () => Promise.resolve({ 'X-CSRF-Token': 't' })],
    ['Headers', new Headers({ 'X-CSRF-Token': 't' })],
    ['a function that returns Headers', () => new Headers({ 'X-CSRF-Token': 't' })],
    ['entries', [['X-CSRF-Token', 't']] as [string, string][]],
  ])('adds the headers of the partner from %s', async (_, headers) => {
    const calls = exchangeAnswers(json({}));
    await call(headers);
    expect(calls[0]?.headers.get('x-csrf-token')).toBe('t');
  });

  test.each(['Content-Type', 'content-type', 'CONTENT-TYPE', 'cOnTeNt-TyPe'])('headers = { %j: "application/json" }: one Content-Type is in the request', async (name) => {
    const calls = exchangeAnswers(json({}));
    await call({ [name]: 'application/json' });
    expect(calls[0]?.headers.get('content-type')).toBe('application/json');
  });

  const ours = {
    'content-type': 'application/json',
    accept: 'application/json, application/problem+json',
    'x-wise-link': '1',
    'x-correlation-id': 'corr',
    'idempotency-key': 'key',
  };
  const theirs = (change: (name: string) => string): Record<string, string> => Object.fromEntries(Object.keys(ours).map((name) => [change(name), 'theirs']));
  test.each<[string, RequestHeaders]>([
    ['in small letters', theirs((name) => name)],
    ['in capitals', theirs((name) => name.toUpperCase())],
    ['in both at once', { ...theirs((name) => name), ...theirs((name) => name.toUpperCase()) }],
    ['as Headers', new Headers(theirs((name) => name))],
    ['as entries, twice', [...Object.entries(theirs((name) => name)), ...Object.entries(theirs((name) => name))]],
    ['from a function', () => theirs((name) => name)],
  ])('no header of the contract is replaced or duplicated, %s', async (_, extra) => {
    const calls = exchangeAnswers(json({}));
    await call(extra);
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject(ours);
  });

  test.each<[string, unknown]>([
    ['a name with a space', { 'X CSRF': 't' }],
    ['a name that is empty', { '': 't' }],
    ['a value with a new line', { 'X-CSRF': 'a\nX-Other: b' }],
    ['a value beyond Latin-1', { 'X-CSRF': '€' }],
    ['a text', '[object Object]'],
    ['a number', 5],
    ['entries of three', [['X-CSRF', 't', 'u']]],
    ['any of it from a function', () => Promise.resolve({ 'X CSRF': 't' })],
  ])('invalid headers are reported, nothing is sent, and the code is kept: %s', async (_, extra) => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    await expect(call(extra as RequestHeaders)).rejects.toMatchObject({
      code: 'misconfigured', retryable: true, correlationId: 'corr', message: expect.stringMatching(/^headers .* Write /), cause: { name: 'TypeError' },
    });
    expect(fetched).not.toHaveBeenCalled();
  });

  test.each([null, undefined, {}, () => undefined, () => Promise.resolve(null)])('no headers of the partner: %s', async (extra) => {
    const calls = exchangeAnswers(json({}));
    await call(extra as RequestHeaders);
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject(ours);
  });

  test('H1 a polluted Object.prototype does not reach the request', async () => {
    // Not sent, because MSW fails in WebKit with a polluted prototype.
    const requests: Request[] = [];
    const answer = Response.json({});
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      requests.push(new Request(input, init));
      return answer;
    });
    const evil = { duplex: 'half', window: 'x', integrity: 'x', 'x-evil': 'x' };
    Object.assign(Object.prototype, evil);
    try {
      await call({ 'X-CSRF': 't' });
    } finally {
      for (const name of Object.keys(evil)) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(requests.map(({ method, integrity, headers }) => [method, integrity, headers.get('x-evil')])).toEqual([['POST', '', null]]);
  });

  test.each([
    ['X8 X20 HTML, as from the cache of a service worker', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['X9 truncated JSON', () => new Response('{"status":"lin')],
    ['X10 nothing', () => new Response('')],
    ['X11 204', () => new Response(null, { status: 204 })],
  ])('%s: a 2xx without a known status', async (_, answer) => {
    exchangeAnswers(answer);
    expect(await call()).toBeUndefined();
  });

  test.each([
    ['a byte order mark', '\uFEFF{"name":"Zoë"}', {}],
    ['a wrong charset', '{"name":"Zoë"}', { 'content-type': 'application/json; charset=iso-8859-1' }],
  ])('X16 JSON is read as UTF-8, with %s', async (_, text, headers) => {
    exchangeAnswers(() => new Response(new TextEncoder().encode(text), { headers }));
    expect(await call()).toEqual({ name: 'Zoë' });
  });

  test('X15 an endless body is cancelled after 64 KiB, and ignored', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        sent += 16_384;
        stream.enqueue(new Uint8Array(16_384));
      },
      cancel: () => cancelled(),
    });
    const cancelled = vi.fn();
    vi.spyOn(window, 'fetch').mockResolvedValue(new Response(endless));
    expect(await call()).toBeUndefined();
    expect(cancelled).toHaveBeenCalledOnce();
    expect(sent).toBeLessThan(200_000);
  });

  test('X15 a body of more than 64 KiB is ignored, even if its start is valid', async () => {
    exchangeAnswers(() => new Response(`{"status":"linked"}${' '.repeat(65_536)}`));
    expect(await call()).toBeUndefined();
  });

  test.each(['before its headers', 'in the middle of its body'])('X3 X21 a backend that takes more than 15 seconds, %s, can be retried', async (when) => {
    const timeout = new AbortController();
    const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    const end = (): void => queueMicrotask(() => timeout.abort(new DOMException('', 'TimeoutError')));
    vi.spyOn(window, 'fetch').mockImplementation((_, { signal } = {}) => {
      const never = new Promise<never>((__, refuse) => signal?.addEventListener('abort', () => refuse(signal.reason)));
      end();
      return when === 'before its headers' ? never : Promise.resolve(new Response(new ReadableStream({ pull: () => never })));
    });
    await expect(call()).rejects.toMatchObject({ code: 'backend_unavailable', retryable: true, cause: { name: 'TimeoutError' } });
    expect(asked).toHaveBeenCalledExactlyOnceWith(15_000);
  });

  test('X19 a request that the page’s own policy blocks is policy_blocked, and not retried', async () => {
    // Chromium rejects first, and dispatches the event after that.
    vi.spyOn(window, 'fetch').mockImplementation(() => {
      setTimeout(() => violates(URL_));
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await expect(call()).rejects.toMatchObject({ code: 'policy_blocked', retryable: false });
  });

  test('X19 a blocked request of another script is ignored', async () => {
    vi.spyOn(window, 'fetch').mockImplementation(() => {
      violates('https://tracker.example/');
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await expect(call()).rejects.toMatchObject({ code: 'backend_unavailable', retryable: true });
  });

  test('problem details become an error', async () => {
    exchangeAnswers(problem('identity_mismatch', 409));
    await expect(call()).rejects.toMatchObject({ code: 'identity_mismatch', correlationId: 'c0ffee00-1234' });
  });

  const challenge = (status: number): Response =>
    new Response('<!doctype html><title>Just a moment…</title>', { status, headers: { 'content-type': 'text/html; charset=UTF-8', 'cf-mitigated': 'challenge' } });
  test.each([403, 404, 405, 406, 429, 503])('X7 an HTML page from a proxy, HTTP %i, is no refusal: the code can be sent again', async (status) => {
    exchangeAnswers(() => challenge(status));
    await expect(call()).rejects.toMatchObject({
      code: 'backend_unavailable', retryable: true, correlationId: 'corr', message: 'Not JSON: something in front of the backend has answered?',
    });
  });

  test('X7 an HTML page with 401 is session_required', async () => {
    exchangeAnswers(() => challenge(401));
    await expect(call()).rejects.toMatchObject({ code: 'session_required', retryable: true });
  });

  test('X4 an unreachable backend can be retried', async () => {
    exchangeAnswers(down);
    await expect(call()).rejects.toMatchObject({ code: 'backend_unavailable', retryable: true, correlationId: 'corr' });
  });

  test('X17 a redirect is refused', async () => {
    let followed = 0;
    worker.use(
      http.post(URL_, () => new HttpResponse(null, { status: 307, headers: { location: '/elsewhere' } })),
      http.post('/elsewhere', () => HttpResponse.json({ count: (followed += 1) })),
    );
    await expect(call()).rejects.toMatchObject({ code: 'backend_unavailable' });
    expect(followed).toBe(0);
  });

  test('a headers function that throws is a retryable error', async () => {
    await expect(call(() => { throw new Error('no token'); })).rejects.toMatchObject({ code: 'backend_unavailable', retryable: true });
  });
});
