import { describe, expect, it } from 'vitest';
import { Vault } from '../../src/server/vault.js';
import { ENCRYPTION_KEY, useBank } from './bank.js';
import type { Browser, Changes, Got } from './bank.js';
import { invalidGrant, json, personal, profiles, reset } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const CREATE = '/v1/user/signup/registration_code';
const SENT = { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4, ttlSeconds: 1800 };

async function ask(browser: Browser, body: unknown = {}): Promise<Got> {
  return browser.send('POST', '/api/wise/email', JSON.stringify(body));
}

describe('the email', () => {
  it('B12 is sent by Wise to the address that the bank holds, also without an attempt', async () => {
    const sarah = await bank.browser('sarah');
    const got = await ask(sarah);
    expect([got.status, got.body]).toEqual([202, SENT]);
    const [call] = bank.wise.calls(CREATE);
    expect(JSON.parse(call?.body ?? '')).toEqual({
      email: 'sarah@example.com',
      registrationCode: expect.stringMatching(/^[\w-]{43}$/),
      language: 'EN',
      sendAuthorizationCodeAsEmail: true,
    });
    expect(call?.headers.authorization).toBe('Bearer client-canary');
  });

  it('E13 gets the same answer for an address without an account, and no account is created', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v1/users/exists', json(200, '{"exists":false}'));
    const got = await ask(sarah);
    expect([got.status, got.body]).toEqual([202, SENT]);
    expect(bank.wise.calls(CREATE)).toHaveLength(0);
  });

  it.each([
    ['with an attempt', async (sarah: Browser) => ({ attemptId: (await sarah.start({ flow: 'email' })).body['attemptId'] })],
    ['without one', async () => ({})],
  ])('E13 %s gets a byte-identical answer for a user, for no user, and for a user that Wise created', async (_, bodyFor) => {
    const sarah = await bank.browser('sarah');
    const answers: unknown[] = [];
    for (const [operation, reply] of [
      [CREATE, json(409, '{"errors":[{"code":"NOT_UNIQUE","path":"email"}]}')],
      ['/v1/users/exists', json(200, '{"exists":false}')],
      [CREATE, json(200, '{"id":9900001}')],
    ] as const) {
      bank.wise.next(operation, reply);
      const { status, headers, text } = await ask(sarah, await bodyFor(sarah));
      answers.push({ status, headers: [...headers], text });
      await bank.database.exec('truncate email_request');
    }
    expect(answers[0]).toMatchObject({ status: 202, text: JSON.stringify(SENT) });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  });

  it('refuses an address from the page', async () => {
    const sarah = await bank.browser('sarah');
    expect((await ask(sarah, { email: 'attacker@example.com' })).body).toMatchObject({ code: 'invalid_request' });
    expect(bank.wise.received).toHaveLength(0);
  });

  it('B12 for another customer’s attempt is refused without a call to Wise', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.type(await sarah.typing());
    bank.wise.clear();
    const omar = await bank.browser('omar');
    expect((await ask(omar, { attemptId: got.body['attemptId'] })).body).toMatchObject({ code: 'attempt_not_found' });
    expect(bank.wise.received).toHaveLength(0);
  });

  it('can be sent again after a minute', async () => {
    const sarah = await bank.browser('sarah');
    await ask(sarah);
    bank.forward(59);
    const got = await ask(sarah);
    expect(got.body).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 1, retryable: true });
    expect(got.headers.get('Retry-After')).toBe('1');
    bank.forward(1);
    expect((await ask(sarah)).body).toMatchObject({ resendsLeft: 3 });
  });

  it('B12 is refused the sixth time in a day, until the first is a day old', async () => {
    const sarah = await bank.browser('sarah');
    const left: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      left.push((await ask(sarah)).body['resendsLeft']);
      bank.forward(60);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect((await ask(sarah)).body).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 24 * 3600 - 300 });
    expect(bank.wise.calls(CREATE)).toHaveLength(5);
    bank.forward(24 * 3600 - 300);
    await sarah.logIn('sarah');
    expect((await ask(sarah)).status).toBe(202);
  });

  it('is sent once for ten parallel requests', async () => {
    const sarah = await bank.browser('sarah');
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(sarah)));
    const refused = all.filter(({ status }) => status !== 202).map(({ body }) => body);
    expect(refused).toHaveLength(9);
    for (const body of refused) expect(body).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 60 });
    expect(bank.wise.calls(CREATE)).toHaveLength(1);
  });

  it('cannot be sent again within a minute after a restart of the backend', async () => {
    const sarah = await bank.browser('sarah');
    await ask(sarah);
    bank.forward(20);
    await bank.restart();
    expect((await ask(sarah)).body).toMatchObject({ code: 'rate_limited', status: 429, retryAfterSeconds: 40 });
    bank.forward(40);
    expect((await ask(sarah)).body).toEqual({ ...SENT, resendsLeft: 3 });
    expect(bank.wise.calls(CREATE)).toHaveLength(2);
  });

  it('E11 limits one customer, not the other', async () => {
    await ask(await bank.browser('sarah'));
    expect((await ask(await bank.browser('omar'))).body).toMatchObject({ sentTo: 'o•••@e•••.com' });
  });

  it.each([
    ['token client_credentials', json(503, '{}')],
    ['token client_credentials', json(200, '{}')],
    ['/v1/users/exists', json(429, '{}', { 'Retry-After': '9' })],
    ['/v1/users/exists', json(200, '{"exists":"yes"}')],
    [CREATE, reset],
    [CREATE, json(422, '{"errors":[{"message":"description-canary"}]}')],
    [CREATE, json(409, '{"errors":[{"code":"CONFLICT","path":"email"}]}')],
    [CREATE, json(409, '<html>')],
    [CREATE, json(202, '{}')],
  ])('that Wise does not accept at %s does not count as a resend', async (operation, reply) => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(operation, reply);
    expect((await ask(sarah)).body).toMatchObject({ code: 'wise_unavailable', status: 503 });
    expect((await ask(sarah)).body).toEqual(SENT);
  });
});

