import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { sweep } from '../../src/server/sweep.js';
import { newState, ORIGIN, REDIRECT_URI, useBank } from './bank.js';
import type { Browser, Changes, Got } from './bank.js';
import { json } from './fake-wise.js';

const bank = useBank();
const SECOND = `${ORIGIN}/second.html`;

describe('start', () => {
  it('creates an attempt with a state of 256 bits and an authorization request', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.start();
    expect(got.status).toBe(201);
    const { attemptId, state, authorizeUrl } = got.body;
    expect(got.body).toEqual({ attemptId, state, authorizeUrl, ttlSeconds: 1800 });
    expect([attemptId, state]).toEqual([expect.stringMatching(/^a_[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
    const url = new URL(String(authorizeUrl));
    expect(url.origin + url.pathname).toBe('https://wise-sandbox.com/oauth/authorize/');
    expect([...url.searchParams]).toEqual([['client_id', 'bank'], ['redirect_uri', REDIRECT_URI], ['state', state]]);
    expect(JSON.stringify(await bank.rows('select * from attempt'))).not.toContain(state);
    expect(bank.wise.received).toHaveLength(0);
  });

  it('creates a new state each time', async () => {
    const sarah = await bank.browser('sarah');
    const states = [await sarah.start(), await sarah.start()].map(({ body }) => body['state']);
    expect(new Set(states).size).toBe(2);
  });

  it('uses the production authorization endpoint, and a custom one with its query', async () => {
    const wise = { environment: 'production', clientId: 'bank', clientSecret: 'secret-canary' } as const;
    const sarah = await bank.browser('sarah');
    await bank.restart({ wise });
    const production = await sarah.start({ environment: 'production' });
    expect(production.body['authorizeUrl']).toMatch(/^https:\/\/wise\.com\/oauth\/authorize\/\?client_id=bank&/);
    await bank.restart({ wise: { ...wise, authorizeUrl: 'http://127.0.0.1:4200/oauth/authorize/?coop=same-origin' } });
    const own = await sarah.start({ environment: 'production' });
    expect(own.body['authorizeUrl']).toMatch(/^http:\/\/127\.0\.0\.1:4200\/oauth\/authorize\/\?coop=same-origin&client_id/);
  });

  it('accepts another registered redirect URI, and the exchange must send the same one', async () => {
    const sarah = await bank.browser('sarah');
    const { body } = await sarah.start({ redirectUri: SECOND });
    expect(new URL(String(body['authorizeUrl'])).searchParams.get('redirect_uri')).toBe(SECOND);
    const { attemptId, state } = body;
    expect((await sarah.exchange({ attemptId, state })).body).toMatchObject({ code: 'invalid_request' });
    expect((await sarah.exchange({ attemptId, state, redirectUri: SECOND })).body).toMatchObject({ status: 'linked' });
  });

  it.each<[string, Changes]>([
    ['S6 another environment', { environment: 'production' }],
    ['no environment', { environment: undefined }],
    ['an unknown flow', { flow: 'sms' }],
    ['no flow', { flow: undefined }],
    ['an unknown member', { email: 'attacker@example.com' }],
    ['a redirect URI that is not registered', { redirectUri: `${REDIRECT_URI}?x=1` }],
    ['a locale that is not a string', { locale: 7 }],
  ])('with %s is invalid_request, and no attempt is created', async (_, changes) => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.start(changes)).body).toMatchObject({ code: 'invalid_request', status: 400 });
    expect(await bank.rows('select 1 from attempt')).toEqual([]);
  });

  it.each<[string, Record<string, string | null>, number]>([
    ['a session', { Cookie: null }, 401],
    ['B2 our own origin', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['B1 X-Wise-Link', { 'X-Wise-Link': null }, 403],
    ['B3 JSON', { 'Content-Type': 'text/plain' }, 415],
  ])('without %s is refused', async (_, headers, status) => {
    const sarah = await bank.browser('sarah');
    const text = JSON.stringify({ flow: 'popup', environment: 'sandbox' });
    expect((await sarah.send('POST', '/api/wise/start', text, headers)).status).toBe(status);
    expect(await bank.rows('select 1 from attempt')).toEqual([]);
  });

  it('refuses GET, so that a link on another page cannot start an attempt', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.send('GET', '/api/wise/start')).status).toBe(405);
  });

  it('is not limited by prefetched starts: after 100 starts a customer can still link', async () => {
    const sarah = await bank.browser('sarah');
    const all = await Promise.all(Array.from({ length: 100 }, () => sarah.start()));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 201));
    expect((await sarah.exchange(attemptOf(await sarah.start()))).body).toMatchObject({ status: 'linked' });
  });

  it('is refused to a customer who used 30 attempts within an hour, but not to others', async () => {
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    await use(sarah);
    bank.forward(600);
    for (let used = 1; used < 30; used += 1) await use(sarah);
    expect((await sarah.start()).body).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 3000 });
    expect((await omar.start()).status).toBe(201);
    bank.forward(3000);
    expect((await use(sarah)).body).toMatchObject({ status: 'linked' });
    expect((await sarah.start()).body).toMatchObject({ retryAfterSeconds: 600 });
  });

  it('in advance does not raise the limit: the code of one attempt too many is refused without a call to Wise', async () => {
    const sarah = await bank.browser('sarah');
    await bank.restart({}, { startsPerHour: 1 });
    const [first, second] = [attemptOf(await sarah.start()), attemptOf(await sarah.start())];
    expect((await sarah.exchange(first)).body).toMatchObject({ status: 'linked' });
    const calls = bank.wise.received.length;
    expect((await sarah.exchange(second)).body).toMatchObject({ code: 'rate_limited', codeConsumed: false, retryAfterSeconds: 3600 });
    expect(bank.wise.received).toHaveLength(calls);
  });

  it('counts as used after an email or a code, and counts once for both and for a repeated code', async () => {
    const sarah = await bank.browser('sarah');
    await bank.restart({}, { startsPerHour: 1 });
    const attempt = attemptOf(await sarah.start({ flow: 'email' }));
    const email = await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId: attempt['attemptId'] }));
    expect(email.status).toBe(202);
    expect((await sarah.start()).body).toMatchObject({ code: 'rate_limited' });
    const sent = { ...attempt, code: 'code-of-this-test' };
    const key = crypto.randomUUID();
    bank.wise.next('token authorization_code', json(503, '{}'));
    expect((await sarah.exchange(sent, key)).body).toMatchObject({ code: 'wise_unavailable' });
    expect((await sarah.exchange(sent, key)).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it('deletes only the oldest unused attempt of the session when there are too many', async () => {
    const [sarah, elsewhere] = [await bank.browser('sarah'), await bank.browser('sarah')];
    await bank.restart({}, { unusedAttempts: 3 });
    const other = attemptOf(await elsewhere.start());
    const used = attemptOf(await sarah.start());
    bank.wise.next('token authorization_code', json(503, '{}'));
    await sarah.exchange(used);
    const made: Changes[] = [];
    for (let count = 0; count < 5; count += 1) {
      made.push(attemptOf(await sarah.start()));
      bank.forward(1);
    }
    expect(await bank.rows('select id from attempt')).toHaveLength(5);
    const [, dropped, ...kept] = made;
    expect((await sarah.exchange(dropped)).body).toMatchObject({ code: 'attempt_not_found' });
    for (const attempt of [used, ...kept]) {
      expect((await sarah.exchange(attempt)).body).toMatchObject({ status: 'linked' });
    }
    expect((await elsewhere.exchange(other)).body).toMatchObject({ status: 'linked' });
  });

  it('leaves no unused attempt of an earlier day after a sweep', async () => {
    const [before, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    await before.start();
    await use(before);
    await omar.start();
    bank.forward(30 * 60);
    await sweep(bank.database, DEFAULT_LIMITS);
    bank.forward(24 * 3600);
    await (await bank.browser('sarah')).start();
    await sweep(bank.database, DEFAULT_LIMITS);
    const left = 'select customer_id as customer, status from attempt order by 1, 2';
    expect(await bank.rows(left)).toEqual([
      { customer: 'sarah', status: 'LINKED' },
      { customer: 'sarah', status: 'OPEN' },
    ]);
  });
});

