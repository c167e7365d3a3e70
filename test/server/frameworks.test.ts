import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWiseLink } from '../../src/server/index.js';
import type { Database, LogEntry, WiseLink } from '../../src/server/index.js';
import { pglite } from '../../src/server/pglite.js';
import { findCustomer } from '../../demo/bank/customers.js';
import { allowForSlowDatabase, ENCRYPTION_KEY, ORIGIN, REDIRECT_URI } from './bank.js';

allowForSlowDatabase();

const globals = { Request, Response, Headers, fetch };
const log: LogEntry[] = [];
const incoming: unknown[] = [];
let database: Database;
let wiseLink: WiseLink;
const ends: (() => Promise<unknown>)[] = [];

/** Starts wise-link with a session for everybody whose cookie is "me". */
async function start(basePath?: string): Promise<WiseLink> {
  return createWiseLink({
    origin: ORIGIN,
    ...(basePath !== undefined && { basePath }),
    wise: { environment: 'sandbox', clientId: 'bank', clientSecret: 'banksecret' },
    redirectUris: [REDIRECT_URI],
    database,
    keys: [ENCRYPTION_KEY],
    session: (request, native) => {
      incoming.push(native);
      const customer = findCustomer('sarah');
      return request.headers.get('cookie') === 'me' && customer ? { sessionId: 's-1', customer } : null;
    },
    log: (entry) => void log.push(entry),
  });
}

beforeAll(async () => {
  database = await pglite();
  wiseLink = await start();
});
beforeEach(() => {
  log.length = 0;
  incoming.length = 0;
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  await wiseLink.close();
  await database.close();
});

/** Listens on a free port. Returns the URL. */
async function listen(server: Server): Promise<string> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const served = (listener: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> =>
  listen(createServer((request, response) => void listener(request, response)));
const pages = (_: unknown, response: { end(text: string): unknown }): void => void response.end('pages');

/** The frameworks, with the line of docs/backend.md that mounts wise-link, and the bank's own page at "/". */
const FRAMEWORKS: Record<string, (link: WiseLink) => Promise<string>> = {
  'node:http': (link) => served((request, response) => link.node(request, response, () => pages(request, response))),
  'Express': (link) => served(express().use('/api/wise', link.node).get('/', pages)),
  'Express, after express.json()': (link) => served(express().use(express.json()).use('/api/wise', link.node).get('/', pages)),
  'Express, after express.text()': (link) => served(express().use(express.text({ type: '*/*' })).use('/api/wise', link.node).get('/', pages)),
  'Express, after express.raw()': (link) => served(express().use(express.raw({ type: '*/*' })).use('/api/wise', link.node).get('/', pages)),
  'Express, as middleware for all paths': (link) => served(express().use(link.node).get('/', pages)),
  'Fastify': async (link) => {
    const app = fastify();
    app.addHook('onRequest', ({ raw }, reply, done) => link.node(raw, reply.raw, done));
    app.get('/', async () => 'pages');
    await app.ready();
    return listen(app.server);
  },
  'Hono': async (link) => {
    const app = new Hono().all('/api/wise/*', (c) => link.fetch(c.req.raw)).get('/', (c) => c.text('pages'));
    return listen(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }) as Server);
  },
  // What Next.js does with a route handler: calls the exported function with a subclass of Request, whose host is not the origin.
  'Next.js': (link) => {
    class NextRequest extends Request {
      readonly nextUrl = new URL(this.url);
    }
    const { fetch: GET } = link;
    const POST = GET;
    const handlers: Record<string, typeof GET> = { GET, POST };
    const hono = new Hono()
      .all('/api/wise/*', async (c) => {
        const { method, url } = c.req;
        const body = method === 'GET' ? null : await c.req.text();
        return (await handlers[method]?.(new NextRequest(url, { method, headers: c.req.raw.headers, body }))) ?? c.text('', 405);
      })
      .get('/', (c) => c.text('pages'));
    return listen(serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }) as Server);
  },
};

const HEADERS = { 'Origin': ORIGIN, 'X-Wise-Link': '1', 'Content-Type': 'application/json', 'Cookie': 'me' };

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { ...HEADERS, ...headers }, body });
}

