import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { sweep } from '../../src/server/sweep.js';
import { newCode, newState, REDIRECT_URI, useBank } from './bank.js';
import { business, FakeWise, hang, invalidGrant, json, personal, profiles, reset, tokens } from './fake-wise.js';
import type { Reply } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const LINKED = {
  status: 'linked',
  subject: expect.any(String),
  link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' },
};

describe('a code from the popup', () => {
  it('is exchanged at Wise, links the account, and gets a masked answer', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.exchange({ code: 'code-of-this-test' });
    expect(got.status).toBe(200);
    expect(got.body).toEqual(LINKED);
    const [call] = bank.wise.calls(TOKEN);
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'bank',
      code: 'code-of-this-test',
      redirect_uri: REDIRECT_URI,
    });
    expect(call?.headers.authorization).toBe(`Basic ${btoa('bank:secret-canary')}`);
    expect(call?.headers['x-external-correlation-id']).toBe('corr-1');
    expect(bank.wise.calls('/v2/profiles')[0]?.headers.authorization).toBe('Bearer access-canary');
  });

  it('leaves tokens in the database only sealed, and only on the link', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange({ code: 'code-of-this-test' });
    expect(await bank.attemptStatus()).toBe('LINKED');
    expect(await bank.sealedTokens()).toEqual([expect.stringMatching(/^test-1\./)]);
    const everything = JSON.stringify([
      await bank.rows('select * from attempt'),
      await bank.rows('select * from exchange_request'),
      await bank.rows('select * from wise_link'),
    ]);
    expect(everything).not.toMatch(/access-canary|refresh-canary|code-of-this-test|30000000|1985-05-20|Jenkins/);
  });

  it('is sent with the redirect URI of the attempt, also if that is not the first one', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange({ redirectUri: 'https://bank.example/second.html' });
    const sent = new URLSearchParams(bank.wise.calls(TOKEN)[0]?.body).get('redirect_uri');
    expect(sent).toBe('https://bank.example/second.html');
  });

  it('notifies the bank of the link once', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    await sarah.exchange(same, key);
    await sarah.exchange(same, key);
    expect(bank.notices).toEqual([{ customerId: 'sarah', link: LINKED.link }]);
  });

  it('links even if the notification of the bank fails', async () => {
    await bank.restart({ hooks: { linked: () => Promise.reject(new Error('sarah@example.com bounced')) } });
    const sarah = await bank.browser('sarah');
    expect((await sarah.exchange()).body).toEqual(LINKED);
    expect(bank.log.filter(({ event }) => event === 'notify_failed')).toHaveLength(1);
  });

  it('that Wise does not accept is code_expired and ends the attempt', async () => {
    const sarah = await bank.browser('sarah');
    const { state } = await sarah.attempt();
    bank.wise.next(TOKEN, invalidGrant);
    expect((await sarah.exchange({ state })).body).toMatchObject({
      type: '/problems/code-expired',
      status: 410,
      code: 'code_expired',
      retryable: false,
      codeConsumed: true,
      correlationId: 'corr-1',
    });
    expect(await bank.attemptStatus()).toBe('BURNT');
    expect((await sarah.exchange({ state })).body).toMatchObject({ code: 'attempt_expired', status: 410 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });
});

