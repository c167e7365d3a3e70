import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { createCertificates } from '../../src/simulator/certificates.js';

/** A running server on the loopback interface. */
export interface Listening {
  port: number;
  close(): void;
}

const { server: certificate } = await createCertificates([], ['localhost', '127.0.0.1']);

/** Listens on a free port; with `isSecure`, with a certificate that no browser trusts. */
export function listen(fetch: Parameters<typeof serve>[0]['fetch'], hostname: 'localhost' | '127.0.0.1', isSecure = false): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const secure = isSecure && { createServer, serverOptions: { cert: certificate.cert, key: certificate.key } };
    const sockets = new Set<TLSSocket>();
    const server = serve({ fetch, hostname, port: 0, ...secure }, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      });
    });
    server.on(isSecure ? 'secureConnection' : 'connection', (socket: TLSSocket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    server.once('error', reject);
  });
}

/**
 * An answer that ends after its first byte. Browsers repeat a request by themselves if a connection that they used before ends without
 * any answer.
 */
export function cutAnswer(): Response {
  let isBegun = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (isBegun) {
        await delay(50);
        controller.error(new Error('The answer is cut on purpose.'));
      } else controller.enqueue(new TextEncoder().encode('{'));
      isBegun = true;
    },
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json', 'Content-Length': '1000' } });
}
