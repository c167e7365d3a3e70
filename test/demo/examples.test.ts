import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { allowForSlowDatabase } from '../server/bank.js';

allowForSlowDatabase();
afterEach(() => vi.unstubAllEnvs());

const EXAMPLES = {
  'node-http': () => import('../../demo/examples/node-http.js'),
  express: () => import('../../demo/examples/express.js'),
  fastify: () => import('../../demo/examples/fastify.js'),
  hono: () => import('../../demo/examples/hono.js'),
};

describe('the example', () => {
  it.each(Object.entries(EXAMPLES))('%s serves the backend beside the bank’s own pages', async (_, load) => {
    const origin = 'http://localhost:3000';
    vi.resetModules();
    vi.stubEnv('PORT', '0');
    vi.stubEnv('ORIGIN', origin);
    const { server } = await load();
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://localhost:${port}`;

    const headers = { Origin: origin, 'Content-Type': 'application/json', 'X-Wise-Link': '1' };
    const logIn = JSON.stringify({ customer: 'sarah', password: 'bank' });
    const loggedIn = await fetch(`${url}/api/session`, { method: 'POST', headers, body: logIn });
    const cookie = loggedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const body = JSON.stringify({ flow: 'popup', environment: 'sandbox' });
    const started = await fetch(`${url}/api/wise/start`, { method: 'POST', headers: { ...headers, cookie }, body });
    expect(started.status).toBe(201);
    expect(await started.json()).toMatchObject({ ttlSeconds: 1800 });
    expect((await fetch(`${url}/api/wise/status`)).status).toBe(401);
    expect(await (await fetch(`${url}/`)).text()).toBe('The bank’s own pages');

    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await once(server, 'close');
  });
});
