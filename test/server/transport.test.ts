import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkOptions } from '../../src/server/read-options.js';
import { Telemetry } from '../../src/server/telemetry.js';
import { openTransport } from '../../src/server/transport.js';
import { WiseClient } from '../../src/server/wise-client.js';
import type { WiseLinkOptions } from '../../src/server/index.js';
import type { LogEntry } from '../../src/server/log.js';
import { apiOrigin } from '../../src/server/wise-options.js';
import type { WiseOptions } from '../../src/server/wise-options.js';
import { ENCRYPTION_KEY, ORIGIN, REDIRECT_URI } from './bank.js';
import { CA, CLIENT_CERT, CLIENT_KEY, SERVER_CERT, SERVER_KEY } from './certificates.js';
import { personal, tokens } from './fake-wise.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) await end();
});

/** Listens on a free port. Returns the host and port. */
async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const profiles = (response: ServerResponse): unknown => response.setHeader('Content-Type', 'application/json').end(`[${personal()}]`);

/** A client of Wise, and its log. */
function client(options: Partial<WiseOptions> & { apiUrl: string }): { wise: WiseClient; log: LogEntry[] } {
  const log: LogEntry[] = [];
  const all: WiseOptions = { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret-canary', timeoutMs: 2000, ...options };
  const transport = openTransport(all, new Telemetry(null));
  ends.unshift(() => transport.close());
  return { wise: new WiseClient(all, transport, (entry) => void log.push(entry)), log };
}

describe('a compressed answer', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('is read: %s', async (coding, compress) => {
    const accepted: unknown[] = [];
    const host = await listen(
      createServer(({ headers }, response) => {
        accepted.push(headers['accept-encoding']);
        response.setHeader('Content-Encoding', coding).end(compress(`[${personal()}]`));
      }),
    );
    expect(await client({ apiUrl: `http://${host}` }).wise.profiles('token', 'corr-1')).toHaveLength(1);
    expect(accepted).toEqual(['gzip, deflate, br']);
  });

  it('that is larger than the limit once decoded is cut off', async () => {
    const host = await listen(createServer((_, response) => response.setHeader('Content-Encoding', 'gzip').end(gzipSync(`[${' '.repeat(2 ** 21)}]`))));
    const result = await client({ apiUrl: `http://${host}` }).wise.redeem('code', REDIRECT_URI, 'corr-1');
    expect(result.kind).toBe('no-answer');
  });

  it('that is broken is no answer', async () => {
    const host = await listen(createServer((_, response) => response.setHeader('Content-Encoding', 'gzip').end('plain')));
    const result = await client({ apiUrl: `http://${host}` }).wise.redeem('code', REDIRECT_URI, 'corr-1');
    expect(result.kind).toBe('no-answer');
  });
});

// Answers each call at once, and says so in shared memory.
const ANSWERING = `
  const { createServer } = require('node:http');
  const { parentPort, workerData } = require('node:worker_threads');
  const flag = new Int32Array(workerData);
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.setHeader('Content-Type', 'application/json').writeHead(429).end('{}', () => setTimeout(() => {
      Atomics.store(flag, 0, 1);
      Atomics.notify(flag, 0);
    }, 50)));
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

describe('a pause of the whole process that is longer than a call may take', () => {
  it('loses no answer that arrived during it', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(ANSWERING, { eval: true, workerData: flag.buffer });
    ends.push(() => worker.terminate());
    const [port] = (await once(worker, 'message')) as [number];
    const written = new Promise<void>((resolve) => {
      const note = (): void => resolve();
      diagnostics.subscribe('undici:client:sendHeaders', note);
      ends.push(async () => void diagnostics.unsubscribe('undici:client:sendHeaders', note));
    });
    const call = client({ apiUrl: `http://127.0.0.1:${port}`, timeoutMs: 1000 }).wise.redeem('code', REDIRECT_URI, 'corr-1');
    await written;
    const start = performance.now();
    setImmediate(() => {
      Atomics.wait(flag, 0, 0, 10_000);
      while (performance.now() - start < 1200);
    });
    // The answer has no tokens, but it is an answer: nothing is in doubt.
    expect(await call).toEqual({ kind: 'unavailable', inDoubt: false, retryAfterSeconds: null });
  });
});

