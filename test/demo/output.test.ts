import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BackendProcess } from '../crash/backend-process.js';
import { bundle } from '../crash/bundle.js';
import { Page } from '../crash/page.js';
import type { ElementRequest, Said } from '../crash/page.js';
import type { Person } from '../crash/rows.js';
import { echo, GarblingWise, half, noHttp, noJson } from './garbling-wise.js';
import { everybody } from './everybody.js';
import { allowForSlowDatabase } from '../server/bank.js';
import { SimulatorProcess } from './simulator-process.js';
import { WiseCustomer } from '../simulator/customer.js';

// Everything that a real backend and a real simulator write to their outputs: their logs, and what else a process may
// print, such as an error that nobody caught. Between the two stands a Wise that can repeat whatever it was sent.
const ORIGIN = 'https://bank.example';
const KEY = Buffer.alloc(32, 'wise-link').toString('base64');
const SARAH: Person = { name: 'Sarah', account: 'Sarah Jenkins', isSame: true, isTyped: false, says: true, comesBack: true };
const HOUR = 3600;
/** Longer than the pause after too many wrong codes, and than that between two e-mails. */
const PAUSE = 61;

const canaries = everybody(KEY);
const simulator = new SimulatorProcess(ORIGIN);
const wise = new GarblingWise();
let backend: BackendProcess;
let page: Page;
let ahead = 0;

allowForSlowDatabase();

beforeAll(async () => {
  await wise.start(await simulator.url());
  const script = await bundle('output');
  backend = await BackendProcess.start({ script, database: 'memory://', wiseUrl: wise.url, origin: ORIGIN, key: KEY });
  page = new Page(ORIGIN, await simulator.url());
  await page.logIn(backend, 'sarah');
});

afterEach(hunt);

afterAll(async () => {
  await Promise.all([backend.stop(), simulator.stop(), wise.stop()]);
  // Now the last of the outputs is here too.
  hunt();
  expect(simulator.output).toContain('Wise simulator: ');
  expect(backend.output.split('\n').length).toBeGreaterThan(100);
});

/** No secret of anybody, and none that came up on the way, in either output. */
function hunt(): void {
  for (const [name, value] of page.secrets) canaries.add(name, value);
  for (const token of wise.tokens) canaries.add('token', token);
  expect(canaries.foundIn(backend.output)).toEqual([]);
  expect(canaries.foundIn(simulator.output)).toEqual([]);
}

async function forward(seconds: number): Promise<void> {
  ahead += seconds;
  await backend.setClock(ahead);
}

/** Has somebody give access, and sends his code. */
async function exchange(changes: Partial<Person> = {}): Promise<{ request: ElementRequest; said: Said }> {
  const request = await page.authorize(backend, { ...SARAH, ...changes });
  return { request, said: await page.send(backend, request) };
}

/** Somebody with a browser at the simulator's authorize page, with a state of his own. */
async function visitor(): Promise<WiseCustomer> {
  const customer = new WiseCustomer(await simulator.url());
  const state = crypto.randomUUID();
  canaries.add('state', state);
  await customer.authorize(`/oauth/authorize/?${new URLSearchParams({ client_id: 'bank', redirect_uri: `${ORIGIN}/wise-callback.html`, state })}`);
  return customer;
}

