import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { RequestListener } from 'node:http';
import { answerJson, SARAH, startBankServer } from '../service/bank-server.js';
import { usePostgres } from '../server/postgres.js';
import { bundle } from './bundle.js';
import type { Page } from './page.js';
import { right } from './rows.js';
import { Stage } from './stage.js';
import { WebhookReceiver } from './webhook-receiver.js';

// The service while its neighbours fail: a real process on a real PostgreSQL, with the simulator.
const HOUR = 3600;
const postgres = usePostgres();
const webhooks = new WebhookReceiver();
const bank = await startBankServer(answerJson(SARAH));
let stage: Stage;
let script: string;

beforeAll(async () => {
  await webhooks.start();
  script = await bundle('neighbours', [], 'service');
});
afterAll(() => webhooks.close());
beforeEach(() => {
  webhooks.received.length = 0;
  webhooks.answer = () => 204;
});
afterEach(async () => {
  expect(stage.errors()).toEqual([]);
  await stage.close();
});

async function open(settings: Record<string, string> = {}): Promise<void> {
  stage = new Stage(script, await postgres.newDatabase(), { ...webhooks.settings, ...settings });
  await stage.open();
}

async function logIn(customer: 'sarah' | 'omar'): Promise<Page> {
  const page = stage.openPage();
  await page.logIn(stage.backend, customer);
  return page;
}

/** Gives access as an account, and returns the answer of the exchange. */
async function link(page: Page, account = right.account): Promise<string> {
  return (await stage.untilFinal(page, await page.authorize(stage.backend, { ...right, account }))).word;
}

interface Waiting {
  kind: string;
  customerId: string;
  tries: number;
  nextAt: string;
}

async function waiting(customerId: string): Promise<Waiting[]> {
  const { events } = JSON.parse((await stage.backend.inside('GET', '/waiting-events')).text) as { events: Waiting[] };
  return events.filter((event) => event.customerId === customerId);
}

const POLL = { timeout: 30_000, interval: 50 };

describe('a webhook endpoint that is down for an hour', () => {
  it('gets all events of a customer in order once it is up, and the events of other customers are not late', async () => {
    await open();
    webhooks.answer = (customerId) => (customerId === 'sarah' ? 503 : 204);
    const sarah = await logIn('sarah');
    expect(await link(sarah)).toBe('linked');
    expect(await link(sarah)).toBe('linked');
    expect(await link(sarah, 'Sarah Jenkins (another person)')).toBe('identity_mismatch');
    let down = 0;
    for (let tries = 1; down < HOUR; tries += 1) {
      await expect.poll(async () => (await waiting('sarah'))[0]?.tries, POLL).toBe(tries);
      await expect.poll(() => webhooks.received.filter(({ customerId }) => customerId === 'sarah').length, POLL).toBe(tries);
      const pause = 2 ** tries;
      down += pause;
      await stage.forward(pause);
    }
    expect(await waiting('sarah')).toMatchObject(['linked', 'relinked', 'mismatch'].map((kind) => ({ kind })));
    expect(await link(await logIn('omar'), 'Omar Haddad')).toBe('linked');
    await expect.poll(() => webhooks.acceptedOf('omar'), POLL).toEqual(['link.linked']);

    webhooks.answer = () => 204;
    await stage.forward(HOUR);
    await expect.poll(() => webhooks.acceptedOf('sarah'), POLL).toEqual(['link.linked', 'link.relinked', 'attempt.mismatch']);
    await expect.poll(() => waiting('sarah'), POLL).toEqual([]);
    // Each event has one id, whatever number of tries it took.
    expect(new Set(webhooks.received.map(({ id }) => id)).size).toBe(4);
    expect(stage.output).toContain('"errorName":"WebhookRefused503"');
    expect(stage.leaks(sarah)).toEqual([]);
  });

  it('and never answers, delays no other customer', async () => {
    await open();
    webhooks.answer = (customerId) => (customerId === 'sarah' ? false : 204);
    expect(await link(await logIn('sarah'))).toBe('linked');
    expect(await link(await logIn('omar'), 'Omar Haddad')).toBe('linked');
    await expect.poll(() => webhooks.acceptedOf('omar'), POLL).toEqual(['link.linked']);
    expect(webhooks.acceptedOf('sarah')).toEqual([]);
  });
});