describe('the registration code of the email', () => {
  const kept = async (): Promise<unknown[]> =>
    (await bank.rows('select sealed_registration_code as code from email_request')).map(({ code }) => code);
  const unseal = async (sealed: unknown): Promise<string> =>
    (await Vault.open([ENCRYPTION_KEY])).unseal(String(sealed), 'sarah', 'registration-code');
  const sent = (): unknown => JSON.parse(bank.wise.calls(CREATE)[0]?.body ?? '')['registrationCode'];

  it.each([
    ['the user exists', CREATE, json(409, '{"errors":[{"code":"NOT_UNIQUE","path":"email"}]}'), [null]],
    ['there is no user', '/v1/users/exists', json(200, '{"exists":false}'), [null]],
    ['Wise is unavailable', CREATE, json(503, '{}'), []],
  ])('is deleted when %s', async (_, operation, reply, left) => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(operation, reply);
    await ask(sarah);
    expect(await kept()).toEqual(left);
    expect(bank.log.filter(({ event }) => event === 'user_created')).toEqual([]);
  });

  it.each(['{"id":9900001,"active":true}', ''])('is stored sealed if Wise created a user, with a warning in the log (%j)', async (text) => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(CREATE, json(200, text));
    const got = await ask(sarah);
    expect([got.status, got.body]).toEqual([202, SENT]);
    const [sealed] = await kept();
    expect(await unseal(sealed)).toBe(sent());
    expect(bank.log).toContainEqual({ level: 'warn', event: 'user_created', correlationId: 'corr-1', customerId: 'sarah' });
  });

  it('is stored before Wise is called, so that a crash does not lose it', async () => {
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold(CREATE);
    const asked = ask(sarah);
    await held.arrived;
    const [sealed] = await kept();
    expect(await unseal(sealed)).toBe(sent());
    held.answer(json(409, '{"errors":[{"code":"NOT_UNIQUE","path":"email"}]}'));
    await asked;
  });
});

