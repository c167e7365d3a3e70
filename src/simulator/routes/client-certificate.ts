import { TLSSocket } from 'node:tls';
import type { Context } from 'hono';
import type { WiseEnv } from '../env.js';

/** Why a client is refused, for the log. */
export const OTHER_CERTIFICATE = 'the client certificate is that of another client: its common name is not the client id';

/** Whether the request came over mutual TLS. Only the API is there, as at Wise's own hosts for it. */
export function isMutualTls(c: Context<WiseEnv>): boolean {
  return socketOf(c) !== undefined;
}

/**
 * Whether the client may use the request's certificate: its common name is the client id (Wise docs, mutual TLS). Without
 * mutual TLS there is none, and every client may.
 */
export function maySpeakFor(c: Context<WiseEnv>, clientId: string): boolean {
  const socket = socketOf(c);
  return socket === undefined || socket.getPeerCertificate().subject.CN === clientId;
}

function socketOf(c: Context<WiseEnv>): TLSSocket | undefined {
  // There is no `env` if a program calls the application without a server.
  const socket = (c.env as Partial<WiseEnv['Bindings']> | undefined)?.incoming?.socket;
  return socket instanceof TLSSocket ? socket : undefined;
}
