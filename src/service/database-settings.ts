/** Where the database is, and how the connection is encrypted. */
import type { Values } from './environment.js';
import { isPem } from '../server/pem.js';
import { isPrivateHost } from './private-url.js';

/** The settings of the database. */
export interface DatabaseSettings {
  connectionString: string;
  /** The certificate authority, as PEM. */
  ca?: string;
}

/** Reads the settings of the database. An address on another machine needs TLS, or says in words that it has none. */
export function readDatabase({ DATABASE_URL: connectionString = '', DATABASE_CA_FILE: ca }: Values, say: (sentence: string) => void): DatabaseSettings {
  const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) say('DATABASE_URL must begin with postgres://, as in postgres://user:password@host:5432/database.');
  else {
    const mode = url.searchParams.get('sslmode');
    // node-pg lets the URL win, so the certificate would not be used.
    if (ca && [...url.searchParams.keys()].some((name) => name.startsWith('ssl'))) say('DATABASE_CA_FILE does nothing if DATABASE_URL has sslmode or another ssl parameter: remove one.');
    const host = url.hostname || url.searchParams.get('host') || 'localhost';
    if (!ca && !mode && !host.startsWith('/') && !isPrivateHost(host)) {
      say('DATABASE_URL is on another machine, without TLS: add ?sslmode=verify-full, or set DATABASE_CA_FILE. ?sslmode=disable says that the network protects it.');
    }
  }
  if (ca && !isPem(ca)) say('The file of DATABASE_CA_FILE must have certificates in PEM.');
  return { connectionString, ...(ca && { ca }) };
}
