import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { pglite } from '../../src/server/pglite.js';
import type { Database, LogEntry } from '../../src/server/index.js';
import { readConfiguration } from '../../src/service/configuration.js';
import { readEnvironment } from '../../src/service/environment.js';
import { startService } from '../../src/service/service.js';
import type { Service } from '../../src/service/service.js';
import { allowForSlowDatabase, ENCRYPTION_KEY, newCode, ORIGIN, REDIRECT_URI } from '../server/bank.js';
import { FakeWise, invalidGrant, json, refreshed } from '../server/fake-wise.js';
import type { Reply } from '../server/fake-wise.js';
import { answerJson, SARAH, startBankServer } from './bank-server.js';
import { assertDescribed } from './internal-description.js';

const SECRET = Buffer.alloc(32, 9).toString('base64');
/** The secret before, which is accepted too. */
const EARLIER = Buffer.alloc(32, 8).toString('base64');
const wise = new FakeWise();
const log: LogEntry[] = [];
const bank = await startBankServer(answerJson(SARAH));
const events = await startBankServer((_, response) => void response.end());
let database: Database;
let service: Service;

allowForSlowDatabase();

const start = (): Promise<Service> =>
  startService(
    readConfiguration(
      readEnvironment({
        WISE_LINK_ORIGIN: ORIGIN,
        WISE_LINK_REDIRECT_URIS: REDIRECT_URI,
        WISE_LINK_SESSION_URL: bank.url.href,
        WISE_LINK_ENVIRONMENT: 'sandbox',
        WISE_LINK_CLIENT_ID: 'bank',
        WISE_LINK_CLIENT_SECRET: 'secret-canary',
        WISE_LINK_API_URL: wise.url,
        DATABASE_URL: 'postgres://unused',
        WISE_LINK_KEYS: `${ENCRYPTION_KEY.id}:${ENCRYPTION_KEY.secret}`,
        WISE_LINK_INTERNAL_SECRET: `${SECRET} ${EARLIER}`,
        WISE_LINK_WEBHOOK_URL: events.url.href,
        WISE_LINK_WEBHOOK_SECRET: `whsec_${SECRET}`,
        PORT: '0',
        WISE_LINK_INTERNAL_PORT: '0',
      }),
    ),
    database,
    (entry) => void log.push(entry),
  );

beforeAll(async () => {
  await wise.start();
  database = await pglite();
  service = await start();
});
beforeEach(async () => {
  await database.exec('truncate attempt, exchange_request, used_code, refusal, wise_link, email_request, hook_event');
  bank.answer = answerJson(SARAH);
  events.answer = (_, response) => void response.end();
  for (const list of [log, bank.received, events.received]) list.length = 0;
  wise.clear();
});
afterEach(() => expect(log.filter(({ event }) => event === 'internal_error')).toEqual([]));
afterAll(async () => {
  await service.close();
  await database.close();
  await wise.stop();
});

/** A request of the page, as the bank's reverse proxy passes it on. */
function page(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
  const sent = { 'Cookie': 'sid=1', 'Origin': ORIGIN, 'X-Wise-Link': '1', 'Content-Type': 'application/json', ...headers };
  return fetch(`http://127.0.0.1:${service.endpoints.port}/api/wise${path}`, body ? { method: 'POST', headers: sent, body: JSON.stringify(body) } : { headers: sent });
}

const soon = (): string => new Date(Date.now() + 12 * 3600 * 1000).toISOString();
const tokens = (): Reply => json(200, JSON.stringify({ access_token: 'access-canary', token_type: 'bearer', refresh_token: 'refresh-canary', expires_at: soon() }));

/** Links Sarah's account. */
async function link(): Promise<Response> {
  wise.next('token authorization_code', tokens());
  const { state } = (await (await page('/start', { flow: 'popup', environment: 'sandbox', locale: 'en-GB' })).json()) as { state: string };
  const code = { state, code: newCode(), profileId: '30000000', source: 'popup', redirectUri: REDIRECT_URI };
  return page('/exchange', code, { 'Idempotency-Key': crypto.randomUUID() });
}

