import { serve } from '@hono/node-server';
import { createWise, type WiseOptions } from './app.js';

/** The options of `startWise`. Port 0 selects a free one. */
export interface StartOptions extends WiseOptions {
  readonly port?: number;
  readonly host?: string;
}

/** A running simulator. */
export interface RunningWise {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the simulator. It listens on the loopback address by default. */
export function startWise(options: StartOptions = {}): Promise<RunningWise> {
  const { port = 4200, host = '127.0.0.1' } = options;
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: createWise(options).fetch, port, hostname: host }, (address) => {
      resolve({
        url: `http://${host}:${address.port}`,
        close: () => new Promise((done) => {
          server.close(() => done());
          // Browsers keep connections open, and close() would wait for them.
          if ('closeAllConnections' in server) server.closeAllConnections();
        }),
      });
    });
    server.once('error', reject);
  });
}
