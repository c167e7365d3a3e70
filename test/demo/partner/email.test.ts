import { describe, expect, it } from 'vitest';
import { newState, useBank } from './bank.js';
import type { Browser, Got } from './bank.js';
import { json, reset } from './fake-wise.js';

const bank = useBank();
const SENT = { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 };

async function ask(browser: Browser, body: unknown = {}): Promise<Got> {
  return browser.send('POST', '/api/wise/email', JSON.stringify(body));
}

describe('the e-mail', () => {
  it('B12 is sent by Wise, without an attempt too, to the address that the bank holds', async () => {
    const sarah = await bank.browser('sarah');
    const got = await ask(sarah);
    expect([got.status, got.body]).toEqual([202, SENT]);
    const [call] = bank.wise.calls('/v1/user/signup/registration_code');
    expect(JSON.parse(call?.body ?? '')).toEqual({
      email: 'sarah@example.com',
      registrationCode: expect.stringMatching(/^[\w-]{43}$/),
      language: 'EN',
      sendAuthorizationCodeAsEmail: true,
    });
    expect(call?.headers.authorization).toBe('Bearer client-canary');
  });

  it('E13 is answered the same for an address without an account, and no account is made', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v1/users/exists', json(200, '{"exists":false}'));
    const got = await ask(sarah);
    expect([got.status, got.body]).toEqual([202, SENT]);
    expect(bank.wise.calls('/v1/user/signup/registration_code')).toHaveLength(0);
  });

  it('takes no address from the page', async () => {
    const sarah = await bank.browser('sarah');
    expect((await ask(sarah, { email: 'thief@example.com' })).body).toMatchObject({ code: 'invalid_request' });
    expect(bank.wise.received).toHaveLength(0);
  });

  it('may name the customer’s own attempt', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.type(newState());
    expect((await ask(sarah, { attemptId: got.body['attemptId'] })).status).toBe(202);
  });

  it('B12 for another customer’s attempt is refused, and Wise not called', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.type(newState());
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

  it('B12 a sixth in a day is refused until the first is a day old', async () => {
    const sarah = await bank.browser('sarah');
    const left: unknown[] = [];
    for (let count = 0; count < 5; count += 1) {
      left.push((await ask(sarah)).body['resendsLeft']);
      bank.forward(60);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect((await ask(sarah)).body).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 24 * 3600 - 300 });
    expect(bank.wise.calls('/v1/user/signup/registration_code')).toHaveLength(5);
    bank.forward(24 * 3600 - 300);
    await sarah.logIn('sarah');
    expect((await ask(sarah)).status).toBe(202);
  });

  it('asked for ten times at once is sent once', async () => {
    const sarah = await bank.browser('sarah');
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(sarah)));
    expect(all.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(bank.wise.calls('/v1/user/signup/registration_code')).toHaveLength(1);
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
    ['/v1/user/signup/registration_code', reset],
    ['/v1/user/signup/registration_code', json(422, '{"errors":[{"message":"description-canary"}]}')],
  ])('that Wise does not take at %s costs no resend', async (operation, reply) => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(operation, reply);
    expect((await ask(sarah)).body).toMatchObject({ code: 'wise_unavailable', status: 503 });
    expect((await ask(sarah)).body).toEqual(SENT);
  });
});