/** A request of the bank's backend. Checks that the answer is described. */
async function inside(method: string, path: string, { body, authorization = `Bearer ${SECRET}`, type = 'application/json' }: { body?: string; authorization?: string; type?: string } = {}): Promise<{ status: number; value: unknown; headers: Headers }> {
  const response = await fetch(`http://127.0.0.1:${service.internal.port}${path}`, { method, headers: { 'Authorization': authorization, 'Content-Type': type }, ...(body !== undefined && { body }) });
  const text = await response.text();
  const value: unknown = text ? JSON.parse(text) : null;
  assertDescribed(method, path, response, value);
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  return { status: response.status, value, headers: response.headers };
}

describe('the endpoints', () => {
  it('link an account of the customer whom the bank names', async () => {
    const response = await link();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'linked' });
    expect(bank.received.every(({ headers }) => headers.cookie === 'sid=1')).toBe(true);
  });

  it('answer 503, with Retry-After, while the bank cannot say who is logged in; and the log says why', async () => {
    bank.answer = answerJson({}, 500);
    const response = await page('/status');
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('2');
    expect(log).toContainEqual(expect.objectContaining({ event: 'session_unavailable', hint: 'WISE_LINK_SESSION_URL answered 500. It must answer 200 or 401.' }));
  });

  it('answer 401 without a session, and 404 below no base path', async () => {
    bank.answer = answerJson({}, 401);
    expect((await page('/status')).status).toBe(401);
    expect((await fetch(`http://127.0.0.1:${service.endpoints.port}/customers/sarah/access-token`)).status).toBe(404);
  });
});

