import { beforeEach, describe, expect, it } from 'vitest';
import { newCode, newState, useBank } from './bank.js';
import { hang, invalidGrant, json, personal, profiles, refreshed, reset, TRACE_ID } from './fake-wise.js';

// After each test the bank searches all log lines and responses for every code and state that was sent, and for the tokens,
// addresses, names and dates of birth of the fake Wise. These tests run every path that could log one of them.
const bank = useBank({ wiseTimeoutMs: 1000 });
const TOKEN = 'token authorization_code';
const PROFILES = '/v2/profiles';
const REFRESH = 'token refresh_token';
const canary = 'access-canary refresh-canary sarah@example.com Jenkins 1985-05-20';

/** An error response that contains secrets. */
const leaky = (status: number) => json(status, JSON.stringify({ error: 'server_error', error_description: canary }));

beforeEach(() => expect(bank.log).toEqual([]));

describe('no secret is in any log line', () => {
  it('of a start, an email, a typed code, its question and the status', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
    await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId }));
    await sarah.status(attemptId);
    await sarah.type(String(state));
    await sarah.status(attemptId);
    await sarah.confirm(attemptId, true);
    await sarah.status();
    await sarah.send('GET', `/api/wise/status?attempt=${String(state)}&code=${newCode()}`);
    const events = new Set(bank.log.map(({ event }) => event));
    expect(events).toEqual(new Set(['request', 'attempt', 'wise_call', 'email']));
    expect(bank.log.map(({ operation }) => operation)).toContain('GET /api/wise/status');
  });

  it.each([
    ['refuses the code', TOKEN, invalidGrant],
    ['fails with a message', TOKEN, leaky(500)],
    ['refuses the client', TOKEN, leaky(401)],
    ['closes the connection', TOKEN, reset],
    ['does not answer', TOKEN, hang],
    ['answers with malformed tokens', TOKEN, json(200, `{"access_token":{"${canary}":1}}`)],
    ['fails with a message about profiles', PROFILES, leaky(503)],
    ['answers with a malformed profile', PROFILES, json(200, `[{"type":"PERSONAL","id":"${canary}"}]`)],
    ['returns another person', PROFILES, profiles(personal({ lastName: 'Haddad' }))],
  ])('when Wise %s at an exchange', async (_, operation, reply) => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(operation, reply, reply);
    await sarah.exchange();
    expect(bank.log.filter(({ event }) => event === 'wise_call').length).toBeGreaterThan(0);
  });

  it.each([200, 400, 401, 429, 500, 503])('when Wise repeats the code in every part of a response with status %d', async (status) => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    const body = { error: code, error_description: `Invalid authorization code: ${code}`, access_token: 1, [code]: code };
    const echo = json(status, JSON.stringify(body), { 'x-trace-id': code, 'Retry-After': code, [code]: code });
    bank.wise.next(TOKEN, echo, echo);
    await sarah.exchange({ code });
    expect(bank.log.filter(({ event }) => event === 'wise_call').length).toBeGreaterThan(0);
  });

  it('but Wise’s trace id is, for Wise support', async () => {
    await (await bank.browser('sarah')).exchange();
    expect(bank.log.map(({ traceId }) => traceId)).toContain(TRACE_ID);
  });

  it.each([
    ['answers', refreshed('2026-05-02T04:00:00Z')],
    ['refuses', invalidGrant],
    ['fails with a message', leaky(500)],
    ['closes the connection', reset],
  ])('when Wise %s at a refresh', async (_, reply) => {
    await (await bank.browser('sarah')).exchange();
    bank.forward(6 * 3600);
    bank.wise.next(REFRESH, reply);
    await bank.partner.accessToken('sarah').catch((error: unknown) => bank.outputs.push(String(error)));
    expect(bank.log.filter(({ event }) => event === 'refresh')).toHaveLength(1);
  });

  it.each([
    ['a start', /insert into attempt/, 1],
    ['an exchange', /set status = 'EXCHANGED'/, 1],
    ['a status', /from attempt where id/, 1],
    ['a refresh', /sealed_tokens = \$3, refreshed_at/, 0],
  ])('when %s fails with a database error that quotes a secret', async (_, sql, errors) => {
    const sarah = await bank.browser('sarah');
    if (errors === 0) await sarah.exchange();
    bank.crashBefore(sql);
    if (errors === 0) {
      bank.forward(6 * 3600);
      // The bank's own code receives the error. It is not logged.
      await expect(bank.partner.accessToken('sarah')).rejects.toThrow('died');
    } else {
      const { attemptId = `a_${newState()}`, state = newState() } = (await sarah.start()).body;
      await sarah.exchange({ state });
      await sarah.status(attemptId);
    }
    expect(bank.log.filter(({ event }) => event === 'internal_error')).toHaveLength(errors);
  });

  it('of refused requests', async () => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    bank.secrets.add(code);
    await sarah.exchange({ source: 'phone' });
    await sarah.exchange({ redirectUri: `https://evil.example/?code=${code}` });
    await sarah.send('POST', `/api/wise/${code}`, JSON.stringify({ code }));
    await sarah.send('POST', '/api/wise/exchange', code, { 'Idempotency-Key': code, 'X-Correlation-Id': `${code} x` });
    await sarah.send('POST', '/api/wise/start', JSON.stringify({ flow: 'popup', environment: 'sandbox', locale: code }));
    expect(bank.log.map(({ operation }) => operation)).toContain('unknown');
  });
});
