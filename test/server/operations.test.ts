import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../../src/server/database-unavailable.js';
import { createWiseLink } from '../../src/server/index.js';
import type { FindSession, WiseLink } from '../../src/server/index.js';
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

/** A backend of a bank with this session, on the database of the tests. */
const openWith = (session: FindSession): Promise<WiseLink> =>
  createWiseLink({
    origin: ORIGIN,
    wise: { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret-canary' },
    redirectUris: [REDIRECT_URI],
    database: bank.database,
    keys: [ENCRYPTION_KEY],
    session,
    log: (entry) => void bank.log.push(entry),
  });

describe('session', () => {
  it.each([
    ['POST', '/start', 201],
    ['POST', '/exchange', 404],
    ['POST', '/email', 400],
    ['GET', '/status', 200],
    ['GET', '/links', 200],
    ['DELETE', '/links', 204],
  ])('may be asynchronous, and is called once for %s %s', async (method, path, status) => {
    const customer = { id: 'sarah', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 's@example.com' };
    let found: Awaited<ReturnType<FindSession>> = { sessionId: 's-1', customer };
    let calls = 0;
    const wiseLink = await openWith(async () => (calls++, found));
    const headers = { 'Origin': ORIGIN, 'X-Wise-Link': '1', 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
    const code = { state: 'x'.repeat(43), code: 'k', source: 'popup', redirectUri: REDIRECT_URI };
    const bodies: Record<string, object> = { '/start': { flow: 'popup', environment: 'sandbox' }, '/exchange': code, '/email': { address: 'x' } };
    const body = method === 'POST' ? { body: JSON.stringify(bodies[path]) } : {};
    const send = (): Promise<Response> => wiseLink.fetch(new Request(`${ORIGIN}/api/wise${path}`, { method, headers, ...body }));
    expect([(await send()).status, calls]).toEqual([status, 1]);
    found = null;
    expect([(await send()).status, calls]).toEqual([401, 2]);
    await wiseLink.close();
  });

  it.each([
    ['nothing of the shape', { id: 'sarah' }],
    ['no session id', { sessionId: '', customer: { id: 'sarah' } }],
    ['an id that PostgreSQL would change', { sessionId: 's-1', customer: { id: 'sarah\uD800', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 's@example.com' } }],
    ['a customer without a date of birth', { sessionId: 's-1', customer: { id: 'sarah', givenName: 'Sarah', familyName: 'Jenkins', email: 's@example.com' } }],
  ])('that returns %s is an error of the bank, which the log names without a value', async (_, returned) => {
    const wiseLink = await openWith(() => returned as never);
    const got = await wiseLink.fetch(new Request(`${ORIGIN}/api/wise/status`, { headers: { 'X-Wise-Link': '1' } }));
    expect(got.status).toBe(500);
    expect(bank.log).toContainEqual(expect.objectContaining({ event: 'misconfigured', hint: 'The option session returned neither null nor { sessionId, customer }.' }));
    await wiseLink.close();
  });
});
