import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgres as openPostgres } from '../../src/server/postgres.js';
import { startWise } from '../../src/simulator/server.js';
import type { RunningWise } from '../../src/simulator/server.js';
import { WiseCustomer } from '../simulator/customer.js';
import { Partner } from '../simulator/partner.js';
import { ENCRYPTION_KEY, ORIGIN } from './bank.js';
import { usePostgres } from './postgres.js';

const postgres = usePostgres();
let databaseUrl = '';
let wise: RunningWise;
let processes: ChildProcess[];
let urls: string[];

beforeAll(async () => {
  databaseUrl = await postgres.newDatabase();
  wise = await startWise({ port: 0, partnerOrigin: ORIGIN });
  const env = { ...process.env, DATABASE_URL: databaseUrl, ENCRYPTION_KEY: ENCRYPTION_KEY.secret, ORIGIN, WISE_URL: wise.url };
  const script = new URL('./backend-process.ts', import.meta.url);
  // Both start at the same time on an empty database, so both try to migrate it.
  processes = [0, 1].map(() => fork(script, { execArgv: ['--import', 'tsx'], env }));
  const ready = await Promise.all(processes.map((child) => once(child, 'message')));
  urls = ready.map(([{ port }]) => `http://127.0.0.1:${port}`);
});

afterAll(async () => {
  const ended = processes.map((child) => once(child, 'exit'));
  for (const child of processes) child.disconnect();
  await Promise.all(ended);
  await wise.close();
});

interface Call {
  method?: string;
  headers: Record<string, string>;
  body?: string;
}

/** Calls the two processes in turn, like a load balancer. */
async function call(turn: number, path: string, init: Call): Promise<Response> {
  const headers = { Origin: ORIGIN, 'Content-Type': 'application/json', 'X-Wise-Link': '1', ...init.headers };
  return fetch(`${urls[turn % urls.length]}${path}`, { ...init, headers });
}

/** Repeats the same request until the answer is final, as the element does. */
async function untilFinal(turn: number, init: Call): Promise<string> {
  const response = await call(turn, '/api/wise/exchange', init);
  const text = await response.text();
  const inProgress = response.status === 409 && JSON.parse(text).code === 'exchange_in_progress';
  if (response.status !== 202 && !inProgress) return `${response.status} ${text}`;
  await delay(20);
  return untilFinal(turn + 1, init);
}

async function counters(): Promise<{ token: Record<string, number> }> {
  return JSON.parse(await (await fetch(`${wise.url}/simulator/counters`)).text());
}

async function tokensFrom(child: ChildProcess, count: number): Promise<string[]> {
  const tokens: string[] = [];
  const all = new Promise<void>((resolve) => {
    child.on('message', function take({ token }: { token: string }) {
      if (tokens.push(token) < count) return;
      child.off('message', take);
      resolve();
    });
  });
  for (let asked = 0; asked < count; asked++) child.send('sarah');
  await all;
  return tokens;
}

async function setLatency(latencyMs: number): Promise<void> {
  await fetch(`${wise.url}/simulator/switches`, { method: 'POST', body: JSON.stringify({ latencyMs }) });
}

async function logIn(): Promise<string> {
  const body = JSON.stringify({ customer: 'sarah', password: 'bank' });
  const response = await call(0, '/api/session', { method: 'POST', headers: {}, body });
  return response.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

/** Starts at the bank and gives access at Wise. Returns the exchange request. */
async function authorize(cookie: string): Promise<Call> {
  const wanted = JSON.stringify({ flow: 'popup', environment: 'sandbox' });
  const response = await call(1, '/api/wise/start', { method: 'POST', headers: { cookie }, body: wanted });
  const { attemptId, authorizeUrl } = JSON.parse(await response.text());
  const customer = new WiseCustomer(wise.url);
  await customer.authorize(authorizeUrl);
  await customer.logInAs('Sarah Jenkins');
  await customer.chooseProfile();
  const { code, state, profileId } = Object.fromEntries((await customer.giveAccess()).searchParams);
  const redirectUri = `${ORIGIN}/wise-callback.html`;
  const body = JSON.stringify({ attemptId, state, code, profileId, source: 'popup', redirectUri });
  return { method: 'POST', headers: { cookie, 'Idempotency-Key': crypto.randomUUID() }, body };
}

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' };

describe('two processes on one PostgreSQL, with the Wise simulator', () => {
  it('I1 B7 exchange a code once for 20 identical requests, and all 20 get the same answer', async () => {
    const cookie = await logIn();
    const exchange = await authorize(cookie);
    // Slow enough that all other requests arrive during the first one.
    await setLatency(200);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, turn) => untilFinal(turn, exchange)));
    await setLatency(0);
    expect([...new Set(answers)]).toEqual([expect.stringContaining(`200 ${JSON.stringify({ status: 'linked', link: LINK }).slice(0, -1)}`)]);
    expect(await counters()).toMatchObject({ token: { authorization_code: 1 }, tokenRefused: 0 });
  });

  it('refresh once for 20 parallel calls, and both see that a link has ended and was replaced', async () => {
    const cookie = await logIn();
    const status = async (): Promise<unknown> => (await call(1, '/api/wise/status', { headers: { cookie } })).json();
    await untilFinal(0, await authorize(cookie));
    const database = await openPostgres({ connectionString: databaseUrl });
    const before = await counters();
    await database.query(`update wise_link set linked_at = linked_at - interval '13 hours'`);
    const tokens = (await Promise.all(processes.map((child) => tokensFrom(child, 10)))).flat();
    expect([tokens.length, new Set(tokens).size]).toEqual([20, 1]);
    const { token } = await counters();
    expect(token['refresh_token']).toBe((before.token['refresh_token'] ?? 0) + 1);
    const profiles = await fetch(`${wise.url}/v2/profiles`, { headers: { Authorization: `Bearer ${tokens[0]}` } });
    expect(profiles.status).toBe(200);

    // A newer authorization revokes the refresh token. Until its code is exchanged here, only the old link exists.
    const { body = '' } = await authorize(cookie);
    const { code, redirectUri } = JSON.parse(body);
    await new Partner(wise.url).exchange(code, redirectUri);
    await database.query(`update wise_link set refreshed_at = refreshed_at - interval '13 hours'`);
    expect(await tokensFrom(processes[0] ?? expect.fail(), 1)).toEqual(['NoAccess: link_ended']);
    expect(await status()).toMatchObject({ status: 'expired', link: LINK });
    await untilFinal(0, await authorize(cookie));
    expect(await status()).toMatchObject({ status: 'linked', link: LINK });
    const [fresh = ''] = await tokensFrom(processes[1] ?? expect.fail(), 1);
    expect(tokens).not.toContain(fresh);
    await database.close();
  });
});
