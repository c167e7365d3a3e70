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

/** The parameters of a URL that say whether node-pg uses TLS. */
const ENCRYPTION = ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey'];

/** Reads the settings of the database. An address on another machine needs TLS, or says in words that it has none. */
export function readDatabase({ DATABASE_URL: connectionString = '', DATABASE_CA_FILE: ca }: Values, say: (sentence: string) => void): DatabaseSettings {
  const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) say('DATABASE_URL must begin with postgres://, as in postgres://user:password@host:5432/database.');
  else {
    // As node-pg reads them: the last of two with one name counts, and a host among them before the one of the URL.
    const given: Partial<Record<string, string>> = Object.fromEntries(url.searchParams);
    // node-pg lets the URL win, so the certificate would not be used.
    if (ca && Object.keys(given).some((name) => name.startsWith('ssl'))) say('DATABASE_CA_FILE does nothing if DATABASE_URL has sslmode or another ssl parameter: remove one.');
    const host = given.host || url.hostname.replace(/^%2f/i, '/') || 'localhost';
    if (!ca && !ENCRYPTION.some((name) => given[name]) && !host.startsWith('/') && !isPrivateHost(host)) {
      say('DATABASE_URL is on another machine, without TLS: add ?sslmode=verify-full, or set DATABASE_CA_FILE. ?sslmode=disable says that the network protects it.');
    }
  }
  if (ca && !isPem(ca)) say('The file of DATABASE_CA_FILE must have certificates in PEM.');
  return { connectionString, ...(ca && { ca }) };
}