describe('exactly once', () => {
  it('B5 a repeated request with the same key gets the same answer, and Wise is called once', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const first = await sarah.exchange(same, key);
    bank.forward(23 * 3600);
    await sarah.logIn('sarah');
    const second = await sarah.exchange(same, key);
    expect(second.text).toBe(first.text);
    expect(second.status).toBe(first.status);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('B5 a refusal is repeated too', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next(TOKEN, invalidGrant);
    const first = await sarah.exchange(same, key);
    const second = await sarah.exchange(same, key);
    expect([second.status, second.text]).toEqual([410, first.text]);
    expect(second.headers.get('Content-Type')).toBe('application/problem+json');
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('after a day the answer is deleted, and the attempt stays ended', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    await sarah.exchange(same, key);
    bank.forward(24 * 3600 + 1);
    await sarah.logIn('sarah');
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'attempt_expired' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('B6 the same key with another body is refused', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const { state } = await sarah.attempt();
    await sarah.exchange({ state }, key);
    expect((await sarah.exchange({ state }, key)).body).toMatchObject({ code: 'idempotency_key_reused', status: 422 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it.each(['sarah', 'omar'] as const)('the same code with another key from %s is refused', async (other) => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    await sarah.exchange({ code });
    const browser = await bank.browser(other);
    expect((await browser.exchange({ code })).body).toMatchObject({ code: 'code_already_used', status: 409 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('two customers may use the same key without seeing the other’s answer', async () => {
    const key = crypto.randomUUID();
    await (await bank.browser('sarah')).exchange({}, key);
    expect((await (await bank.browser('omar')).exchange({}, key)).body).toMatchObject({ code: 'identity_mismatch' });
  });

  it('B7 20 parallel requests call Wise once, and the others get exchange_in_progress', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const held = bank.wise.hold(TOKEN);
    const all = Array.from({ length: 20 }, () => sarah.exchange(same, key));
    await held.arrived;
    expect(await bank.attemptStatus()).toBe('SENT');
    const waiting = await Promise.all(Array.from({ length: 3 }, () => sarah.exchange(same, key)));
    for (const got of waiting) {
      const waits = { code: 'exchange_in_progress', status: 409, retryAfterSeconds: 1, retryable: true };
      expect(got.body).toMatchObject(waits);
      expect(got.headers.get('Retry-After')).toBe('1');
    }
    held.answer(tokens);
    const answers = new Set((await Promise.all(all)).map(({ status }) => status));
    // 409 for the requests that arrived during the exchange; a later one gets the stored answer.
    expect(answers).toEqual(new Set([200, 409]));
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
    expect(bank.notices).toHaveLength(1);
  });

  it('B7 the code goes to Wise once with 20 different keys', async () => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    const all = await Promise.all(Array.from({ length: 20 }, () => sarah.exchange({ code })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('a customer’s second attempt is refused during the exchange of the first', async () => {
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold(TOKEN);
    const first = sarah.exchange();
    await held.arrived;
    expect((await sarah.exchange()).body).toMatchObject({ code: 'exchange_in_progress' });
    held.answer(tokens);
    expect((await first).status).toBe(200);
  });
});

describe('the owner of an attempt', () => {
  it('S8 a state that another customer sent first is refused without a call to Wise', async () => {
    await bank.restart({ requireStart: false });
    const state = newState();
    await (await bank.browser('sarah')).exchange({ state });
    const omar = await bank.browser('omar');
    expect((await omar.exchange({ state })).body).toMatchObject({ code: 'state_mismatch', status: 409 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('S4 a state is used once', async () => {
    const sarah = await bank.browser('sarah');
    const { state } = await sarah.attempt();
    await sarah.exchange({ state });
    expect((await sarah.exchange({ state })).body).toMatchObject({ code: 'attempt_expired' });
  });

  it('S3 a wrong state is refused, and the attempt stays open', async () => {
    const sarah = await bank.browser('sarah');
    const { state } = await sarah.attempt();
    bank.wise.next(TOKEN, json(503, '{}'));
    await sarah.exchange({ state });
    const [attempt] = await bank.rows('select id from attempt');
    const attemptId = attempt?.['id'];
    const wrong = await sarah.exchange({ attemptId, state: newState() });
    expect(wrong.body).toMatchObject({ code: 'state_mismatch', codeConsumed: false });
    expect((await sarah.exchange({ attemptId, state })).body).toEqual(LINKED);
  });

  it('B4 another customer’s attempt gets the same answer as an unknown one, without a call to Wise', async () => {
    const sarah = await bank.browser('sarah');
    const { state } = await sarah.attempt();
    bank.wise.next(TOKEN, json(503, '{}'));
    await sarah.exchange({ state });
    bank.wise.clear();
    const [attempt] = await bank.rows('select id from attempt');
    const omar = await bank.browser('omar');
    const foreign = await omar.exchange({ attemptId: attempt?.['id'], state });
    const unknown = await omar.exchange({ attemptId: `a_${newState()}`, state });
    expect(foreign.text).toBe(unknown.text);
    expect(foreign.body).toMatchObject({ code: 'attempt_not_found', status: 404 });
    expect(bank.wise.received).toHaveLength(0);
  });

  it('X23 an attempt continues after a new log-in', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next(TOKEN, json(503, '{}'));
    await sarah.exchange(same, key);
    await sarah.send('DELETE', '/api/session');
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'session_required', status: 401 });
    await sarah.logIn('sarah');
    expect((await sarah.exchange(same, key)).body).toMatchObject({ status: 'pending_confirmation' });
    expect((await sarah.confirm(same.attemptId, true)).body).toEqual(LINKED);
  });

  it('B15 a state older than 30 minutes is refused', async () => {
    const sarah = await bank.browser('sarah');
    const { state } = await sarah.attempt();
    bank.wise.next(TOKEN, json(503, '{}'));
    await sarah.exchange({ state });
    bank.forward(30 * 60);
    expect((await sarah.exchange({ state })).body).toMatchObject({ code: 'attempt_expired', status: 410 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
    expect(await bank.attemptStatus()).toBe('EXPIRED');
  });

  it('a redirect URI other than the attempt’s is refused', async () => {
    const sarah = await bank.browser('sarah');
    const { state } = await sarah.attempt();
    bank.wise.next(TOKEN, json(503, '{}'));
    await sarah.exchange({ state });
    const got = await sarah.exchange({ state, redirectUri: 'https://bank.example/second.html' });
    expect(got.body).toMatchObject({ code: 'invalid_request' });
  });
});

describe('when Wise is unavailable', () => {
  it.each([
    ['429', json(429, '{}', { 'Retry-After': '7' }), 7],
    ['503', json(503, 'not json'), null],
    ['500', json(500, '{}'), null],
    ['a wrong client secret', json(401, '{"error":"invalid_client"}'), null],
    ['a malformed Retry-After', json(429, '{}', { 'Retry-After': 'soon' }), null],
  ])('%s becomes wise_unavailable, and the same request links later', async (_, reply, retryAfterSeconds) => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next(TOKEN, reply);
    const got = await sarah.exchange(same, key);
    expect(got.status).toBe(503);
    expect(got.body).toMatchObject({
      code: 'wise_unavailable',
      retryable: true,
      codeConsumed: false,
      retryAfterSeconds,
    });
    expect(await bank.attemptStatus()).toBe('OPEN');
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
  });

  it('a refused connection is retryable, and the code is known to be unused', async () => {
    const stopped = new FakeWise();
    await stopped.start();
    const apiUrl = stopped.url;
    await stopped.stop();
    await bank.restart({ wise: { environment: 'sandbox', apiUrl, clientId: 'bank', clientSecret: 'secret-canary' } });
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    await bank.restart();
    bank.wise.next(TOKEN, invalidGrant);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'code_expired' });
  });

  it.each([
    ['a failing', json(502, '{}')],
    ['an unreadable', json(200, '<html>')],
    ['a malformed', json(200, '[{"id":"abc"}]')],
    ['an interrupted', reset],
  ])('%s profiles response keeps the tokens, and the same request continues there', async (_, reply) => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next('/v2/profiles', reply);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    expect(await bank.attemptStatus()).toBe('EXCHANGED');
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('tokens that Wise revoked at once are deleted', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v2/profiles', json(401, '{"error":"invalid_token"}'));
    expect((await sarah.exchange()).body).toMatchObject({ code: 'outcome_unknown', status: 502 });
    expect(await bank.attemptStatus()).toBe('BURNT');
    expect(await bank.sealedTokens()).toEqual([]);
  });
});

describe('B8 when a response of Wise is lost', () => {
  it('the call is retried once, and if that works the account is linked', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(TOKEN, reset);
    expect((await sarah.exchange()).body).toEqual(LINKED);
    expect(bank.wise.calls(TOKEN)).toHaveLength(2);
  });

  it.each([
    ['interrupted', reset],
    ['unreadable', json(200, '{"access_token":')],
    ['never sent', hang],
  ])('%s, and invalid_grant on the retry: outcome_unknown', async (_, reply) => {
    await bank.restart({}, { wiseTimeoutMs: 600 });
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode(), source: 'typed', profileId: undefined };
    bank.wise.next(TOKEN, reply, invalidGrant);
    const got = await sarah.exchange(same, key);
    expect(got.status).toBe(502);
    expect(got.body).toMatchObject({ code: 'outcome_unknown', codeConsumed: true, retryable: false });
    expect(await bank.attemptStatus()).toBe('BURNT');
    expect((await sarah.exchange(same, key)).text).toBe(got.text);
    expect(bank.wise.calls(TOKEN)).toHaveLength(2);
  });

  it('twice: the request is retryable, and a later invalid_grant is outcome_unknown', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next(TOKEN, reset, reset);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(2);
    bank.wise.next(TOKEN, json(503, '{}'), invalidGrant);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'outcome_unknown' });
  });

  it('a 500 may have used the code, so a later invalid_grant is outcome_unknown', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next(TOKEN, json(500, '{}'), invalidGrant);
    await sarah.exchange(same, key);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'outcome_unknown' });
  });
});

describe('when the process crashes', () => {
  it('between SENT and EXCHANGED: exchange_in_progress until the lease expires, then like a lost response', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.crashBefore(/set status = 'EXCHANGED'/);
    const broken = await sarah.exchange(same, key);
    expect(broken.body).toMatchObject({ code: 'internal_error', status: 500, retryable: true });
    expect(await bank.attemptStatus()).toBe('SENT');
    bank.forward(29);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'exchange_in_progress' });
    bank.forward(1);
    bank.wise.next(TOKEN, invalidGrant);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'outcome_unknown', codeConsumed: true });
  });

  it('between CLAIMED and SENT: the code still works', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.crashBefore(/set status = 'SENT'/);
    await sarah.exchange(same, key);
    expect(await bank.attemptStatus()).toBe('CLAIMED');
    expect(bank.wise.calls(TOKEN)).toHaveLength(0);
    bank.forward(30);
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
  });

  it('after EXCHANGED: the repeated request continues at the identity check, without the code', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.crashBefore(/insert into wise_link/);
    expect((await sarah.exchange(same, key)).status).toBe(500);
    expect(await bank.attemptStatus()).toBe('EXCHANGED');
    bank.forward(30);
    await bank.restart();
    expect((await sarah.exchange({ ...same, code: newCode() }, crypto.randomUUID())).body).toMatchObject({
      code: 'exchange_in_progress',
    });
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('and no request follows: the tokens are deleted when the attempt expires', async () => {
    const sarah = await bank.browser('sarah');
    bank.crashBefore(/insert into wise_link/);
    await sarah.exchange();
    expect(await bank.sealedTokens()).toHaveLength(1);
    bank.forward(30 * 60);
    await sweep(bank.database, DEFAULT_LIMITS);
    expect(await bank.sealedTokens()).toEqual([]);
    expect(await bank.rows(`select sealed_tokens from attempt where status = 'EXPIRED'`)).toEqual([
      { sealed_tokens: null },
    ]);
  });

  it('or stalls past its lease: its result does not overwrite that of another worker', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const stalled = bank.wise.hold(TOKEN);
    const first = sarah.exchange(same, key);
    await stalled.arrived;
    bank.forward(30);
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
    stalled.answer(tokens);
    expect((await first).body).toMatchObject({ code: 'exchange_in_progress' });
    expect(await bank.attemptStatus()).toBe('LINKED');
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('or stalls while another worker has the lease: it cannot release that lease', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const stalled = bank.wise.hold(TOKEN);
    const first = sarah.exchange(same, key);
    await stalled.arrived;
    bank.forward(30);
    const worker = bank.wise.hold(TOKEN);
    const second = sarah.exchange(same, key);
    await worker.arrived;
    stalled.answer(json(503, '{}'));
    expect((await first).body).toMatchObject({ code: 'exchange_in_progress' });
    expect(await bank.attemptStatus()).toBe('SENT');
    worker.answer(tokens);
    expect((await second).body).toEqual(LINKED);
  });
});