describe('the internal API', () => {
  it('is in the log: who got a token of which customer, and who has not the secret', async () => {
    await link();
    log.length = 0;
    await inside('GET', '/customers/sarah/access-token');
    await inside('DELETE', '/customers/sarah', { authorization: 'Bearer wrong' });
    await inside('GET', '/customers/a%2Fb/name-canary');
    await fetch(`http://127.0.0.1:${service.internal.port}/ready`);
    expect(log.map(({ correlationId: _id, durationMs: _ms, ...entry }) => entry)).toEqual([
      { level: 'info', event: 'request', operation: 'GET /customers/{id}/access-token', status: 200, customerId: 'sarah' },
      { level: 'warn', event: 'request', operation: 'DELETE /customers/{id}', status: 401, problem: 'unauthorized' },
      { level: 'info', event: 'request', operation: 'unknown', status: 404, customerId: 'a/b', problem: 'not_found' },
    ]);
  });

  it('gives an access token, and the profiles', async () => {
    await link();
    expect(await inside('GET', '/customers/sarah/access-token')).toMatchObject({ status: 200, value: { accessToken: 'access-canary' } });
    expect(await inside('GET', '/customers/sarah/access-token?profileId=30000000')).toMatchObject({ status: 200 });
    expect(await inside('GET', '/customers/sarah/profiles')).toMatchObject({ status: 200, value: { profiles: [{ profileId: '30000000', profileType: 'personal' }] } });
  });

  it('says why there is no access token', async () => {
    expect(await inside('GET', '/customers/nobody/access-token')).toMatchObject({ status: 404, value: { code: 'not_linked' } });
    await link();
    expect(await inside('GET', '/customers/sarah/access-token?profileId=1')).toMatchObject({ status: 404, value: { code: 'not_linked' } });
    await inside('POST', '/customers/sarah/refused-token', { body: JSON.stringify({ accessToken: 'access-canary' }) });
    wise.next('token refresh_token', json(503, '{}'), invalidGrant);
    const busy = await inside('GET', '/customers/sarah/access-token');
    expect(busy).toMatchObject({ status: 503, value: { code: 'wise_unavailable' } });
    expect(busy.headers.get('Retry-After')).toBe('5');
    expect(await inside('GET', '/customers/sarah/access-token')).toMatchObject({ status: 409, value: { code: 'link_ended' } });
  });

  it('refreshes a token that Wise has refused', async () => {
    await link();
    wise.next('token refresh_token', refreshed(soon()));
    expect(await inside('POST', '/customers/sarah/refused-token', { body: JSON.stringify({ accessToken: 'access-canary' }) })).toMatchObject({ status: 204 });
    expect(await inside('GET', '/customers/sarah/access-token')).toMatchObject({ value: { accessToken: 'access-canary-2' } });
  });

  it('erases a customer', async () => {
    await link();
    expect(await inside('DELETE', '/customers/sarah')).toMatchObject({ status: 204 });
    expect(await inside('GET', '/customers/sarah/profiles')).toMatchObject({ status: 200, value: { profiles: [] } });
  });

  it('knows customers by any id', async () => {
    bank.answer = answerJson({ ...SARAH, customer: { ...SARAH.customer, id: 'a/b c?ü%' } });
    await link();
    expect(await inside('GET', `/customers/${encodeURIComponent('a/b c?ü%')}/access-token`)).toMatchObject({ status: 200 });
  });

  it('refuses a query that it does not know: an id with a question mark would name another customer', async () => {
    await link();
    const wrong = { status: 400, value: { code: 'invalid_customer' } };
    expect(await inside('DELETE', '/customers/sarah?x')).toMatchObject(wrong);
    expect(await inside('DELETE', '/customers/sarah?profileId=30000000')).toMatchObject(wrong);
    expect(await inside('GET', '/customers/sarah/access-token?profile=30000000')).toMatchObject(wrong);
    expect(await inside('GET', '/customers/sarah/profiles')).toMatchObject({ value: { profiles: [{ profileId: '30000000' }] } });
  });

  it.each(['%00', 'sarah%00', '%FF', '%ED%A0%80', '%', 'sarah%'])('answers 400 to the customer %s, as an erasure of nobody would look like one', async (id) => {
    const wrong = { status: 400, value: { code: 'invalid_customer' } };
    expect(await inside('GET', `/customers/${id}/access-token`)).toMatchObject(wrong);
    expect(await inside('GET', `/customers/${id}/profiles`)).toMatchObject(wrong);
    expect(await inside('POST', `/customers/${id}/refused-token`, { body: '{"accessToken":"x"}' })).toMatchObject(wrong);
    expect(await inside('DELETE', `/customers/${id}`)).toMatchObject(wrong);
  });

  it('accepts two secrets, while one takes the place of the other', async () => {
    for (const secret of [SECRET, EARLIER]) expect(await inside('GET', '/waiting-events', { authorization: `Bearer ${secret}` })).toMatchObject({ status: 200 });
  });

  it.each<[string, string]>([
    ['with both tokens', `Bearer ${SECRET} ${EARLIER}`],
    ['without a token', ''],
    ['with another token', `Bearer ${SECRET.replace('C', 'D')}`],
    ['with a part of it', `Bearer ${SECRET.slice(0, -2)}`],
    ['with another scheme', `Basic ${SECRET}`],
    ['with characters that no token has', 'Bearer ü'.replace('ü', '"')],
  ])('answers 401 to everything %s', async (_, authorization) => {
    for (const path of ['/customers/sarah/access-token', '/customers/sarah/profiles', '/waiting-events', '/none']) {
      expect(await inside('GET', path, { authorization })).toMatchObject({ status: 401, value: { code: 'unauthorized' } });
    }
    expect(await inside('DELETE', '/customers/sarah', { authorization })).toMatchObject({ status: 401 });
  });

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['no token', '{}'],
    ['a number', '{"accessToken":1}'],
    ['null', 'null'],
  ])('answers 400 to a refused token that is %s', async (_, body) => {
    expect(await inside('POST', '/customers/sarah/refused-token', { body })).toMatchObject({ status: 400, value: { code: 'invalid_request' } });
  });

  it('reads a body of unknown length', async () => {
    const body = new Blob(['{"accessToken":"access-canary"}']).stream();
    const init = { method: 'POST', headers: { 'Authorization': `Bearer ${SECRET}`, 'Content-Type': 'application/json' }, body, duplex: 'half' };
    expect((await fetch(`http://127.0.0.1:${service.internal.port}/customers/sarah/refused-token`, init)).status).toBe(204);
  });

  it('answers 413 to a huge body, and 404 to another path', async () => {
    expect(await inside('POST', '/customers/sarah/refused-token', { body: 'x'.repeat(70_000) })).toMatchObject({ status: 413, value: { code: 'payload_too_large' } });
    expect(await inside('POST', '/customers/sarah/refused-token', { body: '{}', type: 'text/plain' })).toMatchObject({ status: 415, value: { code: 'unsupported_media_type' } });
    expect(await inside('GET', '/customers')).toMatchObject({ status: 404, value: { code: 'not_found' } });
    expect(await inside('PUT', '/customers/sarah')).toMatchObject({ status: 404, value: { code: 'not_found' } });
  });

  it('answers probes without a token', async () => {
    expect(await inside('GET', '/live', { authorization: '' })).toMatchObject({ status: 204 });
    expect(await inside('GET', '/ready', { authorization: '' })).toMatchObject({ status: 204 });
  });
});