/** The fields of a started attempt that an exchange sends. */
function attemptOf({ body: { attemptId, state } }: Got): Changes {
  return { attemptId, state };
}

/** Starts an attempt and sends a code for it. */
async function use(browser: Browser): Promise<Got> {
  return browser.exchange(attemptOf(await browser.start()));
}

describe('an attempt that was started', () => {
  it.each(['popup', 'redirect'])('is exchanged by its id and state, after a %s', async (flow) => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow })).body;
    expect((await sarah.exchange({ attemptId, state, source: flow })).body).toMatchObject({ status: 'linked' });
    expect(await bank.attemptStatus()).toBe('LINKED');
  });

  it('is found by its state alone, and no second one is created', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
    expect((await sarah.type(String(state))).body).toMatchObject({ status: 'pending_confirmation', attemptId });
    expect(await bank.attemptStatus()).toBe('VERIFIED');
  });

  it.each([['first', false], ['last', true]])('T3 is finished beside a second attempt of the same session, the one that started %s before the other', async (_, isReversed) => {
    const sarah = await bank.browser('sarah');
    const both = [attemptOf(await sarah.start()), attemptOf(await sarah.start())];
    for (const attempt of isReversed ? both.toReversed() : both) {
      expect((await sarah.exchange(attempt)).body).toMatchObject({ status: 'linked' });
    }
  });

  it('S3 with another state is refused, and stays open', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    expect((await sarah.exchange({ attemptId, state: newState() })).body).toMatchObject({ code: 'state_mismatch' });
    expect(await bank.attemptStatus()).toBe('OPEN');
    expect((await sarah.exchange({ attemptId, state })).body).toMatchObject({ status: 'linked' });
  });

  it('S4 is finished once', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    await sarah.exchange({ attemptId, state });
    expect((await sarah.exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_expired' });
  });

  it('S8 cannot be finished by another customer, by id or by state, without a call to Wise', async () => {
    const { attemptId, state } = (await (await bank.browser('sarah')).start()).body;
    const omar = await bank.browser('omar');
    expect((await omar.exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_not_found', status: 404 });
    expect((await omar.exchange({ state })).body).toMatchObject({ code: 'attempt_not_found', status: 404 });
    expect(await bank.attemptStatus()).toBe('OPEN');
    expect(bank.wise.received).toHaveLength(0);
  });

  it('S8 cannot be finished by another session of the same customer while the first one lasts', async () => {
    const { attemptId, state } = (await (await bank.browser('sarah')).start()).body;
    const elsewhere = await bank.browser('sarah');
    expect((await elsewhere.exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await elsewhere.exchange({ state })).body).toMatchObject({ code: 'attempt_not_found' });
    expect(bank.wise.received).toHaveLength(0);
  });

  it('X23 continues after the session has ended and the same customer has logged in again', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    const key = crypto.randomUUID();
    const same = { attemptId, state, code: 'code-of-this-test' };
    await sarah.send('DELETE', '/api/session');
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'session_required' });
    await sarah.logIn('sarah');
    expect((await sarah.exchange(same, key)).body).toMatchObject({ status: 'pending_confirmation', attemptId });
    expect((await sarah.status(attemptId)).body).toMatchObject({ status: 'pending_confirmation' });
    expect((await sarah.confirm(attemptId, true)).body).toMatchObject({ status: 'linked' });
  });

  it('without isSessionLive is finished by another session of the same customer, who is asked "is this you?"', async () => {
    await bank.restart({ isSessionLive: undefined });
    const { attemptId, state } = (await (await bank.browser('sarah')).start()).body;
    const elsewhere = await bank.browser('sarah');
    expect((await (await bank.browser('omar')).exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await elsewhere.exchange({ attemptId, state })).body).toMatchObject({ status: 'pending_confirmation', attemptId });
    expect((await elsewhere.confirm(attemptId, true)).body).toMatchObject({ status: 'linked' });
    expect(JSON.stringify(await bank.rows('select session_hash, sealed_session from attempt'))).toContain('"sealed_session":null');
  });

  it('stores the id of its session only as a hash, and sealed', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.start();
    const [session] = await bank.rows('select token_hash as id from demo_session');
    expect(await bank.rows('select 1 from attempt where sealed_session is not null')).toHaveLength(1);
    expect(JSON.stringify(await bank.rows('select * from attempt'))).not.toContain(session?.['id']);
  });

  it('T6 does not continue for another customer in the same browser', async () => {
    const browser = await bank.browser('sarah');
    const { attemptId, state } = (await browser.start()).body;
    await browser.logIn('omar');
    expect((await browser.exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await browser.exchange({ state })).body).toMatchObject({ code: 'attempt_not_found' });
  });

  it('B15 has ended after 30 minutes', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    bank.forward(30 * 60);
    expect((await sarah.exchange({ attemptId, state })).body).toMatchObject({ code: 'attempt_expired', status: 410 });
  });

  it('B12 can have an email sent for it, but not by another session', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = (await sarah.start({ flow: 'email' })).body;
    const body = JSON.stringify({ attemptId });
    const elsewhere = await bank.browser('sarah');
    expect((await elsewhere.send('POST', '/api/wise/email', body)).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await sarah.send('POST', '/api/wise/email', body)).status).toBe(202);
  });

  it('S8 can be confirmed only by its own session', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
    await sarah.type(String(state));
    const elsewhere = await bank.browser('sarah');
    expect((await elsewhere.confirm(attemptId, true)).body).toMatchObject({ code: 'attempt_not_found' });
    expect((await sarah.confirm(attemptId, true)).body).toMatchObject({ status: 'linked' });
  });

  it('I2 is retried with the same key after Wise was unavailable', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    const key = crypto.randomUUID();
    const same = { attemptId, state, code: 'code-of-this-test' };
    bank.wise.next('token authorization_code', json(503, '{}'));
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    expect((await sarah.exchange(same, key)).body).toMatchObject({ status: 'linked' });
  });
});