describe('a slow Wise', () => {
  it('X28 answers 202 in time, and the work goes on', async () => {
    await bank.restart({}, { answerWithinMs: 0 });
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const held = bank.wise.hold(TOKEN);
    const got = await sarah.exchange(same, key);
    expect(got.status).toBe(202);
    expect(got.body).toEqual({ status: 'processing', retryAfterSeconds: 2 });
    await held.arrived;
    held.answer(tokens);
    await bank.finishWork();
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('that fails after the 202 is logged as internal_error', async () => {
    await bank.restart({}, { answerWithinMs: 0 });
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    const held = bank.wise.hold(TOKEN);
    expect((await sarah.exchange(same, key)).status).toBe(202);
    await held.arrived;
    bank.crashBefore(/set status = 'EXCHANGED'/);
    held.answer(tokens);
    await bank.finishWork();
    expect(bank.log.map(({ event }) => event)).toContain('internal_error');
    expect(await bank.attemptStatus()).toBe('SENT');
  });
});

describe('a redirect in an answer of Wise', () => {
  it.each([301, 302, 303, 307, 308])('%i is not followed, with a code, a token or an address', async (status) => {
    const elsewhere = new FakeWise();
    await elsewhere.start();
    const moved: Reply = (response) => response.writeHead(status, { Location: `${elsewhere.url}/oauth/token` }).end();
    const sarah = await bank.browser('sarah');
    const same = { ...(await sarah.attempt()), code: newCode() };
    const key = crypto.randomUUID();
    bank.wise.next(TOKEN, moved, moved);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    bank.wise.next('/v2/profiles', moved);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    bank.wise.next('/v1/users/exists', moved);
    expect((await sarah.send('POST', '/api/wise/email', '{}')).body).toMatchObject({ code: 'wise_unavailable' });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });
});

describe('ids beyond 2^53', () => {
  it('are compared as text', async () => {
    const sarah = await bank.browser('sarah');
    // As JavaScript numbers 2^53 and 2^53 + 1 are equal.
    const mine = personal().replace('30000000', '9007199254740993');
    const stranger = personal({ dateOfBirth: '1990-01-01' }).replace('30000000', '9007199254740992');
    bank.wise.next('/v2/profiles', profiles(stranger, mine), profiles(stranger, mine));
    const got = await sarah.exchange({ profileId: '9007199254740993' });
    expect(got.body).toMatchObject({ status: 'linked', link: { profileRef: '•••0993' } });
    const refused = await sarah.exchange({ profileId: '9007199254740992' });
    expect(refused.body).toMatchObject({ code: 'identity_mismatch' });
  });
});

describe('the identity check', () => {
  it.each([
    ['another date of birth', profiles(personal({ dateOfBirth: '1985-05-21' }))],
    ['another name', profiles(personal({ firstName: 'Sara' }))],
    ['obfuscated', profiles(personal({ obfuscated: true }))],
    ['data obfuscated', profiles(personal({ dataObfuscated: true }))],
    ['the granted profile is not in the list', profiles(personal({ id: 31111111 }))],
  ])('B9 %s: identity_mismatch, and nothing is stored', async (_, reply) => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next('/v2/profiles', reply);
    const got = await sarah.exchange(same, key);
    expect(got.status).toBe(409);
    expect(got.body).toEqual({
      type: '/problems/identity-mismatch',
      title: 'The Wise profile belongs to another person or business',
      status: 409,
      code: 'identity_mismatch',
      retryable: false,
      codeConsumed: true,
      retryAfterSeconds: null,
      attemptsLeft: null,
      correlationId: 'corr-1',
    });
    expect(await bank.rows('select status, sealed_tokens, profile_hash, display_name from attempt')).toEqual([
      { status: 'MISMATCH', sealed_tokens: null, profile_hash: null, display_name: null },
    ]);
    expect(await bank.sealedTokens()).toEqual([]);
    expect(bank.notices).toEqual([]);
    expect((await sarah.exchange(same, key)).text).toBe(got.text);
    expect(bank.wise.calls('/v2/profiles')).toHaveLength(1);
  });

  it('an account without a profile is profile_missing, and nothing is stored', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v2/profiles', profiles());
    expect((await sarah.exchange()).body).toMatchObject({ code: 'profile_missing', status: 409 });
    expect(await bank.sealedTokens()).toEqual([]);
  });

  it('a business is linked by its registration number, with its own masked name', async () => {
    const omar = await bank.browser('omar');
    bank.wise.next('/v2/profiles', profiles(business('sc 123456')));
    expect((await omar.exchange({ profileId: '40001234' })).body).toEqual({
      status: 'linked',
      subject: expect.any(String),
      link: { displayName: 'H••• T••• L•••', profileType: 'business', profileRef: '•••1234' },
    });
  });

  it('the partner can set another rule for businesses', async () => {
    await bank.restart({ sameCompany: () => 'different' });
    const omar = await bank.browser('omar');
    bank.wise.next('/v2/profiles', profiles(business('SC123456')));
    expect((await omar.exchange({ profileId: '40001234' })).body).toMatchObject({ code: 'identity_mismatch' });
  });

  it('a business beside a personal profile of somebody else is not linked', async () => {
    const omar = await bank.browser('omar');
    bank.wise.next('/v2/profiles', profiles(personal(), business('SC123456')));
    expect((await omar.exchange({ profileId: '40001234' })).body).toMatchObject({ code: 'identity_mismatch' });
  });

  it('a rule that asks for a human refuses like a mismatch, is logged, and does not count towards the three a day', async () => {
    await bank.restart({ samePerson: () => Promise.resolve('ask-a-human' as const) });
    const sarah = await bank.browser('sarah');
    for (let asked = 0; asked < 4; asked += 1) {
      expect((await sarah.exchange()).body).toMatchObject({ code: 'identity_mismatch', codeConsumed: true });
    }
    expect(await bank.rows('select distinct status, reason, sealed_tokens from attempt')).toEqual([
      { status: 'MISMATCH', reason: 'identity_review', sealed_tokens: null },
    ]);
    expect(bank.log.filter(({ event }) => event === 'identity_review')).toHaveLength(4);
    const [attempt] = await bank.rows('select id from attempt');
    expect((await sarah.status(attempt?.['id'])).body).toMatchObject({ status: 'failed', problem: { code: 'identity_mismatch' } });
  });

  it('a rule that throws leaves the tokens, and the same request continues at once', async () => {
    await bank.restart({ samePerson: () => Promise.reject(new Error('sarah@example.com is unknown')) });
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'internal_error', retryable: true });
    await bank.restart();
    expect((await sarah.exchange(same, key)).body).toEqual(LINKED);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('a profile of an unknown type beside the own one does not stop the link, and the log names the field once', async () => {
    const sarah = await bank.browser('sarah');
    const other = personal({ id: 31111111, type: 'access-canary' });
    bank.wise.next('/v2/profiles', profiles(other, personal()), profiles(other, personal()));
    expect((await sarah.exchange()).body).toEqual(LINKED);
    expect((await sarah.exchange()).body).toEqual(LINKED);
    const unknown = bank.log.filter(({ event }) => event === 'unknown_value');
    expect(unknown).toEqual([{ level: 'warn', event: 'unknown_value', correlationId: 'corr-1', field: 'type' }]);
  });

  it('tokens of an unknown type and with an unreadable expiry link', async () => {
    const sarah = await bank.browser('sarah');
    const odd = { access_token: 'access-canary', token_type: 'mac', refresh_token: 'refresh-canary', expires_at: {} };
    bank.wise.next(TOKEN, json(200, JSON.stringify(odd)));
    expect((await sarah.exchange()).body).toEqual(LINKED);
    expect(bank.log.flatMap(({ field }) => field ?? [])).toEqual(['token_type', 'expires_at']);
  });

  it('a profile that is linked to another customer is refused, and that link stays', async () => {
    await (await bank.browser('sarah')).exchange();
    const omar = await bank.browser('omar');
    const profile = personal({ firstName: 'Omar', lastName: 'Haddad', dateOfBirth: '1979-11-03' });
    bank.wise.next('/v2/profiles', profiles(profile));
    expect((await omar.exchange()).body).toMatchObject({ code: 'already_linked_elsewhere', status: 409 });
    expect(await bank.rows('select customer_id from wise_link')).toEqual([{ customer_id: 'sarah' }]);
    expect(await bank.rows('select 1 from attempt where sealed_tokens is not null')).toEqual([]);
  });

  it('linking the same profile again replaces the tokens', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    const [old] = await bank.sealedTokens();
    expect((await sarah.exchange()).body).toEqual(LINKED);
    const kept = await bank.sealedTokens();
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toBe(old);
  });
});
