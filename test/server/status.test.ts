import { describe, expect, it } from 'vitest';
import { newCode, newState, useBank } from './bank.js';
import { invalidGrant, json, personal, profiles, tokens } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };
/** An opaque text. */
const SUBJECT: unknown = expect.stringMatching(/^[\w+/=-]{20,}$/);

describe('the status without an attempt', () => {
  it('is none for a customer without a link, and linked for one with', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.status()).body).toEqual({ status: 'none', subject: SUBJECT });
    await sarah.exchange();
    const got = await sarah.status();
    expect([got.status, got.body]).toEqual([200, { status: 'linked', link: LINK, subject: SUBJECT }]);
    expect((await (await bank.browser('omar')).status()).body).toEqual({ status: 'none', subject: SUBJECT });
  });

  it('is none again after the links were deleted', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    await sarah.send('DELETE', '/api/wise/links');
    expect((await sarah.status()).body).toEqual({ status: 'none', subject: SUBJECT });
  });

  it('needs a session', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('GET', '/api/wise/status', null, { Cookie: null });
    expect(got.body).toMatchObject({ code: 'session_required', status: 401 });
  });

  it.each<[string, Record<string, string | null>]>([
    ['B1 without X-Wise-Link', { 'X-Wise-Link': null }],
    ['B2 for a page of another origin', { Origin: 'https://evil.example' }],
    ['B2 for a page of another site', { 'Origin': null, 'Sec-Fetch-Site': 'cross-site' }],
  ])('%s is refused', async (_, headers) => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('GET', '/api/wise/status', null, headers);
    expect(got.body).toMatchObject({ code: 'csrf_failed', status: 403 });
  });

  it('is answered to a browser that sends neither Origin nor Sec-Fetch-Site', async () => {
    const sarah = await bank.browser('sarah');
    for (const headers of [{ Origin: null }, { 'Origin': null, 'Sec-Fetch-Site': null }]) {
      expect((await sarah.send('GET', '/api/wise/status', null, headers)).body).toEqual({ status: 'none', subject: SUBJECT });
    }
  });

  it('refuses POST', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.send('POST', '/api/wise/status', '{}')).status).toBe(405);
  });

  it('has an opaque subject for each customer, the same in every answer and session', async () => {
    const subjectOf = async (customer: 'sarah' | 'omar'): Promise<string> => String((await (await bank.browser(customer)).status()).body['subject']);
    const sarah = await subjectOf('sarah');
    expect([await subjectOf('sarah'), (await (await bank.browser('sarah')).exchange()).body['subject']]).toEqual([sarah, sarah]);
    expect(await subjectOf('omar')).not.toBe(sarah);
    expect(sarah).not.toMatch(/sarah/i);
  });
});

describe('the status of an attempt', () => {
  it('is awaiting, then processing, then linked', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'awaiting', ttlSeconds: 1800 });
    const held = bank.wise.hold(TOKEN);
    const exchange = sarah.exchange({ attemptId, state });
    await held.arrived;
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'processing', retryAfterSeconds: 2 });
    held.answer(tokens);
    await exchange;
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'linked', link: LINK, subject: SUBJECT });
    await sarah.send('DELETE', '/api/wise/links');
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'none' });
  });

  it('I5 is processing if the tokens are stored and the identity check failed', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    bank.wise.next('/v2/profiles', json(503, '{}'));
    await sarah.exchange({ attemptId, state });
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'processing', retryAfterSeconds: 2 });
  });

  it('is pending_confirmation after a typed code, and cancelled after "no"', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
    await sarah.type(String(state));
    const pending = { status: 'pending_confirmation', attemptId, link: LINK };
    expect((await sarah.status(attemptId)).body).toEqual(pending);
    await sarah.confirm(attemptId, false);
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'cancelled' });
  });

  it.each([
    ['a code that Wise refuses', TOKEN, invalidGrant, 'code_expired'],
    ['B9 another person', '/v2/profiles', profiles(personal({ dateOfBirth: '1990-01-01' })), 'identity_mismatch'],
  ])('after %s is failed, with the problem of the exchange, and later without its details', async (...row) => {
    const [, operation, reply, code] = row;
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    bank.wise.next(operation, reply);
    const refused = await sarah.exchange({ attemptId, state });
    expect(refused.body).toMatchObject({ code });
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'failed', problem: refused.body });
    // The answer is stored for a day, the attempt for longer.
    bank.forward(24 * 3600 + 1);
    await sarah.logIn('sarah');
    await sarah.exchange();
    expect((await sarah.status(attemptId)).body).toMatchObject({ status: 'failed', problem: { code } });
  });

  it('is awaiting after a wrong typed code, and failed after the fifth', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
    bank.wise.next(TOKEN, ...Array.from({ length: 5 }, () => invalidGrant));
    await sarah.type(String(state));
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'awaiting', ttlSeconds: 1800 });
    for (let codes = 1; codes < 5; codes++) {
      bank.forward(1);
      await sarah.type(String(state));
    }
    const problem = { code: 'code_invalid', attemptsLeft: 0 };
    expect((await sarah.status(attemptId)).body).toMatchObject({ status: 'failed', problem });
  });

  it('has the seconds that are left while awaiting, and an email extends them', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = (await sarah.start({ flow: 'email' })).body;
    const left = async (): Promise<unknown> => (await sarah.status(attemptId)).body['ttlSeconds'];
    bank.forward(29 * 60 + 59.5);
    expect(await left()).toBe(1);
    await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId }));
    expect(await left()).toBe(30 * 60);
    bank.forward(61);
    expect(await left()).toBe(30 * 60 - 61);
  });

  it('B15 is expired after 30 minutes', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = (await sarah.start()).body;
    bank.forward(30 * 60);
    expect((await sarah.status(attemptId)).body).toEqual({ status: 'expired' });
  });

  it('B4 S8 of another customer or session, or of an unknown attempt, is none', async () => {
    const { attemptId } = (await (await bank.browser('sarah')).start()).body;
    for (const customer of ['omar', 'sarah'] as const) {
      expect((await (await bank.browser(customer)).status(attemptId)).body).toEqual({ status: 'none' });
    }
    const sarah = await bank.browser('sarah');
    for (const unknown of [`a_${newState()}`, '__proto__', 'a_', '\u0000']) {
      expect((await sarah.status(unknown)).body).toEqual({ status: 'none' });
    }
  });

  it('is also available for an attempt without a start', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.exchange({ source: 'typed', profileId: undefined, code: newCode() });
    expect((await sarah.status(got.body['attemptId'])).body).toMatchObject({ status: 'pending_confirmation' });
  });
});
