/** Puts the service together, and starts it. */
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** Starts the endpoints and the internal API on an open database. */
export async function startService({ options, endpoints, internal, secret }: Configuration, database: Database, log: Log): Promise<Service> {
  const wiseLink = await createWiseLink({ ...options, database, log });
  const outer = createServer((request, response) => wiseLink.node(request, response));
  const inner = createServer(getRequestListener(internalApi({ wiseLink, database, secret, log }).fetch, { overrideGlobalObjects: false }) as RequestListener);
  const close = async (): Promise<void> => {
    const closed = [outer, inner].map(stop);
    await wiseLink.close();
    await Promise.all(closed);
  };
  try {
    return { endpoints: await listen(outer, endpoints), internal: await listen(inner, internal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: Server, { host, port }: Address): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ host, port: (server.address() as AddressInfo).port }));
  });
}

/** Waits for the requests under way. A server that does not listen yet has none. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