describe('a client certificate', () => {
  const needing = (listener: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> =>
    listen(createTlsServer({ key: SERVER_KEY, cert: SERVER_CERT, ca: CA, requestCert: true, rejectUnauthorized: true }, (request, response) => void listener(request, response)));

  it('is presented to Wise, and the server is verified with the given authority', async () => {
    const names: unknown[] = [];
    const host = await needing(({ socket }, response) => {
      if (socket instanceof TLSSocket) names.push(socket.getPeerCertificate().subject.CN);
      profiles(response);
    });
    const { wise } = client({ apiUrl: `https://${host}`, tls: { cert: CLIENT_CERT, key: CLIENT_KEY, ca: CA } });
    expect(await wise.profiles('token', 'corr-1')).toHaveLength(1);
    expect(names).toEqual(['client']);
  });

  it('that is missing is named by the log, without the code', async () => {
    const host = await needing((_, response) => profiles(response));
    const { wise, log } = client({ apiUrl: `https://${host}`, tls: { ca: CA } });
    expect(await wise.redeem('code-canary', REDIRECT_URI, 'corr-1')).toEqual({ kind: 'no-answer' });
    expect(log).toEqual([expect.objectContaining({ level: 'warn', operation: 'token_authorization_code', hint: expect.stringContaining('wise.tls') })]);
    expect(JSON.stringify(log)).not.toContain('canary');
  });

  it('of a server that is signed by nobody known means that nothing was sent', async () => {
    const host = await needing((_, response) => profiles(response));
    const { wise, log } = client({ apiUrl: `https://${host}` });
    expect(await wise.redeem('code-canary', REDIRECT_URI, 'corr-1')).toMatchObject({ kind: 'unavailable', inDoubt: false });
    expect(log[0]?.errorCode).toMatch(/UNABLE_TO|SELF_SIGNED/);
  });

  const refusal = (tls: WiseOptions['tls']): string => {
    const wise = { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret-canary', tls } as const;
    const database = { query: () => {}, exec: () => {}, transaction: () => {}, close: () => {} };
    const options = { origin: ORIGIN, wise, redirectUris: [REDIRECT_URI], database, keys: [ENCRYPTION_KEY], session: () => null };
    try {
      checkOptions(options as unknown as WiseLinkOptions);
      return 'accepted';
    } catch (error) {
      return String(error);
    }
  };

  it('is checked at the start', () => {
    expect(refusal({ cert: CLIENT_CERT, key: CLIENT_KEY })).toBe('accepted');
    expect(refusal({ cert: CLIENT_CERT, key: SERVER_KEY })).toContain('wise.tls.key does not belong to wise.tls.cert.');
    expect(refusal({ cert: CLIENT_CERT, key: SERVER_KEY })).not.toContain('PRIVATE');
    vi.useFakeTimers({ now: new Date('2200-01-01'), toFake: ['Date'] });
    expect(refusal({ cert: CLIENT_CERT, key: CLIENT_KEY })).toContain('wise.tls.cert has expired.');
  });
});

describe('a connection', () => {
  it('is used for one code or refresh only, and again for other calls', async () => {
    const sockets = { token: new Set<Socket>(), profiles: new Set<Socket>() };
    const host = await listen(
      createServer((request, response) => {
        sockets[request.url === '/oauth/token' ? 'token' : 'profiles'].add(request.socket);
        if (request.url === '/oauth/token') tokens(response);
        else profiles(response);
      }),
    );
    const { wise } = client({ apiUrl: `http://${host}` });
    for (const code of ['one', 'two', 'three']) {
      expect(await wise.redeem(code, REDIRECT_URI, 'corr-1')).toMatchObject({ kind: 'tokens' });
      await wise.profiles('token', 'corr-1');
    }
    expect([sockets.token.size, sockets.profiles.size]).toEqual([3, 1]);
  });

  it('goes through the proxy, with the client certificate for Wise', async () => {
    const tunnels: unknown[] = [];
    const host = await listen(createTlsServer({ key: SERVER_KEY, cert: SERVER_CERT, ca: CA, requestCert: true }, (_, response) => void profiles(response)));
    const proxy = createServer();
    proxy.on('connect', ({ url = '' }, socket: Socket) => {
      tunnels.push(url);
      const { hostname, port } = new URL(`http://${url}`);
      const wise = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        wise.pipe(socket).pipe(wise);
      });
      for (const one of [socket, wise]) one.on('error', () => {});
    });
    const { wise } = client({ apiUrl: `https://${host}`, proxy: `http://${await listen(proxy)}`, tls: { cert: CLIENT_CERT, key: CLIENT_KEY, ca: CA } });
    expect(await wise.profiles('token', 'corr-1')).toHaveLength(1);
    expect(tunnels).toEqual([host]);
  });

  it('is the partner’s, with a fetch of their own', async () => {
    const calls: [string, RequestInit][] = [];
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      calls.push([url, init]);
      return new Response(`[${personal()}]`);
    };
    const { wise } = client({ apiUrl: 'https://wise.example', fetch });
    expect(await wise.profiles('token', 'corr-1')).toHaveLength(1);
    expect(calls).toEqual([['https://wise.example/v2/profiles', expect.objectContaining({ redirect: 'error', signal: expect.any(AbortSignal) })]]);
  });
});

