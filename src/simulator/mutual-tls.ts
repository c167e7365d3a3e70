import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificates } from './certificates.js';
import type { MutualTlsOptions as Options } from './options.js';
import type { MutualTlsOptions } from './server.js';

/** Prepares mutual TLS: creates the certificates for a server at `hosts`, and writes them if the options name a folder. */
export async function preparedMutualTls({ port = 0, folder }: Options, clientIds: readonly string[], hosts: readonly string[]): Promise<MutualTlsOptions> {
  // Not loaded without mutual TLS, because it takes long.
  const { createCertificates } = await import('./certificates.js');
  const certificates = await createCertificates(clientIds, ['localhost', '127.0.0.1', '::1', ...hosts]);
  if (folder !== undefined) write(folder, certificates);
  return { port, certificates };
}

/** Writes `ca.pem`, and a certificate and a key for each client. */
function write(folder: string, { ca, clients }: Certificates): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'ca.pem'), ca);
  for (const [clientId, { cert, key }] of Object.entries(clients)) {
    const name = join(folder, encodeURIComponent(clientId));
    writeFileSync(`${name}.pem`, cert);
    writeFileSync(`${name}-key.pem`, key, { mode: 0o600 });
  }
}
