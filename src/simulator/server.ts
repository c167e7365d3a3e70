import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { serve, type ServerType } from '@hono/node-server';
import { createWise, type WiseOptions } from './app.js';
import type { Certificates } from './certificates.js';

/** Where the API with mutual TLS listens, and its certificates. */
export interface MutualTlsOptions {
  readonly port: number;
  readonly certificates: Certificates;
}

/** The options of `startWise`. Port 0 selects a free one. */
export interface StartOptions extends WiseOptions {
  readonly port?: number;
  readonly host?: string;
  /** Also serves the API over HTTPS, to clients with a certificate of the authority. Default: it does not. */
  readonly mtls?: MutualTlsOptions;
}

/** A running simulator. */
export interface RunningWise {
  readonly url: string;
  /** The base URL of the API with mutual TLS, if there is one. */
  readonly mtlsUrl: string | undefined;
  close(): Promise<void>;
}

interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

type ServerOptions = Parameters<typeof serve>[0];

/** Starts the simulator. It listens on the loopback address by default. */
export async function startWise(options: StartOptions = {}): Promise<RunningWise> {
  const { port = 4200, host: hostname = '127.0.0.1', mtls, log = () => {} } = options;
  const { fetch } = createWise(options);
  const plain = await listen({ fetch, port, hostname });
  const secure = mtls && await listen({ fetch, port: mtls.port, hostname, ...withCertificates(mtls.certificates) }, log)
    .catch(async (cause: unknown) => {
      await plain.close();
      throw cause;
    });
  return {
    url: `http://${hostname}:${plain.port}`,
    mtlsUrl: secure && `https://${hostname}:${secure.port}`,
    close: async () => {
      await Promise.all([plain.close(), secure?.close()]);
    },
  };
}

function withCertificates({ ca, server }: Certificates) {
  return { createServer, serverOptions: { ca, cert: server.cert, key: server.key, requestCert: true, rejectUnauthorized: true } };
}

function listen(options: ServerOptions, log: (line: string) => void = () => {}): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve(options, ({ port }) => resolve({ port, close: () => closed(server) }));
    server.once('error', reject);
    server.on('tlsClientError', (cause: Error & { code?: string }, socket: TLSSocket) => log(`TLS connection refused: ${tlsProblem(cause, socket)}`));
  });
}

/** Why a TLS connection failed, in words. */
function tlsProblem({ code }: { readonly code?: string }, { authorizationError }: TLSSocket): string {
  if (code === 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE') return 'the client sent no certificate';
  return authorizationError ? 'the client certificate is not of the simulator’s authority' : 'the client does not trust the simulator’s authority, or does not speak TLS';
}

function closed(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    // Browsers keep connections open, and close() would wait for them.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
