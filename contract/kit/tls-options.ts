import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import { isPem } from '../../src/server/pem.js';
import { SetupError } from './setup-error.js';

/** The TLS options of the connections to the bank. */
export interface TlsOptions {
  ca?: string[];
  cert?: string;
  key?: string;
  passphrase?: string;
  /** False: certificates are not checked. */
  rejectUnauthorized: boolean;
}

/** The options of the command line, and the passphrase of the key. */
export interface TlsArguments {
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  passphrase?: string | undefined;
  insecure: boolean;
}

/** Reads the files of the TLS options. `urls` are those of the bank. Throws `SetupError` if they cannot work. */
export function readTls({ ca, cert, key, passphrase, insecure }: TlsArguments, urls: readonly URL[]): TlsOptions {
  const remote = urls.find(({ hostname }) => !isLoopback(hostname));
  if (insecure && remote) throw new SetupError(`--insecure works only with addresses on loopback, and ${remote.host} is not one. Give --ca, the certificate of its authority.`);
  if (insecure && ca !== undefined) throw new SetupError('--insecure trusts any certificate: remove it, or --ca.');
  if ((cert === undefined) !== (key === undefined)) throw new SetupError('--cert and --key belong together: give both, or neither.');
  if (passphrase !== undefined && key === undefined) throw new SetupError('WISE_CONTRACT_KEY_PASSPHRASE needs --key.');
  const own: Pick<TlsOptions, 'cert' | 'key' | 'passphrase'> = cert === undefined || key === undefined ? {} : { cert: readPem('--cert', cert), key: readPem('--key', key), ...(passphrase !== undefined && { passphrase }) };
  if (own.cert !== undefined) mustBeCertificate('--cert', own.cert);
  const trusted = ca === undefined ? undefined : readPem('--ca', ca);
  if (trusted !== undefined) mustBeCertificate('--ca', trusted);
  const options = { ...own, ...(trusted !== undefined && { ca: [...rootCertificates, trusted] }), rejectUnauthorized: !insecure };
  try {
    createSecureContext(options);
  } catch (error) {
    throw new SetupError(`--cert and --key do not work together, or the key needs another passphrase: ${codeOf(error)}.`);
  }
  return options;
}

/** Whether a host is the machine itself. */
export const isLoopback = (host: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(host);

function readPem(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SetupError(`The file of ${option} cannot be read: ${codeOf(error)}.`);
  }
}

function mustBeCertificate(option: string, text: string): void {
  if (!isPem(text)) throw new SetupError(`The file of ${option} must have certificates in PEM, and each must be readable.`);
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error');