describe('PostgreSQL that is restarted', () => {
  it('while Wise answers a code: the customer is linked with one call, and the webhook arrives', async () => {
    await open();
    const page = await logIn('sarah');
    const exchange = await page.authorize(stage.backend, right);
    const during: unknown[] = [];
    stage.wise.beforeNextAnswer(async () => {
      await postgres.crash();
      for (const path of ['/live', '/ready', '/customers/sarah/access-token']) during.push((await stage.backend.inside('GET', path)).status);
      during.push(await page.askStatus(stage.backend));
      // The service holds the only copy of the tokens, and waits.
      void postgres.start();
    });
    expect((await stage.untilFinal(page, exchange)).word).toBe('linked');
    expect(during).toEqual([204, 503, 503, 'unavailable']);
    expect(stage.wise.callsOf(String(page.secrets.get('code')))).toEqual({ calls: 1, granted: 1 });
    expect(await stage.tokenWorks()).toBe(true);
    await expect.poll(() => webhooks.acceptedOf('sarah'), POLL).toEqual(['link.linked']);
    expect(stage.leaks(page)).toEqual([]);
  });
});

describe('a key set that is rotated', () => {
  const ISSUER = 'https://bank.example';
  const pair = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
  };
  type Key = Awaited<ReturnType<typeof pair>>;
  const cookieOf = async ({ kid, privateKey }: Key, sub = 'sarah'): Promise<string> => {
    const claims = { sub, sid: `s-${sub}`, given_name: 'Sarah', family_name: 'Jenkins', birthdate: '1985-05-20', email: 'sarah@example.com' };
    return `id=${await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).setIssuer(ISSUER).setAudience('wise-link').setExpirationTime('10m').sign(privateKey)}`;
  };

  it('in the middle of a link: the customer is linked, both keys work, and no other key does', async () => {
    const [first, second, attacker] = [await pair('first'), await pair('second'), await pair('second')];
    bank.answer = answerJson({ keys: [first.jwk] });
    await open({ WISE_LINK_SESSION_URL: '', WISE_LINK_TOKEN_JWKS_URL: bank.url.href, WISE_LINK_TOKEN_ISSUER: ISSUER, WISE_LINK_TOKEN_AUDIENCE: 'wise-link', WISE_LINK_TOKEN_COOKIE: 'id' });
    const page = stage.openPage();
    page.setCookie(await cookieOf(first));
    const exchange = await page.authorize(stage.backend, right);

    bank.answer = answerJson({ keys: [second.jwk, first.jwk] });
    page.setCookie(await cookieOf(second));
    // Just after a fetch the service does not fetch again: it asks the page to wait, and logs nobody out.
    await expect.poll(async () => (await page.send(stage.backend, exchange)).word, { timeout: 30_000, interval: 500 }).toBe('linked');
    page.setCookie(await cookieOf(first));
    expect(await page.askStatus(stage.backend)).toBe('linked');
    page.setCookie(await cookieOf(attacker));
    expect(await page.askStatus(stage.backend)).toBe('session_required');
    expect(stage.wise.callsOf(String(page.secrets.get('code')))).toEqual({ calls: 1, granted: 1 });
    expect(stage.leaks(page)).toEqual([]);
  });

  it('and then cannot be fetched: the keys that are there work on, and a token of an unknown key lets nobody in', async () => {
    const [first, attacker] = [await pair('first'), await pair('other')];
    bank.answer = answerJson({ keys: [first.jwk] });
    await open({ WISE_LINK_SESSION_URL: '', WISE_LINK_TOKEN_JWKS_URL: bank.url.href, WISE_LINK_TOKEN_ISSUER: ISSUER, WISE_LINK_TOKEN_AUDIENCE: 'wise-link', WISE_LINK_TOKEN_COOKIE: 'id' });
    const page = stage.openPage();
    page.setCookie(await cookieOf(first));
    expect(await link(page)).toBe('linked');
    bank.answer = answerJson({}, 503);
    const other = stage.openPage();
    other.setCookie(await cookieOf(attacker));
    expect(await other.askStatus(stage.backend)).toBe('unavailable');
    expect(await page.askStatus(stage.backend)).toBe('linked');
    expect(stage.output).toContain('"hint":"The key set may be too old for the token."');
  });
});

