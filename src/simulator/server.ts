import { serve } from '@hono/node-server';
import { createWise, type WiseOptions } from './app.js';

/** Where the simulator listens; port 0 picks a free one. */
export interface StartOptions extends WiseOptions {
  readonly port?: number;
  readonly host?: string;
}

/** A simulator that runs. */
export interface RunningWise {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the simulator. It listens on the loopback address unless told otherwise. */
export function startWise(options: StartOptions = {}): Promise<RunningWise> {
  const { port = 4200, host = '127.0.0.1' } = options;
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: createWise(options).fetch, port, hostname: host }, (address) => {
      resolve({
        url: `http://${host}:${address.port}`,
        close: () => new Promise((done) => {
          server.close(() => done());
          // A browser keeps its connections open; waiting for it would never end.
          if ('closeAllConnections' in server) server.closeAllConnections();
        }),
      });
    });
    server.once('error', reject);
  });
}
