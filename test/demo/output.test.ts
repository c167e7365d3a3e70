import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BackendProcess } from '../crash/backend-process.js';
import { bundle } from '../crash/bundle.js';
import { Page } from '../crash/page.js';
import type { ElementRequest, PageAnswer } from '../crash/page.js';
import type { Person } from '../crash/rows.js';
import { echo, GarblingWise, incomplete, notHttp, notJson } from './garbling-wise.js';
import { allSecrets } from './all-secrets.js';
import { allowForSlowDatabase } from '../server/bank.js';
import { SimulatorProcess } from './simulator-process.js';
import { WiseCustomer } from '../simulator/customer.js';

// Checks the whole output of a real backend and a real simulator: their logs, and anything else that a process prints,
// such as an uncaught error. A proxy between the two can repeat any request in its response.
const ORIGIN = 'https://bank.example';
const KEY = Buffer.alloc(32, 'wise-link').toString('base64');
const SARAH: Person = { name: 'Sarah', account: 'Sarah Jenkins', isSame: true, isTyped: false, confirms: true, returns: true };
const HOUR = 3600;
/** Longer than the pause after too many wrong codes and the pause between two emails, in seconds. */
const PAUSE = 61;

const canaries = allSecrets(KEY);
const simulator = new SimulatorProcess(ORIGIN);
const wise = new GarblingWise();
let backend: BackendProcess;
let page: Page;
let clockOffset = 0;

allowForSlowDatabase();

beforeAll(async () => {
  await wise.start(await simulator.url());
  const script = await bundle('output');
  backend = await BackendProcess.start({ script, database: 'memory://', wiseUrl: wise.url, origin: ORIGIN, key: KEY });
  page = new Page(ORIGIN, await simulator.url());
  await page.logIn(backend, 'sarah');
});

afterEach(expectNoSecrets);

afterAll(async () => {
  await Promise.all([backend.stop(), simulator.stop(), wise.stop()]);
  // All output has arrived now.
  expectNoSecrets();
  expect(simulator.output).toContain('Wise simulator: ');
  expect(backend.output.split('\n').length).toBeGreaterThan(100);
});

/** Checks that neither output has a secret of a customer, or one that was created during the tests. */
function expectNoSecrets(): void {
  for (const [name, value] of page.secrets) canaries.add(name, value);
  for (const token of wise.tokens) canaries.add('token', token);
  expect(canaries.foundIn(backend.output)).toEqual([]);
  expect(canaries.foundIn(simulator.output)).toEqual([]);
}

async function forward(seconds: number): Promise<void> {
  clockOffset += seconds;
  await backend.setClock(clockOffset);
}

/** Gives access as a customer and sends the code. */
async function exchange(changes: Partial<Person> = {}): Promise<{ request: ElementRequest; answer: PageAnswer }> {
  const request = await page.authorize(backend, { ...SARAH, ...changes });
  return { request, answer: await page.send(backend, request) };
}

/** A customer at the simulator's authorization endpoint, with a new state. */
async function visitor(): Promise<WiseCustomer> {
  const customer = new WiseCustomer(await simulator.url());
  const state = crypto.randomUUID();
  canaries.add('state', state);
  await customer.authorize(`/oauth/authorize/?${new URLSearchParams({ client_id: 'bank', redirect_uri: `${ORIGIN}/wise-callback.html`, state })}`);
  return customer;
}

