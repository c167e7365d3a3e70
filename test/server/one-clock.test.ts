import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBank } from '../../demo/bank/bank.js';
import type { Bank as OpenBank } from '../../demo/bank/bank.js';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { sweep } from '../../src/server/sweep.js';
import { ENCRYPTION_KEY, newCode, ORIGIN, REDIRECT_URI, useBank } from './bank.js';
import { invalidGrant, json, refreshed, tokens } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const REFRESH = 'token refresh_token';

/** Sets this process's clock. Timers go on. */
function shiftProcessClock(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: bank.now.getTime() + seconds * 1000 });
}

describe('two processes whose clocks differ by a minute', () => {
  let other: OpenBank;
  beforeEach(async () => {
    other = await openBank({
      origin: ORIGIN,
      wise: { environment: 'sandbox', apiUrl: bank.wise.url, clientId: 'bank', clientSecret: 'secret-canary' },
      redirectUris: [REDIRECT_URI],
      database: bank.database,
      keys: [ENCRYPTION_KEY],
      clock: () => bank.now,
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await other.wiseLink.close();
  });

  it.each([-60, 60])('send a code once: the one that is %i s off does not take over a live lease', async (seconds) => {
    const sarah = await bank.browser('sarah');
    const same = { ...(await sarah.attempt()), code: newCode() };
    const key = crypto.randomUUID();
    const held = bank.wise.hold(TOKEN);
    const first = sarah.exchange(same, key);
    await held.arrived;
    shiftProcessClock(seconds);
    const second = await sarah.at(other).exchange(same, key);
    expect(second.body).toMatchObject({ code: 'exchange_in_progress' });
    vi.useRealTimers();
    held.answer(tokens);
    expect((await first).body).toMatchObject({ status: 'linked' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(1);
  });

  it.each([-3600, 3600])('agree on what has expired: a clock that is %i s off changes nothing', async (seconds) => {
    shiftProcessClock(seconds);
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    bank.forward(30 * 60 - 1);
    expect((await sarah.status(attempt.attemptId)).body).toEqual({ status: 'awaiting', ttlSeconds: 1 });
    await sweep(bank.database, DEFAULT_LIMITS);
    expect((await sarah.exchange(attempt)).body).toMatchObject({ status: 'linked' });
  });

  it.each([-13 * 3600, 13 * 3600])('refresh once, when it is due by the database’s clock: one is %i s off', async (seconds) => {
    await (await bank.browser('sarah')).exchange();
    shiftProcessClock(seconds);
    bank.forward(6 * 3600 - 60);
    expect(await other.wiseLink.accessToken('sarah')).toBe('access-canary');
    bank.forward(60);
    bank.wise.next(REFRESH, refreshed('2026-05-02T04:00:00Z'));
    expect(await other.wiseLink.accessToken('sarah')).toBe('access-canary-2');
    vi.useRealTimers();
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary-2');
    expect(bank.wise.calls(REFRESH)).toHaveLength(1);
  });
});

describe('tokens that arrive after the lease has expired', () => {
  it('are kept, and link, if nobody has taken the attempt over', async () => {
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold(TOKEN);
    const exchange = sarah.exchange();
    await held.arrived;
    bank.forward(60);
    held.answer(tokens);
    expect((await exchange).body).toMatchObject({ status: 'linked' });
  });

  it('are kept, and link, while a second worker waits for Wise, whose refusal then ends nothing', async () => {
    const sarah = await bank.browser('sarah');
    const same = { ...(await sarah.attempt()), code: newCode() };
    const key = crypto.randomUUID();
    const late = bank.wise.hold(TOKEN);
    const first = sarah.exchange(same, key);
    await late.arrived;
    bank.forward(30);
    const again = bank.wise.hold(TOKEN);
    const second = sarah.exchange(same, key);
    await again.arrived;
    late.answer(tokens);
    const linked = await first;
    expect(linked.body).toMatchObject({ status: 'linked' });
    again.answer(invalidGrant);
    expect((await second).body).toMatchObject({ code: 'exchange_in_progress' });
    expect((await sarah.exchange(same, key)).text).toBe(linked.text);
    expect(await bank.sealedTokens()).toHaveLength(1);
    expect(await bank.rows('select 1 from refusal')).toEqual([]);
  });

  it('are kept after a second worker gave up, and the attempt was open again', async () => {
    const sarah = await bank.browser('sarah');
    const same = { ...(await sarah.attempt()), code: newCode() };
    const key = crypto.randomUUID();
    const late = bank.wise.hold(TOKEN);
    const first = sarah.exchange(same, key);
    await late.arrived;
    bank.forward(30);
    bank.wise.next(TOKEN, json(503, '{}'));
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'wise_unavailable' });
    expect(await bank.attemptStatus()).toBe('OPEN');
    late.answer(tokens);
    expect((await first).body).toMatchObject({ status: 'linked' });
  });

  it('are dropped if the attempt has ended meanwhile', async () => {
    const sarah = await bank.browser('sarah');
    const attempt = await sarah.attempt();
    const late = bank.wise.hold(TOKEN);
    const exchange = sarah.exchange(attempt);
    await late.arrived;
    bank.forward(30 * 60);
    expect((await sarah.status(attempt.attemptId)).body).toEqual({ status: 'expired' });
    late.answer(tokens);
    expect((await exchange).body).toMatchObject({ code: 'exchange_in_progress' });
    expect(await bank.sealedTokens()).toEqual([]);
    expect(await bank.attemptStatus()).toBe('EXPIRED');
  });
});