describe('a session endpoint', () => {
  const json = (text: string, type = 'application/json'): RequestListener => (_, response) => void response.writeHead(200, { 'Content-Type': type }).end(text);
  const wrong = (change: object): RequestListener => answerJson({ ...SARAH, customer: { ...SARAH.customer, ...change } });
  const late = 'WISE_LINK_SESSION_URL gave no answer in time, or one that is too large.';
  const shape = (members: string): string => `The answer of WISE_LINK_SESSION_URL has the wrong shape: ${members}.`;

  beforeEach(async () => {
    bank.answer = answerJson(SARAH);
    await open({ WISE_LINK_SESSION_URL: bank.url.href });
  });

  it.each<[string, RequestListener, string]>([
    ['never answers', () => {}, late],
    ['sends a part of an answer, and then nothing', (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"sessionId":'), late],
    ['closes the connection', ({ socket }) => void socket.destroy(), late],
    ['answers a megabyte', answerJson({ ...SARAH, more: 'x'.repeat(1_000_000) }), late],
    ['answers wrong types', wrong({ dateOfBirth: 19850520 }), shape('customer.dateOfBirth')],
    ['answers a list', answerJson([SARAH]), shape('the whole')],
    ['names a customer with half a character', wrong({ id: 'sarah\uD800' }), shape('customer.id')],
    ['answers HTML', json('<p>Log in', 'text/html'), 'The answer of WISE_LINK_SESSION_URL must have the Content-Type application/json.'],
    ['redirects to a log-in page', (_, response) => void response.writeHead(302, { Location: bank.url.href }).end(), 'WISE_LINK_SESSION_URL answered 302. It must answer 200 or 401.'],
    ['fails', answerJson({}, 500), 'WISE_LINK_SESSION_URL answered 500. It must answer 200 or 401.'],
  ])('that %s lets nobody in, and the code is not lost', async (_, answer, hint) => {
    const page = stage.openPage();
    page.setCookie('sid=1');
    const exchange = await page.authorize(stage.backend, right);
    bank.answer = answer;
    const during = await page.send(stage.backend, exchange);
    expect([during.word, during.retryAfter]).toEqual(['unavailable', 2]);
    expect(stage.output).toContain(`"hint":${JSON.stringify(hint)}`);
    expect(stage.wise.callsOf(String(page.secrets.get('code')))).toEqual({ calls: 0, granted: 0 });

    bank.answer = answerJson(SARAH);
    expect((await stage.untilFinal(page, exchange)).word).toBe('linked');
    expect(stage.wise.callsOf(String(page.secrets.get('code')))).toEqual({ calls: 1, granted: 1 });
    expect(stage.leaks(page)).toEqual([]);
  });

  it('that answers more than it should is read, and what is not asked for is not stored', async () => {
    bank.answer = answerJson({ ...SARAH, role: 'admin-canary', customer: { ...SARAH.customer, phone: 'phone-canary', __proto__: { email: 'x' } } });
    const page = stage.openPage();
    page.setCookie('sid=1');
    expect(await link(page)).toBe('linked');
    expect(stage.output).not.toContain('canary');
    const rows = await stage.backend.rows('select row_to_json(attempt)::text as row from attempt union all select row_to_json(wise_link)::text from wise_link');
    expect(JSON.stringify(rows)).not.toContain('canary');
  });

  it('that names another customer in the middle gives them nothing of the first', async () => {
    const page = stage.openPage();
    page.setCookie('sid=1');
    const exchange = await page.authorize(stage.backend, right);
    bank.answer = answerJson({ ...SARAH, customer: { ...SARAH.customer, id: 'omar' } });
    expect((await page.send(stage.backend, exchange)).word).toBe('attempt_not_found');
    expect(stage.wise.callsOf(String(page.secrets.get('code')))).toEqual({ calls: 0, granted: 0 });
    bank.answer = answerJson(SARAH);
    expect((await stage.untilFinal(page, exchange)).word).toBe('linked');
  });
});