describe.each(Object.entries(FRAMEWORKS))('%s', (_, mount) => {
  it('starts an attempt, and serves the bank’s own page beside it', async () => {
    const url = await mount(wiseLink);
    const started = await post(`${url}/api/wise/start`, '{"flow":"popup","environment":"sandbox"}');
    expect([started.status, await started.json()]).toEqual([201, expect.objectContaining({ ttlSeconds: 1800 })]);
    expect(await (await fetch(`${url}/`)).text()).toBe('pages');
  });

  it('reads the query, and refuses what the contract refuses', async () => {
    const url = await mount(wiseLink);
    const status = await fetch(`${url}/api/wise/status?attempt=a_${'x'.repeat(43)}`, { headers: HEADERS });
    expect([status.status, await status.json()]).toEqual([200, { status: 'none' }]);
    expect((await fetch(`${url}/api/wise/status`)).status).toBe(401);
    expect((await post(`${url}/api/wise/start`, `{"flow":"popup","x":"${'x'.repeat(5000)}"}`)).status).toBe(413);
    expect((await post(`${url}/api/wise/start`, '{"flow":"popup"}', { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await fetch(`${url}/api/wise/other`)).status).toBe(404);
  });

  it('replaces no global object', async () => {
    await mount(wiseLink);
    expect({ Request, Response, Headers, fetch }).toEqual(globals);
    for (const name of Object.keys(globals) as (keyof typeof globals)[]) expect(globalThis[name]).toBe(globals[name]);
  });
});

const addUser = (request: object, _: unknown, next: () => void): void => {
  Object.assign(request, { user: 'c-1' });
  next();
};

describe('the Node adapter', () => {
  const body = '{"flow":"popup","environment":"sandbox"}';

  it('gives session the request of Node’s HTTP server, with what the framework added', async () => {
    const url = await served(express().use(addUser).use('/api/wise', wiseLink.node));
    await post(`${url}/api/wise/start`, body);
    expect(incoming).toEqual([expect.objectContaining({ user: 'c-1' })]);
    await wiseLink.fetch(new Request(`${ORIGIN}/api/wise/status`));
    expect(incoming[1]).toBeUndefined();
  });

  it('answers 500 and says so in the log if other code has read the body', async () => {
    const url = await served(async (request, response) => {
      await request.toArray();
      wiseLink.node(request, response);
    });
    const got = await post(`${url}/api/wise/start`, body);
    expect([got.status, (await got.json()).code]).toEqual([500, 'internal_error']);
    expect(log).toContainEqual(expect.objectContaining({ level: 'error', event: 'misconfigured', hint: 'Other code has read the body of a request. Mount wise-link before it.' }));
  });

  it('a parsed body that is repeated is the same request', async () => {
    const url = await served(express().use(express.json()).use('/api/wise', wiseLink.node));
    const started = await (await post(`${url}/api/wise/start`, body)).json();
    const confirm = JSON.stringify({ attemptId: started.attemptId, confirm: false });
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const codes = [await post(`${url}/api/wise/exchange`, confirm, headers), await post(`${url}/api/wise/exchange`, confirm, headers)];
    expect(await Promise.all(codes.map(async (one) => (await one.json()).code))).toEqual(['attempt_not_found', 'attempt_not_found']);
  });

  it('uses the bank’s own base path', async () => {
    const link = await start('/bank/v1/wise');
    const url = await served((request, response) => link.node(request, response));
    expect((await post(`${url}/bank/v1/wise/start`, body)).status).toBe(201);
    expect((await post(`${url}/api/wise/start`, body)).status).toBe(404);
    await link.close();
  });

  it.each(['//evil.example/api/wise/start', 'http://evil.example/api/wise/start', '*', '/api/wise/../../etc', '/api/wisely/start'])(
    'does not find an endpoint at the request target %s',
    async (target) => {
      const url = new URL(await served((request, response) => wiseLink.node(request, response)));
      const status = await new Promise((resolve, reject) => {
        const sent = httpRequest({ host: url.hostname, port: url.port, method: target === '*' ? 'OPTIONS' : 'POST', path: target, headers: HEADERS });
        sent.once('response', ({ statusCode }: IncomingMessage) => resolve(statusCode)).once('error', reject);
        sent.end(body);
      });
      expect([400, 404]).toContain(status);
    },
  );

  it('survives a client that ends in the middle of a request', async () => {
    const server = createServer((request, response) => wiseLink.node(request, response));
    const url = await listen(server);
    const arrived = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    const sent = httpRequest(`${url}/api/wise/start`, { method: 'POST', headers: { ...HEADERS, 'Content-Length': '100' } });
    sent.on('error', () => {}).write('{');
    const [, response] = await arrived;
    const closed = once(response, 'close');
    sent.destroy();
    await closed;
    expect((await post(`${url}/api/wise/start`, body)).status).toBe(201);
  });
});
