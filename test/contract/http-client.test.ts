// Checks the connections of the kit: TLS, and servers that give no usable answer.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { HttpClient } from '../../contract/kit/http-client.js';
import { NoAnswer } from '../../contract/kit/no-answer.js';
import { readTls } from '../../contract/kit/tls-options.js';
import type { TlsArguments } from '../../contract/kit/tls-options.js';
import { CA, CLIENT_CERT, CLIENT_KEY, SERVER_CERT, SERVER_KEY } from '../server/certificates.js';

const folder = mkdtempSync(join(tmpdir(), 'wise-link-kit-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const ca = file('ca', CA);
const cert = file('cert', CLIENT_CERT);
const key = file('key', CLIENT_KEY);
const otherKey = file('other-key', SERVER_KEY);
const noPem = file('no-pem', 'not a certificate');

const close: (() => void)[] = [];
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  for (const end of close.splice(0)) end();
});

async function started(listener: RequestListener, options?: ServerOptions): Promise<URL> {
  const server = options ? createServer(options, listener) : createHttpServer(listener);
  close.push(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new URL(`${options ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const answering: RequestListener = (_, response) => void response.end('ok');
const SERVER = { cert: SERVER_CERT, key: SERVER_KEY };
const MUTUAL = { ...SERVER, ca: CA, requestCert: true, rejectUnauthorized: true };
const LOOPBACK = [new URL('https://127.0.0.1/')];
const tls = (args: Partial<TlsArguments>): ReturnType<typeof readTls> => readTls({ insecure: false, ...args }, LOOPBACK);

describe('a connection with TLS', () => {
  it('is refused if the authority is not trusted, also if the environment says otherwise', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const url = await started(answering, SERVER);
    await expect(new HttpClient(tls({})).send(url)).rejects.toThrow(/^its certificate is from an authority that is not trusted: give --ca \(/);
  });

  it.each<[how: string, args: Partial<TlsArguments>, options: ServerOptions]>([
    ['the authority of --ca', { ca }, SERVER],
    ['no check on loopback, by --insecure', { insecure: true }, SERVER],
    ['the client certificate of --cert and --key', { ca, cert, key }, MUTUAL],
  ])('works with %s', async (_, args, options) => {
    await expect(new HttpClient(tls(args)).send(await started(answering, options))).resolves.toMatchObject({ status: 200, text: 'ok' });
  });

  it('says that the server wants a client certificate', async () => {
    await expect(new HttpClient(tls({ ca })).send(await started(answering, MUTUAL))).rejects.toThrow(/--cert and --key/);
  });

  it.each<[what: string, args: Partial<TlsArguments>, urls: string[], message: string]>([
    ['no check of another host', { insecure: true }, ['https://127.0.0.1/', 'https://bank.example/'], '--insecure works only with addresses on loopback, and bank.example is not one.'],
    ['no check of a host whose name begins with that of loopback', { insecure: true }, ['https://127.0.0.1.bank.example/'], 'bank.example is not one'],
    ['no check beside an authority', { insecure: true, ca }, ['https://localhost/'], '--insecure trusts any certificate'],
    ['a certificate without a key', { cert }, ['https://localhost/'], '--cert and --key belong together'],
    ['a key of another certificate', { cert, key: otherKey }, ['https://localhost/'], '--cert and --key do not work together'],
    ['a passphrase without a key', { passphrase: 'x' }, ['https://localhost/'], 'WISE_CONTRACT_KEY_PASSPHRASE needs --key.'],
    ['an authority that is no PEM', { ca: noPem }, ['https://localhost/'], 'The file of --ca must have certificates in PEM, and each must be readable.'],
    ['a certificate that is no PEM', { cert: noPem, key }, ['https://localhost/'], 'The file of --cert must have certificates in PEM'],
    ['a key that is no PEM', { cert, key: noPem }, ['https://localhost/'], '--cert and --key do not work together'],
    ['a file that is not there', { ca: join(folder, 'none') }, ['https://localhost/'], 'The file of --ca cannot be read: ENOENT.'],
    ['a folder', { ca: folder }, ['https://localhost/'], 'The file of --ca cannot be read: EISDIR.'],
  ])('refuses %s', (_, args, urls, message) => {
    const refused = (): unknown => readTls({ insecure: false, ...args }, urls.map((url) => new URL(url)));
    expect(refused).toThrow(expect.objectContaining({ name: 'SetupError', message: expect.stringContaining(message) }));
  });
});

describe('a server', () => {
  it.each<[what: string, listener: RequestListener, message: RegExp]>([
    ['never answers', () => {}, /^none within 0\.4 s$/],
    ['never ends its answer', (_, response) => void response.write('{'), /^none within 0\.4 s$/],
    ['closes the connection', (_, response) => void response.destroy(), /^it closed the connection;.*\(UND_ERR_SOCKET\)$/],
    ['sends less than it says', ({ socket }) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na'), /^it closed the connection;/],
    ['sends more than 1 MiB', (_, response) => void response.end('x'.repeat(1024 * 1024 + 1)), /^more than 1 MiB$/],
    ['sends no HTTP', ({ socket }) => void socket.end('hello\r\n\r\n'), /^it does not answer in HTTP\/1\.1/],
  ])('that %s gives no answer', async (_, listener, message) => {
    await expect(new HttpClient(undefined, 400).send(await started(listener))).rejects.toThrow(expect.objectContaining({ name: 'NoAnswer', message: expect.stringMatching(message) }));
  });

  it.each([
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another host (ERR_TLS_CERT_ALTNAME_INVALID)'],
    ['CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'it refused the client certificate, or wants one: give --cert and --key (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)'],
  ])('with the error %s is explained', (code, message) => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error('It failed.'), { code }) });
    expect(NoAnswer.because(error, 400).message).toBe(message);
  });

  it('may send bytes that are not UTF-8', async () => {
    const url = await started((_, response) => void response.end(Buffer.from('61ff62', 'hex')));
    await expect(new HttpClient().send(url)).resolves.toMatchObject({ text: 'a\u{FFFD}b' });
  });

  it('is not followed to another address', async () => {
    const url = await started((_, response) => void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end());
    await expect(new HttpClient().send(url)).resolves.toMatchObject({ status: 302 });
  });

  it('may set several cookies', async () => {
    const url = await started((_, response) => void response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'] }).end());
    expect((await new HttpClient().send(url)).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });
});
