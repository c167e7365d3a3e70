// Tests the built contract kit against the built backend and the built simulator.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type * as Pglite from '../../src/server/pglite.js';
import type * as Server from '../../src/server/index.js';
import { built } from './dist.js';

const dist = (file: string): string => new URL(`../../dist/${file}`, import.meta.url).href;
const { createWiseLink } = (await import(dist('server.js'))) as typeof Server;
const { pglite } = (await import(dist('server/pglite.js'))) as typeof Pglite;

const CUSTOMERS: Readonly<Record<string, Server.Customer>> = {
  sarah: { id: 'c-1', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 'sarah@example.com' },
  omar: { id: 'c-2', givenName: 'Omar', familyName: 'Haddad', dateOfBirth: '1979-11-03', email: 'omar@example.com' },
};

/** A partner whose client, origin and redirect URI are none of the defaults. */
const CLIENT = { clientId: 'my-shop', clientSecret: 'my secret/of+signs %41' };
const ORIGIN = 'https://shop.example';
const REDIRECT_URI = `${ORIGIN}/pay/wise-redirect`;

test('the contract kit passes a backend at any redirect URI and client id, with the simulator of the package', async () => {
  const options = ['--port', '0', '--client-id', CLIENT.clientId, '--client-secret', CLIENT.clientSecret, '--redirect-uri', REDIRECT_URI];
  const simulator = spawn(process.execPath, [fileURLToPath(dist('simulator.js')), ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(simulator.stdout, 'data')) as [Buffer];
  const [wise = ''] = /http:\S+/.exec(line.toString()) ?? [];
  const database = await pglite();
  const wiseLink = await createWiseLink({
    origin: ORIGIN,
    wise: { environment: 'sandbox', apiUrl: wise, authorizeUrl: `${wise}/oauth/authorize/`, ...CLIENT },
    redirectUris: [REDIRECT_URI],
    database,
    limits: { wiseTimeoutMs: 5000, wrongCodesPauseSeconds: 1 },
    keys: [{ id: '1', secret: Buffer.alloc(32, 7).toString('base64') }],
    session: (request) => {
      const [, sessionId = ''] = /\bsession=(\w+)/.exec(request.headers.get('cookie') ?? '') ?? [];
      const customer = CUSTOMERS[sessionId];
      return customer ? { sessionId, customer } : null;
    },
  });
  const server = createServer((request, response) => wiseLink.node(request, response, () => sendRedirectPage(response))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const urls = ['start', 'email', 'status'].flatMap((name) => [`--${name}-url`, `/api/wise/${name}`]);
    const { code, output } = await kit(
      `http://127.0.0.1:${port}/api/wise/exchange`, '--wise', wise, '--client-id', CLIENT.clientId, '--origin', ORIGIN, '--redirect-uri', REDIRECT_URI,
      ...urls, '--callback-url', '/pay/wise-redirect',
    );
    // B15 would wait until an attempt of 30 minutes has expired.
    expect(output, output).toMatch(/\n23 passed, 0 failed, 1 skipped\n$/);
    expect(code).toBe(0);
  } finally {
    simulator.kill();
    server.closeAllConnections();
    server.close();
    await wiseLink.close();
    await database.close();
  }
}, 300_000);

/** Answers with the redirect page of the package. */
function sendRedirectPage(response: ServerResponse): void {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "frame-ancestors 'none'" };
  response.writeHead(200, headers).end(built('cdn/callback.html'));
}

/** Runs `wise-link-contract` with the sessions of both customers. */
function kit(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, WISE_CONTRACT_COOKIE: 'session=sarah', WISE_CONTRACT_OTHER_COOKIE: 'session=omar' };
    execFile(process.execPath, [fileURLToPath(dist('contract.js')), ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
}
