import { describe, expect, it } from 'vitest';
import { newState, ORIGIN, REDIRECT_URI, useBank } from './bank.js';
import type { Changes } from './bank.js';

const bank = useBank();
const KEY = '4f2c9a52-7d3e-4a8e-9a51-0f6f0d3b1c11';
const STATE = newState();

function body(changes: Changes = {}): string {
  return JSON.stringify({ state: STATE, code: 'code-canary', source: 'popup', redirectUri: REDIRECT_URI, ...changes });
}

const CONFIRM = { attemptId: `a_${STATE}`, confirm: true };

describe('before any work', () => {
  it.each<[string, Record<string, string | null>, string, number]>([
    ['no session', { Cookie: null }, 'session_required', 401],
    ['an unknown session', { Cookie: `bank_session=${STATE}` }, 'session_required', 401],
    ['a malformed cookie', { Cookie: 'bank_session=1 or 1=1' }, 'session_required', 401],
    ['B2 a foreign Origin', { Origin: 'https://evil.example' }, 'csrf_failed', 403],
    ['B2 a sibling Origin', { Origin: 'https://other.bank.example' }, 'csrf_failed', 403],
    ['B2 an opaque Origin', { Origin: 'null' }, 'csrf_failed', 403],
    ['B2 the right Origin from another site', { 'Sec-Fetch-Site': 'cross-site' }, 'csrf_failed', 403],
    ['B2 the right Origin from a sibling', { 'Sec-Fetch-Site': 'same-site' }, 'csrf_failed', 403],
    ['B2 neither Origin nor Sec-Fetch-Site', { Origin: null, 'Sec-Fetch-Site': null }, 'csrf_failed', 403],
    ['B1 no X-Wise-Link', { 'X-Wise-Link': null }, 'csrf_failed', 403],
    ['B1 another X-Wise-Link', { 'X-Wise-Link': 'true' }, 'csrf_failed', 403],
    ['B3 text/plain', { 'Content-Type': 'text/plain' }, 'unsupported_media_type', 415],
    ['B3 a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'unsupported_media_type', 415],
    ['B3 no content type', { 'Content-Type': null }, 'unsupported_media_type', 415],
    ['B3 another charset', { 'Content-Type': 'application/json; charset=utf-16' }, 'unsupported_media_type', 415],
    ['a Content-Length over 4 KiB', { 'Content-Length': '4097' }, 'payload_too_large', 413],
    ['no Idempotency-Key', { 'Idempotency-Key': null }, 'invalid_request', 400],
    ['an Idempotency-Key that is no UUID', { 'Idempotency-Key': '1' }, 'invalid_request', 400],
  ])('%s is refused without a call to Wise', async (_, headers, code, status) => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('POST', '/api/wise/exchange', body(), { 'Idempotency-Key': KEY, ...headers });
    expect(got.status).toBe(status);
    expect(got.body).toMatchObject({ code, status, retryable: code === 'session_required', codeConsumed: false });
    expect(bank.wise.received).toHaveLength(0);
    expect(await bank.rows('select 1 from attempt')).toEqual([]);
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['session before origin', { Cookie: null, Origin: 'https://evil.example' }, 'session_required'],
    ['origin before X-Wise-Link', { Origin: 'https://evil.example', 'X-Wise-Link': null }, 'csrf_failed'],
    ['X-Wise-Link before content type', { 'X-Wise-Link': null, 'Content-Type': 'text/plain' }, 'csrf_failed'],
    ['type before size', { 'Content-Type': 'text/plain', 'Content-Length': '9999' }, 'unsupported_media_type'],
    ['size before the key', { 'Content-Length': '9999', 'Idempotency-Key': null }, 'payload_too_large'],
  ])('%s', async (_, headers, code) => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('POST', '/api/wise/exchange', body(), { 'Idempotency-Key': KEY, ...headers });
    expect(got.body).toMatchObject({ code });
  });

  it.each<[string, Record<string, string | null>]>([
    ['an old browser without Sec-Fetch-Site', { 'Sec-Fetch-Site': null }],
    ['a browser that sends no Origin', { Origin: null }],
    ['a charset', { 'Content-Type': 'application/json; charset=UTF-8' }],
  ])('%s is accepted', async (_, headers) => {
    const sarah = await bank.browser('sarah');
    const all = { 'Idempotency-Key': crypto.randomUUID(), ...headers };
    const started = body(await sarah.attempt());
    expect((await sarah.send('POST', '/api/wise/exchange', started, all)).body).toMatchObject({ status: 'linked' });
  });

  it('a body over 4 KiB is refused, also without Content-Length', async () => {
    const sarah = await bank.browser('sarah');
    const headers = { 'Idempotency-Key': KEY };
    const fits = body({ code: 'x' }).length;
    const atLimit = body({ code: 'x'.repeat(4097 - fits) });
    expect(atLimit).toHaveLength(4096);
    const read = await sarah.send('POST', '/api/wise/exchange', atLimit, headers);
    expect(read.body).toMatchObject({ code: 'invalid_request' });
    const refused = await sarah.send('POST', '/api/wise/exchange', `${atLimit} `, headers);
    expect(refused.body).toMatchObject({ code: 'payload_too_large' });
  });

  it.each<[string, string]>([
    ['no JSON', '{"state":'],
    ['nothing', ''],
    ['null', 'null'],
    ['an array', '[]'],
    ['an unknown field', body({ accessToken: 'x' })],
    ['no state', body({ state: undefined })],
    ['a short state', body({ state: 'abc' })],
    ['a state of other characters', body({ state: '=' + STATE.slice(1) })],
    ['no code', body({ code: undefined })],
    ['an empty code', body({ code: '' })],
    ['a code with a line break', body({ code: 'a\nb' })],
    ['a code of other letters', body({ code: 'G2ѕ8EJ' })],
    ['a code that is a number', body({ code: 123456 })],
    ['a code of 513 characters', body({ code: 'x'.repeat(513) })],
    ['a profile id that is a number', body({ profileId: 30000000 })],
    ['a profile id that is no number', body({ profileId: '30000000 or 1' })],
    ['an unknown source', body({ source: 'phone' })],
    ['an unknown redirect URI', body({ redirectUri: `${REDIRECT_URI}?x=1` })],
    ['an attempt id of another form', body({ attemptId: '../a' })],
    ['a confirmation with a code', JSON.stringify({ ...CONFIRM, code: 'code-canary' })],
    ['a confirmation that is a string', JSON.stringify({ ...CONFIRM, confirm: 'true' })],
    ['a confirmation without an attempt', JSON.stringify({ confirm: true })],
  ])('%s in the body is invalid_request, without a call to Wise', async (_, text) => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('POST', '/api/wise/exchange', text, { 'Idempotency-Key': KEY });
    expect(got.body).toMatchObject({ code: 'invalid_request', status: 400 });
    expect(bank.wise.received).toHaveLength(0);
  });

  it('bytes that are not UTF-8 are invalid_request', async () => {
    const sarah = await bank.browser('sarah');
    const headers = {
      Cookie: sarah.cookie,
      Origin: ORIGIN,
      'X-Wise-Link': '1',
      'Content-Type': 'application/json',
      'Idempotency-Key': KEY,
    };
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    const got = await bank.send(new Request(`${ORIGIN}/api/wise/exchange`, { method: 'POST', headers, body: bytes }));
    expect(got.body).toMatchObject({ code: 'invalid_request' });
  });

  it('the email endpoint has the same checks', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('POST', '/api/wise/email', '{}', { 'X-Wise-Link': null });
    expect(got.body).toMatchObject({ code: 'csrf_failed' });
    expect(bank.wise.received).toHaveLength(0);
  });
});

