// The bank for the framework applications.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { openBank as openServer } from '../../demo/bank/bank.js';
import { openStorage } from '../../demo/bank/storage.js';
import { startWise } from '../../src/simulator/server.js';
import { NONCE } from '../e2e/bare-page.js';
import { BANK, PORTS } from '../e2e/places.js';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A bank whose site is the built application of a framework, with its backend and Wise. */
export interface Bank {
  /** The `X-Framework` headers of the exchanges, in order. */
  readonly exchangedBy: readonly (string | undefined)[];
  /** The HTML of a page. Default: the first page. */
  page(name?: string): Promise<string>;
  /** Whether the site has a page of this name. */
  has(name: string): boolean;
  close(): Promise<void>;
}

/** The bank's site. It may change while the bank is open. */
export interface Site {
  /** The folder of the built files. */
  folder: string;
  /** The headers of the page. None by default. */
  headers?: Record<string, string>;
}

/** Serves built files as the bank's site, with the redirect page of the package. */
export async function openBank(site: Site, redirectPage: string): Promise<Bank> {
  const wise = await startWise({ port: Number(PORTS.WISE_PORT), partnerOrigin: BANK });
  const partner = await openServer({
    ...(await openStorage({})),
    origin: BANK,
    wise: { environment: 'sandbox', apiUrl: wise.url, authorizeUrl: `${wise.url}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
    redirectUris: [`${BANK}/wise-callback.html`],
  });
  const exchangedBy: (string | undefined)[] = [];
  const page = async (name = 'index.html'): Promise<string> =>
    (await readFile(join(site.folder, name), 'utf8')).replaceAll('__BANK__', BANK).replaceAll('__WISE__', wise.url).replaceAll('__NONCE__', NONCE);
  const app = new Hono()
    .post('/api/wise/exchange', (c) => {
      exchangedBy.push(c.req.header('X-Framework'));
      return partner.fetch(c.req.raw);
    })
    .all('/api/*', (c) => partner.fetch(c.req.raw))
    .get('/wise-callback.html', async (c) => c.html(await readFile(redirectPage, 'utf8'), 200, { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }))
    .get('/', async (c) => c.html(await page(), 200, site.headers))
    .get('/:name{\\w+\\.html}', async (c) => c.html(await page(c.req.param('name')), 200, site.headers))
    .get('*', async (c) => {
      const file = join(site.folder, normalize(c.req.path));
      return c.body(await readFile(file), 200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
    });
  const closeServers = (): Promise<unknown> => Promise.all([partner.wiseLink.close(), wise.close()]);
  // Else a port that is in use would stop all later checks too.
  const server = await listen(app).catch(async (cause: unknown) => {
    await closeServers();
    throw cause;
  });
  return {
    exchangedBy,
    page,
    has: (name) => existsSync(join(site.folder, name)),
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await closeServers();
    },
  };
}

function listen(app: Hono): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: Number(PORTS.PORT), hostname: 'localhost' }, () => resolve(server));
    server.once('error', reject);
  });
}
