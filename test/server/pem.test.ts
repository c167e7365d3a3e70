// Compares what the library calls readable certificates with what Node trusts.
import { once } from 'node:events';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPem } from '../../src/server/pem.js';
import { CA, SERVER_CERT, SERVER_KEY } from './certificates.js';

const [OTHER = ''] = rootCertificates;
const server = createServer({ cert: SERVER_CERT, key: SERVER_KEY }, (_, response) => response.end());
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** Whether a connection is possible with these authorities. */
const isTrusted = (ca: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { port } = server.address() as AddressInfo;
    const request = get({ host: '127.0.0.1', port, ca, agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('error', () => resolve(false));
  });

test.each([
  ['one certificate', CA, true],
  ['two certificates', `${OTHER}\n${CA}`, true],
  ['text around them', `Issuer: A\n${OTHER}\nIssuer: B\n${CA}`, true],
  ['line breaks of Windows', CA.replaceAll('\n', '\r\n'), true],
  ['a byte order mark', `\uFEFF${CA}`, true],
  ['a private key before', SERVER_KEY + CA, true],
  ['no line break between two', OTHER.trim() + CA, false],
  ['a damaged one first', `${OTHER.slice(0, 400)}\n${CA}`, false],
  ['a space before', ` ${CA}`, false],
  ['other text', 'CA', false],
  ['nothing', '', false],
])('%s: is readable if and only if Node trusts it', async (_, ca, expected) => {
  expect({ isPem: isPem(ca), isTrusted: await isTrusted(ca) }).toEqual({ isPem: expected, isTrusted: expected });
});

test('a damaged certificate that is not the first is found, which Node ignores', async () => {
  const ca = `${CA}${OTHER.slice(0, 400)}`;
  expect({ isPem: isPem(ca), isTrusted: await isTrusted(ca) }).toEqual({ isPem: false, isTrusted: true });
});
