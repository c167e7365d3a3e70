// The API with mutual TLS.
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSimulator, type MutualTls, type RunningSimulator } from '../../src/simulator/index.js';
import { Partner } from './partner.js';
import { BANK, OTHER_BANK } from './simulator.js';

// Keys take seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = join(mkdtempSync(join(tmpdir(), 'wise-mtls-')), 'certificates');
const lines: string[] = [];
let wise: RunningSimulator;
let mtls: MutualTls;

beforeAll(async () => {
  wise = await startSimulator({ port: 0, clients: [BANK, { ...OTHER_BANK, clientId: 'other/1' }], mtls: { folder }, log: (line) => lines.push(line) });
  if (!wise.mtls) throw new Error('There is no mutual TLS.');
  ({ mtls } = wise);
});
beforeEach(() => { lines.length = 0; });
afterAll(async () => {
  await wise.close();
  rmSync(join(folder, '..'), { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** Calls the API as a client with a certificate. */
function call(path: string, { body, ...options }: RequestOptions & { body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, mtls.url), { ca: mtls.ca, ...mtls.clients['bank'], agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += String(chunk); });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const token = (certificate: string, credentials = new Partner('').basic) => call('/oauth/token', {
  ...mtls.clients[certificate],
  method: 'POST',
  headers: { 'authorization': credentials, 'content-type': 'application/x-www-form-urlencoded' },
  body: 'grant_type=client_credentials',
});

describe('the API with mutual TLS', () => {
  test('answers a client with its certificate', async () => {
    const { status, text } = await token('bank');
    expect([status, JSON.parse(text).token_type]).toEqual([200, 'bearer']);
    const { access_token: accessToken } = JSON.parse(text) as { access_token: string };
    const exists = { method: 'POST', headers: { authorization: `Bearer ${accessToken}` }, body: '{"email":"sarah@example.com"}' };
    expect((await call('/v1/users/exists', exists)).text).toBe('{"exists":true}');
    expect(await call('/v1/users/exists', { ...exists, ...mtls.clients['other/1'] })).toMatchObject({ status: 401 });
    expect(lines.at(-1)).toContain('401: the client certificate is that of another client');
  });

  test('refuses a client with the certificate of another', async () => {
    expect(await token('other/1')).toMatchObject({ status: 401, text: expect.stringContaining('invalid_client') });
    expect(lines).toEqual(['POST /oauth/token client_credentials bank 401: the client certificate is that of another client: its common name is not the client id']);
  });

  test('closes the connection of a client without a certificate', async () => {
    await expect(call('/v2/profiles', { cert: undefined, key: undefined })).rejects.toThrow();
    await expect.poll(() => lines).toEqual(['TLS connection refused: the client sent no certificate']);
  });

  test('closes the connection of a client with a certificate of another authority', async () => {
    const other = await startSimulator({ port: 0, clients: [BANK], mtls: {} });
    await expect(call('/v2/profiles', other.mtls?.clients['bank'])).rejects.toThrow();
    await other.close();
    await expect.poll(() => lines).toEqual(['TLS connection refused: the client certificate is not of the simulator’s authority']);
  });

  test('reports a client that does not trust the authority', async () => {
    await expect(call('/v2/profiles', { ca: [] })).rejects.toThrow(/certificate/);
    await expect.poll(() => lines).toEqual([expect.stringContaining('the client does not trust the simulator’s authority')]);
  });

  test('has no pages and no control routes', async () => {
    for (const path of ['/', '/outbox', '/simulator/outbox', '/oauth/authorize/?client_id=bank']) {
      expect(await call(path, { headers: { accept: 'text/html' } })).toMatchObject({ status: 404, text: expect.stringContaining('No such endpoint') });
    }
  });

  test('is not necessary: the plain API still answers', async () => {
    expect((await new Partner(wise.url).token({ grant_type: 'client_credentials' })).status).toBe(200);
  });

  test('is at localhost too', async () => {
    expect((await call(`https://localhost:${new URL(mtls.url).port}/v2/profiles`, { family: 4 })).status).toBe(401);
  });
});

describe('the certificates', () => {
  test('have the client id as their common name, and are valid for a year', () => {
    const certificate = new X509Certificate(mtls.clients['other/1']?.cert ?? '');
    expect(certificate.subject).toBe('CN=other/1');
    expect(certificate.verify(new X509Certificate(mtls.ca).publicKey)).toBe(true);
    const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(365);
  });

  test('are written to the folder, the keys for the owner only', () => {
    expect(readFileSync(join(folder, 'ca.pem'), 'utf8')).toBe(mtls.ca);
    expect(readFileSync(join(folder, 'other%2F1.pem'), 'utf8')).toBe(mtls.clients['other/1']?.cert);
    expect(statSync(join(folder, 'bank-key.pem')).mode & 0o077).toBe(process.platform === 'win32' ? expect.any(Number) : 0);
    expect(existsSync(join(folder, 'server.pem'))).toBe(false);
  });
});

test('without the option there is no mutual TLS', async () => {
  const plain = await startSimulator({ port: 0 });
  expect(plain.mtls).toBeUndefined();
  await plain.close();
});

test('a port of mutual TLS that is in use is an error, and nothing is left running', async () => {
  const used = Number(new URL(mtls.url).port);
  const first = await startSimulator({ port: 0 });
  const port = Number(new URL(first.url).port);
  await first.close();
  await expect(startSimulator({ port, mtls: { port: used } })).rejects.toThrow('EADDRINUSE');
  await (await startSimulator({ port })).close();
});