describe('paths and methods', () => {
  it.each([
    ['GET', '/api/wise/exchange', 'POST'],
    ['OPTIONS', '/api/wise/exchange', 'POST'],
    ['PUT', '/api/wise/email', 'POST'],
    ['POST', '/api/wise/links', 'GET, DELETE'],
  ])('B11 %s %s is 405 with the allowed methods', async (method, path, allow) => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send(method, path);
    expect([got.status, got.headers.get('Allow')]).toEqual([405, allow]);
    expect(got.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it.each(['/api/wise/other', '/api/wise/exchange/', '/constructor'])('%s is 404', async (path) => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.send('GET', path)).body).toMatchObject({ code: 'not_found', status: 404 });
  });
});

describe('every answer', () => {
  it('has no-store and nosniff, and problems have application/problem+json', async () => {
    const sarah = await bank.browser('sarah');
    const answers = [
      await sarah.exchange(),
      await sarah.exchange({ source: 'phone' }),
      await sarah.send('GET', '/nowhere'),
      await sarah.send('DELETE', '/api/wise/links'),
    ];
    for (const { status, headers } of answers) {
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      const type = status === 204 ? null : `application/${status < 400 ? 'json' : 'problem+json'}`;
      expect(headers.get('Content-Type')).toBe(type);
    }
  });

  it.each([
    ['a plain token is echoed', 'abc-123_x.y', /^abc-123_x\.y$/],
    ['too long', 'x'.repeat(37), /^[\da-f-]{36}$/],
    ['markup', '<script>', /^[\da-f-]{36}$/],
    ['none', null, /^[\da-f-]{36}$/],
  ])('carries a correlation id: %s', async (_, given, expected) => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('GET', '/nowhere', null, { 'X-Correlation-Id': given });
    expect(got.headers.get('X-Correlation-Id')).toMatch(expected);
    expect(got.body['correlationId']).toBe(got.headers.get('X-Correlation-Id'));
  });

  it('is logged with the problem code and without an unknown path', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange({ source: 'phone' });
    await sarah.send('GET', '/api/code-canary?code=code-canary');
    const requests = bank.log.filter(({ event }) => event === 'request').slice(-2);
    expect(requests).toMatchObject([
      { operation: 'POST /api/wise/exchange', status: 400, problem: 'invalid_request', correlationId: 'corr-1' },
      { operation: 'unknown', status: 404, problem: 'not_found' },
    ]);
    expect(JSON.stringify(bank.log)).not.toContain('code-canary');
  });

  it('after a database error is internal_error without details', async () => {
    const sarah = await bank.browser('sarah');
    bank.crashBefore(/from demo_session/);
    const got = await sarah.exchange({ state: newState() });
    expect(got.body).toMatchObject({ code: 'internal_error', status: 500, retryable: true });
    expect(bank.log.find(({ event }) => event === 'internal_error')).toMatchObject({ errorName: 'Error' });
  });
});