describe('the webhooks', () => {
  it('arrive after a link', async () => {
    await link();
    await vi.waitFor(() => expect(events.received).toHaveLength(1));
    expect(JSON.parse(events.received[0]?.body ?? '')).toMatchObject({ type: 'link.linked', data: { customerId: 'sarah' } });
    await vi.waitFor(async () => expect(await inside('GET', '/waiting-events')).toMatchObject({ value: { events: [] } }));
  });

  it('that are refused wait, and can be seen', async () => {
    events.answer = (_, response) => void response.writeHead(503).end();
    await link();
    await vi.waitFor(async () =>
      expect(await inside('GET', '/waiting-events')).toMatchObject({ value: { events: [{ kind: 'linked', customerId: 'sarah', tries: 1 }] } }),
    );
    expect(log).toContainEqual(expect.objectContaining({ event: 'notify_failed', operation: 'linked', errorName: 'WebhookRefused503' }));
  });
});

describe('a path of the internal API with dots', () => {
  it('names no other customer', async () => {
    await link();
    for (const path of ['/customers/x/../sarah/access-token', '/customers/x/%2E%2e/sarah/access-token', '/none/./../customers/sarah/access-token', '/customers/x\\..\\sarah/access-token', '/customers/x/..\\sarah/access-token', '/customers/x\\%2e%2E/sarah/access-token', 'http://a/customers/x/../sarah/access-token', '/customers/x/.?/../sarah/access-token', '//a/customers/sarah/access-token', '/\\a/customers/sarah/access-token', '/customers/sarah/access-token#x']) {
      // `fetch` would resolve the dots.
      const socket = connect(service.internal.port, '127.0.0.1');
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${SECRET}\r\nConnection: close\r\n\r\n`);
      const answer = (await socket.toArray()).join('');
      expect(answer, path).toMatch(/^HTTP\/1\.1 40[04] /);
      expect(answer, path).not.toContain('canary');
    }
  });
});

describe('a stop', () => {
  afterEach(async () => {
    service = await start();
  });

  it('ends connections that send nothing, half a request, or one request after the other', async () => {
    const { endpoints, internal } = service;
    const open = (port: number): Socket => connect(port, '127.0.0.1').setEncoding('utf8').on('error', () => {}).resume();
    const closed = (socket: Socket): Promise<void> => new Promise((resolve) => void socket.once('close', () => resolve()));
    const sockets = [endpoints, internal, endpoints, internal].map(({ port }) => open(port));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets.slice(2)) socket.write('GET /live HTTP/1.1\r\nHost');
    const busy = open(internal.port);
    busy.on('data', () => busy.write('GET /live HTTP/1.1\r\nHost: a\r\n\r\n'));
    busy.write('GET /live HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(busy, 'data');
    await Promise.all([service.close(), ...[busy, ...sockets].map(closed)]);
    for (const socket of [busy, ...sockets]) expect(socket.destroyed).toBe(true);
  });

  it('refuses a request to the internal API that ends after it, and the connection with it', async () => {
    const late = connect(service.internal.port, '127.0.0.1');
    late.write(`GET /customers/sarah/access-token HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${SECRET}\r\n`);
    await page('/status'); // by now the service has read the first part
    const closing = service.close();
    late.write('\r\n');
    const answer = (await late.toArray()).join('').toLowerCase();
    expect(answer).toMatch(/^http\/1\.1 503 /);
    expect(answer).toContain('connection: close');
    expect(answer).toContain('retry-after: 5');
    await closing;
  });

  it('answers what has come, then the ports are free', async () => {
    const held = wise.hold('token authorization_code');
    const linking = link();
    await held.arrived;
    const { endpoints, internal } = service;
    const closing = service.close();
    held.answer(tokens());
    expect(await (await linking).json()).toMatchObject({ status: 'linked' });
    await closing;
    for (const { port } of [endpoints, internal]) await expect(fetch(`http://127.0.0.1:${port}/live`)).rejects.toThrow();
  });
});