/** An attempt of the email flow, twenty minutes old. */
async function waiting(sarah: Browser): Promise<Changes> {
  const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
  bank.forward(20 * 60);
  return { attemptId, state };
}

const ENDS: [string, (sarah: Browser, attempt: Changes) => Promise<unknown>][] = [
  ['is too old', async () => bank.forward(10 * 60)],
  ['waits for “is this you?”', (sarah, { state }) => sarah.type(String(state))],
  ['was declined', async (sarah, { attemptId, state }) => {
    await sarah.type(String(state));
    await sarah.confirm(attemptId, false);
  }],
  ['has linked', (sarah, attempt) => sarah.exchange(attempt)],
  ['found another person', (sarah, attempt) => {
    bank.wise.next('/v2/profiles', profiles(personal({ dateOfBirth: '1990-01-01' })));
    return sarah.exchange(attempt);
  }],
  ['was ended by five wrong codes', (sarah, { state }) => typeWrongCodes(sarah, state, 5)],
];

async function typeWrongCodes(sarah: Browser, state: unknown, count: number): Promise<unknown[]> {
  const left: unknown[] = [];
  for (let typed = 0; typed < count; typed += 1) {
    bank.wise.next(TOKEN, invalidGrant);
    left.push((await sarah.type(String(state))).body['attemptsLeft']);
  }
  return left;
}

describe('the email for an attempt', () => {
  it('extends the attempt to its full time limit', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = await waiting(sarah);
    expect((await ask(sarah, { attemptId })).body).toEqual(SENT);
    bank.forward(30 * 60 - 1);
    expect((await sarah.type(String(state))).body).toMatchObject({ status: 'pending_confirmation', attemptId });
  });

  it('extends the attempt by no more than that', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = await waiting(sarah);
    await ask(sarah, { attemptId });
    bank.forward(30 * 60);
    expect((await sarah.type(String(state))).body).toMatchObject({ code: 'attempt_expired' });
  });

  it('does not extend the attempt if Wise did not accept it', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = await waiting(sarah);
    bank.wise.next('/v1/users/exists', json(503, '{}'));
    expect((await ask(sarah, { attemptId })).body).toMatchObject({ code: 'wise_unavailable' });
    bank.forward(10 * 60 - 1);
    expect((await sarah.status(attemptId)).body).toMatchObject({ status: 'awaiting' });
    bank.forward(1);
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'expired' });
  });

  it('does not extend the attempt if it is refused as too soon', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = await waiting(sarah);
    await ask(sarah);
    expect((await ask(sarah, { attemptId })).body).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 60 });
    bank.forward(10 * 60);
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'expired' });
  });

  it('does not reset the count of wrong codes', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = await waiting(sarah);
    expect(await typeWrongCodes(sarah, state, 3)).toEqual([4, 3, 2]);
    expect((await ask(sarah, { attemptId })).status).toBe(202);
    expect(await typeWrongCodes(sarah, state, 2)).toEqual([1, 0]);
  });

  it.each(ENDS)('that %s is not sent', async (_, end) => {
    const sarah = await bank.browser('sarah');
    const attempt = await waiting(sarah);
    await end(sarah, attempt);
    const { attemptId } = attempt;
    expect((await ask(sarah, { attemptId })).body).toMatchObject({ code: 'attempt_expired', status: 410 });
    expect(bank.wise.calls(CREATE)).toHaveLength(0);
    expect(await bank.rows('select 1 from email_request')).toEqual([]);
  });

  it('whose code is being exchanged is not sent until the exchange has ended', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = await waiting(sarah);
    const held = bank.wise.hold(TOKEN);
    const exchange = sarah.type(String(state));
    await held.arrived;
    const got = await ask(sarah, { attemptId });
    expect(got.body).toMatchObject({ code: 'exchange_in_progress', status: 409, retryAfterSeconds: 1 });
    held.answer(invalidGrant);
    await exchange;
    expect((await ask(sarah, { attemptId })).body).toEqual(SENT);
  });
});
