import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { sweep } from '../../src/server/sweep.js';
import type { Swept } from '../../src/server/sweep.js';
import { useBank } from './bank.js';
import { invalidGrant, json, personal, profiles } from './fake-wise.js';

const bank = useBank();
const DAY = 24 * 3600;
const swept = (): Promise<Swept> => sweep(bank.database, DEFAULT_LIMITS);
const NOTHING: Swept = {
  expiredAttempts: 0,
  unusedAttempts: 0,
  endedAttempts: 0,
  answers: 0,
  usedCodes: 0,
  refusals: 0,
  emails: 0,
  registrationCodes: 0,
  hookEvents: 0,
};

/** Many open attempts of other customers. */
async function openAttempts(count: number, secondsLeft: number): Promise<void> {
  await bank.database.query(
    `insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, flow, status, created_at, expires_at)
     select 'a_' || n, 'customer ' || n, 's', 'state ' || n, 'https://bank.example', 'popup', 'OPEN', wise_link_now(),
       wise_link_now() + make_interval(secs => $2) from generate_series(1, $1::int) n`,
    [count, secondsLeft],
  );
}

describe('a sweep', () => {
  it('of an empty database does nothing', async () => {
    expect(await swept()).toEqual(NOTHING);
  });

  it('ends all attempts whose time is over, in batches, and no other', async () => {
    await openAttempts(1201, 0);
    const sarah = await bank.browser('sarah');
    await sarah.start();
    expect(await swept()).toEqual({ ...NOTHING, expiredAttempts: 1201 });
    expect(await bank.rows('select status, count(*)::int from attempt group by 1 order by 1')).toEqual([
      { status: 'EXPIRED', count: 1201 },
      { status: 'OPEN', count: 1 },
    ]);
  });

  it('leaves an attempt with a live lease to finish, and ends it when the lease has expired', async () => {
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    const held = bank.wise.hold('token authorization_code');
    bank.forward(30 * 60 - 10);
    const exchange = sarah.exchange(attempt);
    await held.arrived;
    bank.forward(20);
    expect((await sarah.status(attempt.attemptId)).body).toMatchObject({ status: 'processing' });
    expect(await swept()).toEqual(NOTHING);
    bank.forward(10);
    expect(await swept()).toEqual({ ...NOTHING, expiredAttempts: 1 });
    held.answer(invalidGrant);
    expect((await exchange).body).toMatchObject({ code: 'exchange_in_progress' });
    expect(await bank.attemptStatus()).toBe('EXPIRED');
  });

  it('deletes answers, used codes, refusals and emails after a day, and keeps the link and its attempt', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    bank.wise.next('token authorization_code', invalidGrant);
    await sarah.exchange();
    await sarah.send('POST', '/api/wise/email', '{}');
    bank.forward(DAY - 1);
    expect(await swept()).toEqual(NOTHING);
    bank.forward(1);
    expect(await swept()).toEqual({ ...NOTHING, answers: 2, usedCodes: 1, refusals: 1, emails: 1 });
    expect(await bank.rows('select status from attempt order by status')).toEqual([{ status: 'BURNT' }, { status: 'LINKED' }]);
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('deletes unused attempts a day after they ended, and used ones after thirty days', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.start();
    await sarah.exchange();
    bank.forward(30 * 60);
    expect(await swept()).toEqual({ ...NOTHING, expiredAttempts: 1 });
    bank.forward(DAY);
    expect(await swept()).toMatchObject({ unusedAttempts: 1, endedAttempts: 0, answers: 1 });
    bank.forward(29 * DAY);
    expect(await swept()).toEqual({ ...NOTHING, endedAttempts: 1 });
    expect(await bank.rows('select 1 from attempt')).toEqual([]);
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('deletes an old attempt with its answer, though the question was answered again within a day', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = (await sarah.type(await sarah.typing())).body;
    await sarah.confirm(attemptId, true);
    bank.forward(30 * DAY - 60);
    await sarah.logIn('sarah');
    expect((await sarah.confirm(attemptId, true)).body).toMatchObject({ status: 'linked' });
    bank.forward(60);
    expect(await swept()).toMatchObject({ endedAttempts: 1 });
    expect(await bank.rows('select 1 from exchange_request')).toEqual([]);
  });

  it('deletes the registration code of a user that Wise created after a year', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v1/user/signup/registration_code', json(200, '{"id":9900001}'));
    await sarah.send('POST', '/api/wise/email', '{}');
    bank.forward(364 * DAY);
    expect(await swept()).toMatchObject({ emails: 0, registrationCodes: 0 });
    bank.forward(DAY);
    expect(await swept()).toMatchObject({ emails: 0, registrationCodes: 1 });
  });

  it('does not forget a limit that is longer than a day', async () => {
    await bank.restart({}, { daySeconds: 3600 });
    const sarah = await bank.browser('sarah');
    bank.wise.next('/v2/profiles', profiles(personal({ dateOfBirth: '1990-01-01' })));
    await sarah.exchange();
    bank.forward(3600);
    expect((await sweep(bank.database, { ...DEFAULT_LIMITS, daySeconds: 3600, wrongCodesPauseSeconds: 7200 })).refusals).toBe(0);
  });
});

describe('a request of one customer', () => {
  it('does not end the attempts of others', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId } = await sarah.attempt();
    await openAttempts(100, 0);
    await sarah.status(attemptId);
    await sarah.exchange();
    await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId }));
    expect(await bank.rows(`select 1 from attempt where status = 'EXPIRED'`)).toEqual([]);
    expect((await swept()).expiredAttempts).toBe(100);
  });
});