describe('an answer', () => {
  it.each([301, 302, 303, 307, 308])('that redirects (%s) is an error, and nothing is sent to the other host', async (status) => {
    const other = vi.fn();
    const elsewhere = await listen(
      createServer((_, response) => {
        other();
        tokens(response);
      }),
    );
    const host = await listen(createServer((_, response) => void response.writeHead(status, { Location: `http://${elsewhere}/oauth/token` }).end()));
    const { wise } = client({ apiUrl: `http://${host}` });
    expect(await wise.redeem('code-canary', REDIRECT_URI, 'corr-1')).toEqual({ kind: 'no-answer' });
    expect(await wise.profiles('token', 'corr-1')).toMatchObject({ kind: 'unavailable' });
    expect(other).not.toHaveBeenCalled();
  });

  it('of a fetch that followed a redirect all the same is an error', async () => {
    const followed = Object.defineProperty(new Response(`[${personal()}]`), 'redirected', { value: true });
    const { wise, log } = client({ apiUrl: 'https://wise.example', fetch: async () => followed });
    expect(await wise.profiles('token', 'corr-1')).toMatchObject({ kind: 'unavailable' });
    expect(log).toEqual([expect.objectContaining({ errorCode: 'REDIRECTED' })]);
  });

  it('over 1 MiB is not read', async () => {
    const { wise } = client({ apiUrl: 'https://wise.example', fetch: async () => new Response(`[${personal()}${' '.repeat(1024 * 1024)}]`) });
    expect(await wise.profiles('token', 'corr-1')).toMatchObject({ kind: 'unavailable' });
  });
});

describe('a path', () => {
  it.each([
    [undefined, ['/oauth/token', '/v1/users/exists', '/v1/user/signup/registration_code', '/v2/profiles']],
    ['2026Q3', ['/2026Q3/oauth/token', '/2026Q3/users/exists', '/2026Q3/user/signup/registration_code', '/2026Q3/profiles']],
  ])('begins with the version %s', async (apiVersion, expected) => {
    const paths: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      paths.push(new URL(url).pathname);
      return Response.json({ access_token: 't', exists: true });
    };
    const { wise } = client({ apiUrl: 'https://wise.example', fetch, ...(apiVersion && { apiVersion }) });
    await wise.sendCodeByEmail('sarah@example.com', 'registration-code', 'corr-1');
    await wise.profiles('token', 'corr-1');
    expect(paths).toEqual(expected);
  });

  it.each([
    ['sandbox', undefined, 'https://api.wise-sandbox.com'],
    ['sandbox', { cert: CLIENT_CERT, key: CLIENT_KEY }, 'https://api-mtls.wise-sandbox.com'],
    ['production', undefined, 'https://api.wise.com'],
    ['production', { cert: CLIENT_CERT, key: CLIENT_KEY }, 'https://api-mtls.transferwise.com'],
  ] as const)('in %s with the certificate %o is at %s', (environment, tls, origin) => {
    expect(apiOrigin({ environment, clientId: 'bank', clientSecret: 's', ...(tls && { tls }) })).toBe(origin);
  });
});
