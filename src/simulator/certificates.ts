// A throw-away certificate authority for mutual TLS, with a certificate for the simulator and one for each client.
import { generateKeyPair, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** A certificate and its private key, as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The certificate authority, the certificate of the server, and those of the clients by client id. */
export interface Certificates {
  /** The certificate of the authority, as PEM. */
  readonly ca: string;
  readonly server: Certificate;
  readonly clients: Readonly<Record<string, Certificate>>;
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

interface Issuer {
  readonly subject: string;
  readonly key: KeyPair;
}

const AUTHORITY = 'Wise simulator, throw-away authority';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Creates an authority and certificates for `clientIds` (the common name of each, as Wise's Developer Hub issues them) and for a
 * server at `hosts`. They are valid for a year. No key is kept.
 */
export async function createCertificates(clientIds: readonly string[], hosts: readonly string[]): Promise<Certificates> {
  const [authorityKey, serverKey, ...clientKeys] = await Promise.all(['', '', ...clientIds].map(keyPair));
  if (!authorityKey || !serverKey) throw new Error('No key was generated.');
  const authority = { subject: AUTHORITY, key: authorityKey };
  const names = hosts.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host }));
  const clients = clientIds.flatMap((clientId, index) => {
    const key = clientKeys[index];
    return key ? [[clientId, issued(clientId, key, authority, [{ name: 'extKeyUsage', clientAuth: true }])] as const] : [];
  });
  return {
    ca: issued(AUTHORITY, authorityKey, authority, [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ]).cert,
    server: issued('localhost', serverKey, authority, [{ name: 'extKeyUsage', serverAuth: true }, { name: 'subjectAltName', altNames: names }]),
    clients: Object.fromEntries(clients),
  };
}

async function keyPair(): Promise<KeyPair> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function issued(subject: string, { publicKey, privateKey }: KeyPair, issuer: Issuer, extensions: readonly object[]): Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  // A first byte of 01, because a serial number must be positive.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + 365 * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: subject }]);
  certificate.setIssuer([{ name: 'commonName', value: issuer.subject }]);
  certificate.setExtensions([...extensions]);
  certificate.sign(forge.pki.privateKeyFromPem(issuer.key.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: privateKey };
}
