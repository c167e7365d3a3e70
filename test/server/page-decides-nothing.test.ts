import { describe, expect, it } from 'vitest';
import { newCode, newState, useBank } from './bank.js';
import type { Browser, Changes, Got } from './bank.js';
import { invalidGrant, json } from './fake-wise.js';

// The page's `source` can only add safety: limits and the question "is this you?" do not depend on it.
const bank = useBank();
const TOKEN = 'token authorization_code';
const SOURCES = ['popup', 'redirect', 'typed'];
const withoutStart = (): Promise<void> => bank.restart({ requireStart: false });

async function sendWrongCode(browser: Browser, changes: Changes): Promise<Got> {
  bank.wise.next(TOKEN, invalidGrant);
  const got = await browser.exchange(changes);
  // If Wise was not called, the next code must not get this reply.
  bank.wise.clearQueue();
  return got;
}

describe('wrong codes', () => {
  it.each(SOURCES)('200 with source %s and no attempt: Wise gets ten of them, and a valid one after them is refused', async (source) => {
    await withoutStart();
    const sarah = await bank.browser('sarah');
    for (let sent = 0; sent < 200; sent += 1) await sendWrongCode(sarah, { state: newState(), source });
    expect(bank.wise.calls(TOKEN)).toHaveLength(10);
    expect((await sarah.exchange({ state: newState(), source })).body).toMatchObject({ code: 'too_many_attempts' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(10);
  });

  it('of all sources together count towards ten a day, each with a started attempt', async () => {
    const sarah = await bank.browser('sarah');
    for (let sent = 0; sent < 12; sent += 1) {
      await sendWrongCode(sarah, { ...(await sarah.attempt()), source: SOURCES[sent % 3] });
    }
    expect(bank.wise.calls(TOKEN)).toHaveLength(10);
    expect((await sarah.exchange()).body).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 24 * 3600 });
  });

  it('typed with the id of a started attempt end it after five, whatever the source of the others', async () => {
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    const left: unknown[] = [];
    for (let sent = 0; sent < 5; sent += 1) {
      left.push((await sendWrongCode(sarah, { ...attempt, source: 'typed', profileId: undefined })).body['attemptsLeft']);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect((await sarah.exchange({ ...attempt, source: 'popup' })).body).toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 60 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(5);
    bank.forward(60);
    expect((await sarah.exchange({ ...attempt, source: 'popup' })).body).toMatchObject({ code: 'attempt_expired' });
  });

  it('of an unknown outcome count too', async () => {
    const sarah = await bank.browser('sarah');
    for (let sent = 0; sent < 10; sent += 1) {
      bank.wise.next(TOKEN, json(500, '{}'));
      const same = { ...(await sarah.attempt()), code: newCode() };
      const key = crypto.randomUUID();
      await sarah.exchange(same, key);
      bank.wise.next(TOKEN, invalidGrant);
      expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'outcome_unknown' });
    }
    expect((await sarah.exchange()).body).toMatchObject({ code: 'too_many_attempts' });
  });
});

describe('"is this you?"', () => {
  it.each<[string, Changes, string, string]>([
    ['a popup', { flow: 'popup' }, 'popup', 'linked'],
    ['a redirect', { flow: 'redirect' }, 'redirect', 'linked'],
    ['a popup, and a typed code', { flow: 'popup' }, 'typed', 'pending_confirmation'],
    ['an email, though the page says popup', { flow: 'email' }, 'popup', 'pending_confirmation'],
    ['an email, though the page says redirect', { flow: 'email' }, 'redirect', 'pending_confirmation'],
  ])('after a start for %s', async (_, start, source, status) => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.exchange({ ...(await sarah.attempt(start)), source })).body).toMatchObject({ status });
  });

  it('is asked after an email was requested for an attempt that began as a popup', async () => {
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId: attempt.attemptId }));
    expect((await sarah.exchange({ ...attempt, source: 'popup' })).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it.each(SOURCES)('is always asked without a started attempt, with source %s', async (source) => {
    await withoutStart();
    const sarah = await bank.browser('sarah');
    expect((await sarah.exchange({ state: newState(), source })).body).toMatchObject({ status: 'pending_confirmation' });
    expect(await bank.rows('select 1 from wise_link')).toEqual([]);
  });
});

describe('a start', () => {
  it('is required by default: a state of the page is refused without a call to Wise, and nothing is stored', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.exchange({ state: newState() })).body).toMatchObject({ code: 'attempt_not_found', status: 404 });
    expect(bank.wise.received).toHaveLength(0);
    expect(await bank.rows('select 1 from attempt')).toEqual([]);
  });

  it('that is not required leaves the hourly limit: the 31st attempt is refused without a call to Wise', async () => {
    await withoutStart();
    const sarah = await bank.browser('sarah');
    for (let sent = 0; sent < 30; sent += 1) {
      expect((await sarah.exchange({ state: newState() })).body).toMatchObject({ status: 'pending_confirmation' });
    }
    const calls = bank.wise.received.length;
    expect((await sarah.exchange({ state: newState() })).body).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 3600 });
    expect(bank.wise.received).toHaveLength(calls);
  });
});
