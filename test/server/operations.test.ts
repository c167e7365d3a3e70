import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../../src/server/database-unavailable.js';
import { createWiseLink } from '../../src/server/index.js';
import { outlast } from '../../src/server/outlast.js';
import { ENCRYPTION_KEY, newCode, ORIGIN, REDIRECT_URI, useBank } from './bank.js';
import { tokens } from './fake-wise.js';

const bank = useBank();

describe('while the database is away', () => {
  it('a request gets a 503 with Retry-After that the element sends again, and then it succeeds', async () => {
    const sarah = await bank.browser('sarah');
    const [key, same] = [crypto.randomUUID(), { ...(await sarah.attempt()), code: newCode() }];
    bank.crashBefore(/insert into exchange_request/, new DatabaseUnavailable(new Error('secret-canary')));
    const got = await sarah.exchange(same, key);
    expect([got.status, got.headers.get('Retry-After')]).toEqual([503, '2']);
    expect(got.body).toMatchObject({ code: 'unavailable', retryable: true, codeConsumed: false, retryAfterSeconds: 2 });
    expect((await sarah.exchange(same, key)).body).toMatchObject({ status: 'linked' });
  });

  it('the backend lives, and is not ready', async () => {
    expect([bank.partner.live(), await bank.partner.ready()]).toEqual([true, true]);
    bank.crashBefore(/^select 1$/);
    expect([bank.partner.live(), await bank.partner.ready()]).toEqual([true, false]);
    expect(await bank.partner.ready()).toBe(true);
  });
});

describe('what Wise gives once, while the database is away', () => {
  const away = new DatabaseUnavailable(new Error('secret-canary'));

  it('is a refreshed token that is stored once the database is back, without another refresh', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    bank.forward(12 * 3600);
    bank.crashBefore(/refreshed_at = wise_link_now/, away);
    const token = await bank.partner.accessToken('sarah');
    expect(await bank.partner.accessToken('sarah')).toBe(token);
    expect(bank.wise.calls('token refresh_token')).toHaveLength(1);
  });

  it('is waited for by close', async () => {
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold('token authorization_code');
    const linking = sarah.exchange();
    await held.arrived;
    bank.crashBefore(/set status = 'EXCHANGED'/, away);
    const closing = bank.partner.close();
    held.answer(tokens);
    await closing;
    expect(await bank.attemptStatus()).toBe('LINKED');
    expect((await linking).body).toMatchObject({ status: 'linked' });
  });

  it('is given up once the time of the lease is over, so that close ends', async () => {
    let tries = 0;
    await expect(outlast(() => Promise.reject((tries++, away)), 0.3)).rejects.toBe(away);
    expect(tries).toBeGreaterThan(1);
    await expect(outlast(() => Promise.reject((tries++, new Error('a mistake'))), 60)).rejects.toThrow('a mistake');
  });
});

describe('close', () => {
  it('finishes what was sent to Wise, and refuses what comes later with a 503', async () => {
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold('token authorization_code');
    const linking = sarah.exchange();
    await held.arrived;
    const { partner } = bank;
    const closing = partner.close();
    const late = await partner.fetch(new Request(`${ORIGIN}/api/wise/status`));
    expect([late.status, late.headers.get('Retry-After')]).toEqual([503, '2']);
    expect([partner.live(), await partner.ready()]).toEqual([false, false]);
    held.answer(tokens);
    expect((await linking).body).toMatchObject({ status: 'linked' });
    await closing;
    await partner.close();
  });

  it('waits for work that has outlasted its request', async () => {
    await bank.restart({}, { answerWithinMs: 50 });
    const sarah = await bank.browser('sarah');
    const held = bank.wise.hold('token authorization_code');
    expect((await sarah.exchange()).status).toBe(202);
    let isClosed = false;
    const closing = bank.partner.close().then(() => {
      isClosed = true;
    });
    await held.arrived;
    expect(isClosed).toBe(false);
    held.answer(tokens);
    await closing;
    expect(await bank.attemptStatus()).toBe('LINKED');
  });
});

describe('session', () => {
  it.each([
    ['nothing of the shape', { id: 'sarah' }],
    ['no session id', { sessionId: '', customer: { id: 'sarah' } }],
    ['a customer without a date of birth', { sessionId: 's-1', customer: { id: 'sarah', givenName: 'Sarah', familyName: 'Jenkins', email: 's@example.com' } }],
  ])('that returns %s is an error of the bank, which the log names without a value', async (_, returned) => {
    const wiseLink = await createWiseLink({
      origin: ORIGIN,
      wise: { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret-canary' },
      redirectUris: [REDIRECT_URI],
      database: bank.database,
      keys: [ENCRYPTION_KEY],
      session: () => returned as never,
      log: (entry) => void bank.log.push(entry),
    });
    const got = await wiseLink.fetch(new Request(`${ORIGIN}/api/wise/status`, { headers: { 'X-Wise-Link': '1' } }));
    expect(got.status).toBe(500);
    expect(bank.log).toContainEqual(expect.objectContaining({ event: 'misconfigured', hint: 'The option session returned neither null nor { sessionId, customer }.' }));
    await wiseLink.close();
  });
});
