/** Puts the service together, and starts it. */
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { createWiseLink } from '../server/create-wise-link.js';
import type { Log } from '../server/log.js';
import type { Database } from '../server/queryable.js';
import type { Address, Configuration } from './configuration.js';
import { internalApi } from './internal-api.js';

/** A running service. */
export interface Service {
  /** Where the endpoints and the internal API listen. */
  endpoints: Address;
  internal: Address;
  /** Answers the requests that have come, finishes the calls to Wise, and stops. The database stays open. */
  close(): Promise<void>;
}

/** How long connections may stay open once all work is done, in milliseconds. Some send nothing and never end. */
const GRACE_MS = 2000;

/** Starts the endpoints and the internal API on an open database. */
export async function startService({ options, endpoints, internal, secrets }: Configuration, database: Database, log: Log): Promise<Service> {
  const wiseLink = await createWiseLink({ ...options, database, log });
  const inside = getRequestListener(internalApi({ wiseLink, database, secrets, log }).fetch, { overrideGlobalObjects: false });
  const outer = createServer(closingIf(() => !wiseLink.live(), (request, response) => wiseLink.node(request, response)));
  const inner = createServer(closingIf(() => !wiseLink.live(), (request, response) => {
    // A URL parser would turn `/customers/a/../b` into `/customers/b`, and `/customers/a#b` into `/customers/a`.
    if (isAmbiguous(request.url)) request.url = '/';
    void inside(request, response);
  }));
  const close = async (): Promise<void> => {
    const closed = Promise.all([outer, inner].map(stop));
    await wiseLink.close();
    const waited = new AbortController();
    await Promise.race([closed, delay(GRACE_MS, undefined, { signal: waited.signal }).catch(() => {})]);
    waited.abort();
    for (const server of [outer, inner]) server.closeAllConnections();
    await closed;
  };
  try {
    return { endpoints: await listen(outer, endpoints), internal: await listen(inner, internal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const isAmbiguous = (target = ''): boolean => target.includes('#') || /\/(\.|%2e){1,2}(\/|$)/i.test(target.replace(/\?.*/, ''));

/** Ends a connection with its next answer once the service stops: a proxy would go on using it. */
const closingIf =
  (isStopping: () => boolean, listener: RequestListener): RequestListener =>
  (request, response) => {
    if (isStopping()) response.shouldKeepAlive = false;
    listener(request, response);
  };

function listen(server: Server, { host, port }: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ host, port: (server.address() as AddressInfo).port }));
  });
}

/** Resolves when all connections have ended. A server that does not listen yet has none. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