describe('no secret is in the output of the backend or of the simulator', () => {
  it.each(['popup', 'redirect'])('of a link (%s), its replay, its refresh, and its end', async (source) => {
    const { key, body } = await page.authorize(backend, SARAH);
    const request = { key, body: JSON.stringify({ ...JSON.parse(body), source }) };
    expect((await page.send(backend, request)).word).toBe('linked');
    expect((await page.send(backend, request)).word).toBe('linked');
    expect((await page.send(backend, { ...request, key: crypto.randomUUID() })).word).toBe('code_already_used');
    const first = await backend.accessToken('sarah');
    await forward(7 * HOUR);
    expect(await backend.accessToken('sarah')).not.toBe(first);
    const customer = new WiseCustomer(await simulator.url());
    await customer.open('/settings');
    await customer.logInAs('Sarah Jenkins');
    await customer.press('Disconnect');
    await forward(7 * HOUR);
    await expect(backend.accessToken('sarah')).rejects.toThrow('link_ended');
    await page.logIn(backend, 'sarah');
  });

  it('of an e-mail, wrong codes, a typed code, its question, and the status', async () => {
    expect((await page.post(backend, '/api/wise/email', '{}')).status).toBe(202);
    await new WiseCustomer(await simulator.url()).open('/outbox');
    const request = await page.authorize(backend, { ...SARAH, isTyped: true });
    const slip = `wrong-${crypto.randomUUID()}`;
    canaries.add('wrong code', slip);
    const wrong = { key: crypto.randomUUID(), body: JSON.stringify({ ...JSON.parse(request.body), code: slip }) };
    expect((await page.send(backend, wrong)).word).toBe('code_invalid');
    expect((await page.send(backend, request)).word).toBe('pending_confirmation');
    expect(await page.askStatus(backend)).toBe('pending_confirmation');
    expect((await page.send(backend, page.confirmation(true))).word).toBe('linked');
    const { code, state } = JSON.parse(request.body);
    await page.askStatus(backend, `${page.attemptId}&code=${code}&state=${state}`);
    await page.askStatus(backend, code);
  });

  it.each([['another person', 'Sarah Jenkins (another person)'], ['somebody whose data Wise masks', 'Maya Bloom']])('of %s', async (_, account) => {
    expect((await exchange({ account })).said.word).toBe('identity_mismatch');
  });

  it('of a customer who signs up at Wise, slips, declines, and moves', async () => {
    const ada = { email: 'ada.canary@example.org', password: 'pass-canary', firstName: 'Ada-Canary', lastName: 'Kern-Canary', dateOfBirth: '1990-01-31' };
    for (const [name, value] of Object.entries(ada)) canaries.add(name, value);
    canaries.add('e-mail', 'moved.canary@example.org');
    const customer = await visitor();
    await customer.press('Log in', { email: ada.email, password: ada.password });
    await customer.open(customer.page.link('Sign up') ?? '');
    await customer.press('Sign up', ada);
    await customer.chooseProfile();
    await customer.decline();
    await customer.open('/settings');
    await customer.press('Change e-mail', { email: 'moved.canary@example.org' });
    expect(customer.page.text).toContain('moved.canary@example.org');
    const second = await visitor();
    await second.logInAs('Sarah Jenkins (2FA)');
    await second.twoFactor('222222');
    await second.twoFactor('111111');
    expect(second.page.heading).toBe('Choose a profile');
  });

  it.each([['rateLimited'], ['unavailable']])('while Wise is %s', async (outage) => {
    const set = async (on: boolean): Promise<unknown> =>
      fetch(`${await simulator.url()}/simulator/switches`, { method: 'POST', body: JSON.stringify({ [outage]: on }) });
    const request = await page.authorize(backend, SARAH);
    await set(true);
    expect((await page.send(backend, request)).word).toBe('wise_unavailable');
    await set(false);
    expect((await page.send(backend, request)).word).toBe('linked');
  });

  const garbles = [
    ...[200, 302, 400, 401, 403, 404, 429, 500, 503].map((status) => [`in an answer with status ${status}`, echo(status)] as const),
    ['as no JSON', noJson] as const,
    ['as no HTTP', noHttp] as const,
    ['and stops in the middle', half] as const,
  ];

  it.each(garbles)('when Wise repeats all that it was sent, %s', async (_, garble) => {
    await forward(PAUSE);
    for (const path of ['/oauth/token', '/v2/profiles']) {
      wise.garble(path, garble, garble);
      expect((await exchange()).said.word).not.toBe('linked');
      wise.clear();
    }
    for (const path of ['/oauth/token', '/v1/users/exists', '/v1/user/signup/registration_code']) {
      wise.garble(path, garble);
      await page.post(backend, '/api/wise/email', '{}');
      wise.clear();
    }
    expect((await exchange()).said.word).toBe('linked');
    await forward(7 * HOUR);
    wise.garble('/oauth/token', garble);
    await backend.accessToken('sarah').catch(() => '');
    wise.clear();
    await page.logIn(backend, 'sarah');
  });

  it.each([
    ['that is no HTTP', 'CANARY CANARY\r\n\r\n'],
    ['with a host that is none', 'GET /?code=CANARY HTTP/1.1\r\nHost: CANARY CANARY\r\n\r\n'],
    ['to another host', 'GET /?code=CANARY HTTP/1.1\r\nHost: CANARY@CANARY:99999\r\n\r\n'],
    ['with a path that cannot be decoded', 'GET /%E0%A4%A/CANARY?code=CANARY&state=%CANARY HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['with a backslash', 'GET /\\CANARY HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['with a whole URL', 'GET http://CANARY:CANARY@CANARY/CANARY HTTP/1.1\r\nHost: CANARY\r\nConnection: close\r\n\r\n'],
    ['with a method of its own', 'CANARY / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['with a body that is no JSON', 'POST /api/session HTTP/1.1\r\nHost: x\r\nOrigin: https://bank.example\r\nContent-Type: application/json\r\nContent-Length: 6\r\nConnection: close\r\n\r\nCANARY'],
    ['with a form that is none', 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nAuthorization: Basic CANARY\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 18\r\nConnection: close\r\n\r\ngrant_type=%CANARY'],
    ['with a cookie and a header from elsewhere', 'GET /api/session HTTP/1.1\r\nHost: x\r\nCookie: bank_session=%CANARY; wise_session=%CANARY\r\nX-Correlation-Id: CANARY \xff\r\nX-External-Correlation-Id: \xffCANARY\r\nConnection: close\r\n\r\n'],
    ['that stops in the middle of its body', 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ncode=CANARY'],
    ['that stops in the middle of the log-in', 'POST /api/session HTTP/1.1\r\nHost: x\r\nOrigin: https://bank.example\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"CANARY"'],
    ['with headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX-Canary: ${'CANARY'.repeat(5000)}\r\n\r\n`],
  ])('of a request %s', async (_, text) => {
    const canary = `canary-${crypto.randomUUID()}`;
    canaries.add('broken request', canary);
    for (const url of [backend.url, await simulator.url()]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      // It may be cut off in the middle of an answer.
      socket.on('error', () => {}).resume();
      socket.end(Buffer.from(text.replaceAll('CANARY', canary), 'latin1'));
      await new Promise((resolve) => socket.once('close', resolve));
      // It still serves.
      expect((await fetch(url)).status).toBeLessThan(500);
    }
  });
});

it('a simulator that wrote down the addresses of its requests would be found out', async () => {
  // What an access log does.
  const preload = `data:text/javascript,${encodeURIComponent(`
    import { Server } from 'node:http';
    const { emit } = Server.prototype;
    Server.prototype.emit = function (name, request, ...rest) {
      if (name === 'request') console.log(request.url);
      return emit.call(this, name, request, ...rest);
    };`)}`;
  const leaky = new SimulatorProcess(ORIGIN, preload);
  const state = crypto.randomUUID();
  const own = everybody(KEY);
  own.add('state', state);
  await fetch(`${await leaky.url()}/oauth/authorize/?client_id=bank&state=${state}`);
  await leaky.stop();
  expect(own.foundIn(leaky.output)).toEqual(['state']);
});
