import { describe, expect, it } from 'vitest';
import { Browser, useBank } from '../server/bank.js';

const bank = useBank();

describe('log-in', () => {
  it('sets a cookie that is HttpOnly, SameSite=Strict and Secure', async () => {
    const got = await new Browser(bank).logIn('sarah');
    expect(got.status).toBe(200);
    expect(got.body).toEqual({ customer: { id: 'sarah', name: 'Sarah Jenkins' } });
    expect(got.headers.get('Set-Cookie')).toMatch(
      /^bank_session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('over plain http, on localhost, sets the cookie without Secure', async () => {
    await bank.restart({ origin: 'http://localhost:4100' });
    const body = JSON.stringify({ customer: 'sarah', password: 'bank' });
    const headers = { Origin: 'http://localhost:4100' };
    const got = await new Browser(bank).send('POST', '/api/session', body, headers);
    expect(got.headers.get('Set-Cookie')).toMatch(/SameSite=Strict$/);
  });

  it('stores only the hash of the token', async () => {
    const sarah = await bank.browser('sarah');
    const token = sarah.cookie.replace('bank_session=', '');
    expect(token).toHaveLength(43);
    expect(JSON.stringify(await bank.rows('select * from demo_session'))).not.toContain(token);
  });

  it.each([
    ['sarah', 'wrong'],
    ['nobody', 'bank'],
    ['constructor', 'bank'],
  ])('of %s with the password "%s" gets the same refusal', async (customer, password) => {
    const got = await new Browser(bank).logIn(customer, password);
    expect(got.body).toMatchObject({ code: 'login_failed' });
    expect(got.headers.get('Set-Cookie')).toBeNull();
  });

  it('from another site is refused', async () => {
    const body = JSON.stringify({ customer: 'sarah', password: 'bank' });
    const got = await new Browser(bank).send('POST', '/api/session', body, { Origin: 'https://evil.example' });
    expect(got.body).toMatchObject({ code: 'csrf_failed' });
  });

  it('with a malformed body is refused', async () => {
    const got = await new Browser(bank).send('POST', '/api/session', '{"customer":["sarah"]}');
    expect(got.body).toMatchObject({ code: 'invalid_request' });
  });

  it('creates a new session and ends the old one', async () => {
    const sarah = await bank.browser('sarah');
    const old = sarah.cookie;
    await sarah.logIn('omar');
    expect(sarah.cookie).not.toBe(old);
    expect((await sarah.send('GET', '/api/session')).body).toMatchObject({ customer: { id: 'omar' } });
    sarah.cookie = old;
    expect((await sarah.send('GET', '/api/session')).body).toEqual({ customer: null });
  });
});

describe('a session', () => {
  it('ends at log-out', async () => {
    const sarah = await bank.browser('sarah');
    const got = await sarah.send('DELETE', '/api/session');
    expect([got.status, got.headers.get('Set-Cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await sarah.send('GET', '/api/session')).body).toEqual({ customer: null });
    expect(await bank.rows('select 1 from demo_session')).toEqual([]);
  });

  it('ends after eight hours', async () => {
    const sarah = await bank.browser('sarah');
    bank.forward(8 * 3600 - 1);
    expect((await sarah.send('GET', '/api/session')).body).toMatchObject({ customer: { id: 'sarah' } });
    bank.forward(1);
    expect((await sarah.send('GET', '/api/session')).body).toEqual({ customer: null });
  });

  it('is ignored if the request has two session cookies', async () => {
    const sarah = await bank.browser('sarah');
    const omar = await bank.browser('omar');
    sarah.cookie = `${omar.cookie}; ${sarah.cookie}`;
    expect((await sarah.send('GET', '/api/session')).body).toEqual({ customer: null });
  });

  it('is found among other cookies', async () => {
    const sarah = await bank.browser('sarah');
    sarah.cookie = `theme=dark; ${sarah.cookie}; x_bank_session=1`;
    expect((await sarah.send('GET', '/api/session')).body).toMatchObject({ customer: { id: 'sarah' } });
  });
});
