// Tests what the playground can read and change behind the bank's page.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Backstage } from '../../demo/backstage.js';
import { startWise, type RunningWise } from '../../src/simulator/server.js';

const ORIGIN = 'http://localhost:4100';

let wise: RunningWise;
let backstage: Backstage;
let server: Server;
let url: string;

beforeEach(async () => {
  wise = await startWise({ port: 0 });
  backstage = new Backstage(ORIGIN, wise.url);
  server = createServer((request, response) => void backstage.answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await wise.close();
});

const linesOf = async (query: string): Promise<unknown> => (await fetch(`${url}/backstage/log?${query}`)).json();

test('a page gets the lines of its own correlation id, and only those after the last it has', async () => {
  backstage.log({ level: 'info', event: 'request', correlationId: 'mine', operation: 'POST /api/wise/start', status: 201, durationMs: 4.2 });
  backstage.log({ level: 'info', event: 'request', correlationId: 'other', operation: 'GET /api/wise/status', status: 200 });
  expect(await linesOf('correlationId=mine&after=0')).toEqual({ lines: ['request · POST /api/wise/start · 201 · 4 ms'], last: 2 });
  backstage.log({ level: 'info', event: 'wise_call', correlationId: 'mine', operation: 'token', status: 200 });
  expect(await linesOf('correlationId=mine&after=2')).toEqual({ lines: ['wise_call · token · 200'], last: 3 });
});

test('lines without the right correlation id are never sent', async () => {
  backstage.log({ level: 'info', event: 'request', correlationId: 'mine' });
  expect(await linesOf('')).toEqual({ lines: [], last: 1 });
});

test('the log keeps the last 500 lines', async () => {
  for (let line = 1; line <= 501; line += 1) backstage.log({ level: 'info', event: 'request', correlationId: 'mine', status: line });
  const { lines } = (await linesOf('correlationId=mine&after=0')) as { lines: string[] };
  expect([lines.length, lines[0]]).toEqual([500, 'request · 2']);
});

const switchOn = (origin?: string): Promise<Response> =>
  fetch(`${url}/backstage/switches`, { method: 'POST', headers: { ...(origin && { Origin: origin }) }, body: JSON.stringify({ unavailable: true }) });
const isUnavailable = async (): Promise<boolean> => (await fetch(`${wise.url}/v1/simple`)).status === 503;

test('a page of the bank can switch the simulator', async () => {
  expect((await switchOn(ORIGIN)).status).toBeLessThan(300);
  expect(await isUnavailable()).toBe(true);
});

test.each([[undefined], ['https://other.example']])('a request with the origin %s cannot switch the simulator', async (origin) => {
  expect((await switchOn(origin)).status).toBe(403);
  expect(await isUnavailable()).toBe(false);
});

test('other paths and methods have no answer', async () => {
  expect((await fetch(`${url}/backstage/switches`)).status).toBe(404);
  expect((await fetch(`${url}/backstage/other`, { method: 'POST' })).status).toBe(404);
});
