import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogIn } from '../../demo/bank/log-in.js';
import { toNodeListener } from '../../demo/bank/node-listener.js';
import { Sessions } from '../../demo/bank/sessions.js';
import { migrate } from '../../src/server/migrate.js';
import { postgres } from '../../src/server/postgres.js';
import type { LogEntry } from '../../src/server/index.js';
import { readConfiguration } from '../../src/service/configuration.js';
import { readEnvironment } from '../../src/service/environment.js';
import { startService } from '../../src/service/service.js';
import { TestClock } from '../server/clock.js';
import { CrashSwitch } from './moment.js';
import { crashingDatabase, crashingFetch } from './crashing.js';
import type { Order } from './order.js';

// Runs wise-link-server with the bank's reverse proxy, log-in and session endpoint in front of it, as a child process that can kill itself
// at a given moment. The product code is unchanged, as in backend.ts. Settings of the environment win.
const { ORIGIN = '', WISE_URL = '', DATABASE = '', KEY = '' } = process.env;
const SECRET = Buffer.alloc(32, 9).toString('base64');
const crashSwitch = new CrashSwitch();
const log = (entry: LogEntry): unknown => process.stdout.write(`${JSON.stringify(entry)}\n`);
const database = await postgres({ connectionString: DATABASE });
const clock = new TestClock(database);
await migrate(database);
await clock.install();
let offset = 0;

const sessions = await Sessions.open(database, { secure: true, clock: () => new Date(Date.now() + offset * 1000) });
const logIn = new LogIn(sessions, ORIGIN);
let endpoints = 0;

/** The bank's web server: its log-in, its session endpoint, and the service for the rest. */
async function bank(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (pathname === '/api/session') return logIn.fetch(request);
  if (pathname === '/session') {
    const session = await sessions.sessionOf(request);
    return session ? Response.json(session) : new Response(null, { status: 401 });
  }
  const headers = new Headers(request.headers);
  for (const name of ['connection', 'content-length', 'host', 'transfer-encoding']) headers.delete(name);
  const body = request.method === 'GET' ? null : await request.text();
  const { status, headers: received, body: answer } = await fetch(`http://127.0.0.1:${endpoints}${pathname}${search}`, { method: request.method, headers, body });
  return new Response(answer, { status, headers: received });
}

const web = createServer(toNodeListener(crashingFetch(bank, crashSwitch, 'request')));
await new Promise<void>((resolve) => void web.listen(0, '127.0.0.1', resolve));
const { port } = web.address() as AddressInfo;

const ofEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('WISE_LINK_')));
const { options, ...configuration } = readConfiguration(
  readEnvironment({
    WISE_LINK_ORIGIN: ORIGIN,
    WISE_LINK_REDIRECT_URIS: `${ORIGIN}/wise-callback.html`,
    WISE_LINK_SESSION_URL: `http://127.0.0.1:${port}/session`,
    WISE_LINK_ENVIRONMENT: 'sandbox',
    WISE_LINK_CLIENT_ID: 'bank',
    WISE_LINK_CLIENT_SECRET: 'banksecret',
    WISE_LINK_API_URL: WISE_URL,
    WISE_LINK_AUTHORIZE_URL: `${WISE_URL}/oauth/authorize/`,
    WISE_LINK_KEYS: `crash:${KEY}`,
    WISE_LINK_INTERNAL_SECRET: SECRET,
    WISE_LINK_INTERNAL_PORT: '0',
    DATABASE_URL: DATABASE,
    PORT: '0',
    ...ofEnvironment,
  }),
  log,
);
const service = await startService(
  {
    ...configuration,
    options: {
      ...options,
      wise: { ...options.wise, fetch: crashingFetch(fetch, crashSwitch) },
      // The same customer is used for all rows.
      limits: { mismatchesPerDay: Infinity, startsPerHour: 1_000_000 },
    },
  },
  crashingDatabase(clock.before(database), crashSwitch),
  log,
);
endpoints = service.endpoints.port;

/** A request of the bank's own backend. */
async function inside({ method, path, body }: NonNullable<Order['inside']>): Promise<{ status: number; text: string }> {
  const headers = { 'Authorization': `Bearer ${SECRET}`, 'Content-Type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${service.internal.port}${path}`, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, text: await response.text() };
}

process.on('message', ({ id, crash, offsetSeconds, sql, customer, inside: wanted }: Order & { id: number }) => {
  const execute = async (): Promise<unknown> => {
    if (crash !== undefined) crashSwitch.arm(crash);
    if (offsetSeconds !== undefined) clock.run((offset = offsetSeconds));
    if (wanted !== undefined) return inside(wanted);
    if (customer !== undefined) return JSON.parse((await inside({ method: 'GET', path: `/customers/${customer}/access-token` })).text).accessToken;
    return sql === undefined ? null : (await database.query(sql)).rows;
  };
  execute().then(
    (done) => process.send?.({ id, done }),
    (error: unknown) => process.send?.({ id, failed: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
process.send?.({ id: 0, done: port });
