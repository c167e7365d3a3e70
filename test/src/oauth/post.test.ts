import { http, HttpResponse } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { post, type Headers } from '../../../src/oauth/post.js';
import { down, exchangeAnswers, json, problem, worker } from '../../support/backend.js';

const URL_ = '/api/wise/exchange';
const call = (headers?: Headers): Promise<unknown> => post(URL_, { code: 'c' }, headers, 'corr', 'key', new AbortController().signal);

describe('post', () => {
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

  test('X1 follows no redirect, outlives the page, keeps to this origin, leaves no referrer and nothing in a cache', async () => {
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
    ['a function that takes its time', () => Promise.resolve({ 'X-CSRF-Token': 't' })],
  ])('adds the headers of the partner from %s', async (_, headers) => {
    const calls = exchangeAnswers(json({}));
    await call(headers);
    expect(calls[0]?.headers.get('x-csrf-token')).toBe('t');
  });

  test('the partner’s headers cannot replace ours', async () => {
    const calls = exchangeAnswers(json({}));
    await call({ 'X-Wise-Link': '0' });
    expect(calls[0]?.headers.get('x-wise-link')).toBe('1');
  });

  test('H1 a polluted Object.prototype does not reach the request', async () => {
    // Made as fetch would make it, and not sent: in WebKit MSW itself would stumble over the pollution.
    const requests: Request[] = [];
    const answer = Response.json({});
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      requests.push(new Request(input, init));
      return answer;
    });
    Object.assign(Object.prototype, { duplex: 'half', window: 'x', integrity: 'x' });
    try {
      await call();
    } finally {
      for (const name of ['duplex', 'window', 'integrity']) Reflect.deleteProperty(Object.prototype, name);
    }
    expect(requests.map(({ method, integrity }) => [method, integrity])).toEqual([['POST', '']]);
  });

  test.each([
    ['X8 HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['X9 JSON that breaks off', () => new Response('{"status":"lin')],
    ['X10 nothing', () => new Response('')],
    ['X11 204', () => new Response(null, { status: 204 })],
  ])('a 2xx with %s says nothing', async (_, answer) => {
    exchangeAnswers(answer);
    expect(await call()).toBeUndefined();
  });

  test('problem details become an error', async () => {
    exchangeAnswers(problem('identity_mismatch', 409));
    await expect(call()).rejects.toMatchObject({ code: 'identity_mismatch', correlationId: 'c0ffee00-1234' });
  });

  test('X4 a backend that cannot be reached may be asked again', async () => {
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

  test('a headers function that throws is an error that may be tried again', async () => {
    await expect(call(() => { throw new Error('no token'); })).rejects.toMatchObject({ code: 'backend_unavailable', retryable: true });
  });
});
