import { describe, expect, it } from 'vitest';
import { newCode, REDIRECT_URI, useBank } from './bank.js';
import type { Browser } from './bank.js';
import { invalidGrant, json, personal, profiles } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };

/** Types `count` wrong codes and returns how many were left after each. */
async function typeWrongCodes(browser: Browser, state: string, count: number): Promise<unknown[]> {
  const left: unknown[] = [];
  for (let typed = 0; typed < count; typed += 1) {
    bank.wise.next(TOKEN, invalidGrant);
    const got = await browser.type(state);
    expect(got.body).toMatchObject({ code: 'code_invalid', status: 422, retryable: false });
    left.push(got.body['attemptsLeft']);
  }
  return left;
}

describe('a typed code', () => {
  it('always needs a confirmation before it links, with the tokens stored sealed', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.type(await sarah.typing());
    expect(got.status).toBe(200);
    expect(got.body).toEqual({
      status: 'pending_confirmation',
      attemptId: expect.stringMatching(/^a_[\w-]{43}$/),
      link: LINK,
    });
    expect(await bank.attemptStatus()).toBe('VERIFIED');
    expect(await bank.rows('select 1 from wise_link')).toEqual([]);
    expect(await bank.sealedTokens()).toHaveLength(1);
    expect(bank.notices).toEqual([]);
  });

  it('goes to Wise with the first redirect URI', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange({ source: 'typed', profileId: undefined, redirectUri: 'https://bank.example/second.html' });
    expect(new URLSearchParams(bank.wise.calls(TOKEN)[0]?.body).get('redirect_uri')).toBe(REDIRECT_URI);
  });

  it('has no profile id, so the personal one of several profiles is used', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v2/profiles', profiles('{"type":"BUSINESS","id":40000000,"businessName":"Her Ltd"}', personal()));
    expect((await sarah.type(await sarah.typing())).body).toMatchObject({ status: 'pending_confirmation', link: LINK });
  });

  it('of a profile that is linked to another customer is refused without a question', async () => {
    await (await bank.browser('sarah')).exchange();
    const omar = await bank.browser('omar');
    const profile = personal({ firstName: 'Omar', lastName: 'Haddad', dateOfBirth: '1979-11-03' });
    bank.wise.next('/v2/profiles', profiles(profile));
    expect((await omar.type(await omar.typing())).body).toMatchObject({ code: 'already_linked_elsewhere' });
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('that was wrong can be followed by the right one, with the same state and another key', async () => {
    const sarah = await bank.browser('sarah');
    const state = await sarah.typing();
    expect(await typeWrongCodes(sarah, state, 1)).toEqual([4]);
    expect((await sarah.type(state)).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it('that was wrong gets the same refusal with the same key, and is not counted twice', async () => {
    const sarah = await bank.browser('sarah');
    const state = await sarah.typing();
    const code = newCode();
    const key = crypto.randomUUID();
    bank.wise.next(TOKEN, invalidGrant);
    const first = await sarah.type(state, code, key);
    expect((await sarah.type(state, code, key)).text).toBe(first.text);
    expect(await bank.rows('select wrong_codes from attempt')).toEqual([{ wrong_codes: 1 }]);
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it('is not counted as wrong if Wise failed', async () => {
    const sarah = await bank.browser('sarah');
    const state = await sarah.typing();
    bank.wise.next(TOKEN, json(503, '{}'));
    await sarah.type(state);
    expect(await typeWrongCodes(sarah, state, 1)).toEqual([4]);
  });
});

describe('B13 wrong codes', () => {
  it('five of them end the attempt, and the sixth is refused without a call to Wise', async () => {
    const sarah = await bank.browser('sarah');
    const state = await sarah.typing();
    expect(await typeWrongCodes(sarah, state, 5)).toEqual([4, 3, 2, 1, 0]);
    expect(await bank.attemptStatus()).toBe('BURNT');
    const got = await sarah.type(state);
    expect(got.body).toMatchObject({ code: 'too_many_attempts', status: 429, retryAfterSeconds: 60 });
    expect(got.headers.get('Retry-After')).toBe('60');
    expect(bank.wise.calls(TOKEN)).toHaveLength(5);
  });

  it('a new attempt must wait for the pause too', async () => {
    const sarah = await bank.browser('sarah');
    const state = await sarah.typing();
    await typeWrongCodes(sarah, state, 5);
    bank.forward(20);
    expect((await sarah.type(await sarah.typing())).body).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 40 });
    bank.forward(40);
    expect((await sarah.type(state)).body).toMatchObject({ code: 'attempt_expired' });
    expect((await sarah.type(await sarah.typing())).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it('block the popup too, because the page says which it was, but not another customer', async () => {
    const sarah = await bank.browser('sarah');
    await typeWrongCodes(sarah, await sarah.typing(), 5);
    expect((await sarah.exchange()).body).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 60 });
    const omar = await bank.browser('omar');
    bank.wise.next(TOKEN, invalidGrant);
    expect((await omar.type(await omar.typing())).body).toMatchObject({ code: 'code_invalid', attemptsLeft: 4 });
  });

  it('ten in a day block typed codes for that day, in any number of attempts', async () => {
    const sarah = await bank.browser('sarah');
    await typeWrongCodes(sarah, await sarah.typing(), 4);
    await typeWrongCodes(sarah, await sarah.typing(), 4);
    await typeWrongCodes(sarah, await sarah.typing(), 2);
    const got = await sarah.type(await sarah.typing());
    expect(got.body).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 24 * 3600 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(10);
    bank.forward(24 * 3600);
    await sarah.logIn('sarah');
    expect((await sarah.type(await sarah.typing())).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it('in parallel cannot exceed the limit', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(TOKEN, ...Array.from({ length: 40 }, () => invalidGrant));
    await Promise.all(Array.from({ length: 40 }, async () => sarah.type(await sarah.typing())));
    expect(bank.wise.calls(TOKEN).length).toBeLessThanOrEqual(10);
  });
});

describe('mismatches', () => {
  it('three in a day block every code for that day, without a call to Wise', async () => {
    const sarah = await bank.browser('sarah');
    const stranger = profiles(personal({ dateOfBirth: '1990-01-01' }));
    bank.wise.next('/v2/profiles', stranger, stranger, stranger);
    for (const source of ['popup', 'redirect', 'typed']) {
      expect((await sarah.exchange({ source })).body).toMatchObject({ code: 'identity_mismatch' });
      bank.forward(3600);
    }
    const got = await sarah.exchange();
    expect(got.body).toMatchObject({ code: 'too_many_attempts', status: 429, retryAfterSeconds: 21 * 3600 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(3);
    bank.forward(21 * 3600);
    await sarah.logIn('sarah');
    expect((await sarah.exchange()).body).toMatchObject({ status: 'linked' });
  });
});