describe('no secret is in the output of the backend or of the simulator', () => {
  it.each(['popup', 'redirect'])('after a link (%s), its replay, its refresh and its end', async (source) => {
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

  it('after an email, wrong codes, a typed code, its confirmation and the status', async () => {
    expect((await page.post(backend, '/api/wise/email', '{}')).status).toBe(202);
    await new WiseCustomer(await simulator.url()).open('/outbox');
    const request = await page.authorize(backend, { ...SARAH, isTyped: true });
    const wrongCode = `wrong-${crypto.randomUUID()}`;
    canaries.add('wrong code', wrongCode);
    const wrong = { key: crypto.randomUUID(), body: JSON.stringify({ ...JSON.parse(request.body), code: wrongCode }) };
    expect((await page.send(backend, wrong)).word).toBe('code_invalid');
    expect((await page.send(backend, request)).word).toBe('pending_confirmation');
    expect(await page.askStatus(backend)).toBe('pending_confirmation');
    expect((await page.send(backend, page.confirmation(true))).word).toBe('linked');
    const { code, state } = JSON.parse(request.body);
    await page.askStatus(backend, `${page.attemptId}&code=${code}&state=${state}`);
    await page.askStatus(backend, code);
  });

  it.each([['another person', 'Sarah Jenkins (another person)'], ['a person whose data Wise masks', 'Maya Bloom']])('after a code of %s', async (_, account) => {
    expect((await exchange({ account })).answer.word).toBe('identity_mismatch');
  });

  it('after a customer signs up at Wise, enters a wrong code, declines and changes the email', async () => {
    const ada = { email: 'ada.canary@example.org', password: 'pass-canary', firstName: 'Ada-Canary', lastName: 'Kern-Canary', dateOfBirth: '1990-01-31' };
    for (const [name, value] of Object.entries(ada)) canaries.add(name, value);
    canaries.add('email', 'moved.canary@example.org');
    const customer = await visitor();
    await customer.press('Log in', { email: ada.email, password: ada.password });
    await customer.open(customer.page.link('Sign up') ?? '');
    await customer.press('Sign up', ada);
    await customer.chooseProfile();
    await customer.decline();
    await customer.open('/settings');
    await customer.press('Change email', { email: 'moved.canary@example.org' });
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
    ...[200, 302, 400, 401, 403, 404, 429, 500, 503].map((status) => [`in a response with status ${status}`, echo(status)] as const),
    ['in a body that is not JSON', notJson] as const,
    ['in a response that is not HTTP', notHttp] as const,
    ['in an incomplete response', incomplete] as const,
  ];

  it.each(garbles)('when Wise repeats the request %s', async (_, garble) => {
    await forward(PAUSE);
    for (const path of ['/oauth/token', '/v2/profiles']) {
      wise.garble(path, garble, garble);
      expect((await exchange()).answer.word).not.toBe('linked');
      wise.clear();
    }
    for (const path of ['/oauth/token', '/v1/users/exists', '/v1/user/signup/registration_code']) {
      wise.garble(path, garble);
      await page.post(backend, '/api/wise/email', '{}');
      wise.clear();
    }
    expect((await exchange()).answer.word).toBe('linked');
    await forward(7 * HOUR);
    wise.garble('/oauth/token', garble);
    await backend.accessToken('sarah').catch(() => '');
    wise.clear();
    await page.logIn(backend, 'sarah');
  });

  it.each([
    ['that is not HTTP', 'CANARY CANARY\r\n\r\n'],
    ['with an invalid host', 'GET /?code=CANARY HTTP/1.1\r\nHost: CANARY CANARY\r\n\r\n'],
    ['to another host', 'GET /?code=CANARY HTTP/1.1\r\nHost: CANARY@CANARY:99999\r\n\r\n'],
    ['with a path that cannot be decoded', 'GET /%E0%A4%A/CANARY?code=CANARY&state=%CANARY HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['with a backslash', 'GET /\\CANARY HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['with an absolute URL', 'GET http://CANARY:CANARY@CANARY/CANARY HTTP/1.1\r\nHost: CANARY\r\nConnection: close\r\n\r\n'],
    ['with an unknown method', 'CANARY / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['with a body that is not JSON', 'POST /api/session HTTP/1.1\r\nHost: x\r\nOrigin: https://bank.example\r\nContent-Type: application/json\r\nContent-Length: 6\r\nConnection: close\r\n\r\nCANARY'],
    ['with a malformed form', 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nAuthorization: Basic CANARY\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 18\r\nConnection: close\r\n\r\ngrant_type=%CANARY'],
    ['with malformed cookies and headers', 'GET /api/session HTTP/1.1\r\nHost: x\r\nCookie: bank_session=%CANARY; wise_session=%CANARY\r\nX-Correlation-Id: CANARY \xff\r\nX-External-Correlation-Id: \xffCANARY\r\nConnection: close\r\n\r\n'],
    ['with an incomplete body', 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ncode=CANARY'],
    ['with an incomplete log-in', 'POST /api/session HTTP/1.1\r\nHost: x\r\nOrigin: https://bank.example\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"CANARY"'],
    ['with too large headers', `GET / HTTP/1.1\r\nHost: x\r\nX-Canary: ${'CANARY'.repeat(5000)}\r\n\r\n`],
  ])('after a request %s', async (_, text) => {
    const canary = `canary-${crypto.randomUUID()}`;
    canaries.add('broken request', canary);
    for (const url of [backend.url, await simulator.url()]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      // The server may close the connection during its response.
      socket.on('error', () => {}).resume();
      socket.end(Buffer.from(text.replaceAll('CANARY', canary), 'latin1'));
      await new Promise((resolve) => socket.once('close', resolve));
      // The server still answers.
      expect((await fetch(url)).status).toBeLessThan(500);
    }
  });
});

it('the check finds a simulator that logs the URLs of its requests', async () => {
  // Like an access log.
  const preload = `data:text/javascript,${encodeURIComponent(`
    import { Server } from 'node:http';
    const { emit } = Server.prototype;
    Server.prototype.emit = function (name, request, ...rest) {
      if (name === 'request') console.log(request.url);
      return emit.call(this, name, request, ...rest);
    };`)}`;
  const leaky = new SimulatorProcess(ORIGIN, preload);
  const state = crypto.randomUUID();
  const own = allSecrets(KEY);
  own.add('state', state);
  await fetch(`${await leaky.url()}/oauth/authorize/?client_id=bank&state=${state}`);
  await leaky.stop();
  expect(own.foundIn(leaky.output)).toEqual(['state']);
});
