import { describe, expect, test } from 'vitest';
import { Partner, readAnswer } from './partner.js';
import { simulator } from './simulator.js';

const { url, customer, partner, otherPartner, code, linked, consented, control } = simulator();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HALF_AN_HOUR = 30 * 60;
const TWELVE_HOURS = 12 * 60 * 60;
const TWENTY_YEARS = 20 * 365 * 24 * 60 * 60;

const later = (advanceSeconds: number) => control('clock', { advanceSeconds });

describe('the token endpoint', () => {
  const form = { grant_type: 'client_credentials' };

  test.each(['2026Q3', '2026Q4', '2031Q1'])('also has a path with the version prefix %s, as each quarter has one', async (version) => {
    expect((await partner().token(form, `/${version}/oauth/token`)).status).toBe(200);
  });

  test.each([
    ['no credentials', {}],
    ['a wrong secret', { authorization: new Partner('', 'bank', 'wrong').basic }],
    ['an unknown client', { authorization: new Partner('', 'nobody', 'banksecret').basic }],
    ['no secret', { authorization: `Basic ${Buffer.from('bank').toString('base64')}` }],
    ['a bearer token', { authorization: 'Bearer banksecret' }],
  ])('answers %s with 401 invalid_client', async (_, headers) => {
    const body = new URLSearchParams({ ...form, client_id: 'bank', client_secret: 'banksecret' });
    const answer = await readAnswer(await fetch(`${url()}/oauth/token`, { method: 'POST', headers, body }));
    expect(answer.status).toBe(401);
    expect(answer.text).toBe('{"error":"invalid_client","error_description":"Client authentication failed"}');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
  });

  test('accepts a secret with a colon', async () => {
    expect((await otherPartner().token(form)).status).toBe(200);
  });

  test('answers a client_id that differs from the credentials with invalid_client', async () => {
    const fields = { grant_type: 'authorization_code', client_id: 'other', code: 'ABCDEF', redirect_uri: 'x' };
    const { status, body } = await partner().token(fields);
    expect([status, body['error']]).toEqual([401, 'invalid_client']);
  });

  test('does not accept JSON', async () => {
    const headers = { 'authorization': partner().basic, 'content-type': 'application/json' };
    const response = await fetch(`${url()}/oauth/token`, { method: 'POST', headers, body: JSON.stringify(form) });
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('{"error":"invalid_request","error_description":"Missing grant type"}');
  });

  test('does not read the query', async () => {
    const { status, body } = await partner().token({}, '/oauth/token?grant_type=client_credentials');
    expect([status, body['error_description']]).toEqual([400, 'Missing grant type']);
  });

  test.each([
    ['authorization_code', ['client_id', 'code', 'redirect_uri']],
    ['refresh_token', ['refresh_token']],
    ['registration_code', ['client_id', 'email', 'registration_code']],
  ])('answers %s without one of its fields with invalid_request', async (grantType, fields) => {
    for (const missing of fields) {
      const given = Object.fromEntries(fields.filter((name) => name !== missing).map((name) => [name, 'bank']));
      const { status, body } = await partner().token({ grant_type: grantType, ...given });
      expect([status, body]).toEqual([400, { error: 'invalid_request', error_description: `Missing ${missing}` }]);
    }
  });

  test('answers a repeated field with invalid_request', async () => {
    const body = new URLSearchParams('grant_type=refresh_token&refresh_token=a&refresh_token=b');
    const headers = { authorization: partner().basic };
    const answer = await readAnswer(await fetch(`${url()}/oauth/token`, { method: 'POST', headers, body }));
    expect([answer.status, answer.body['error']]).toEqual([400, 'invalid_request']);
  });

  test.each(['password', 'toString'])('answers the grant type "%s" with unsupported_grant_type', async (grantType) => {
    const { status, body } = await partner().token({ grant_type: grantType });
    expect([status, body['error']]).toEqual([400, 'unsupported_grant_type']);
  });

  test('counts well-formed calls by grant type, and refused calls', async () => {
    await partner().clientToken();
    await partner().exchange('ABCDEF');
    await partner().token({ grant_type: 'authorization_code' });
    await new Partner(url(), 'bank', 'wrong').refresh('x');
    expect(await control('counters')).toEqual({
      authorize: 0,
      token: { authorization_code: 1, refresh_token: 1, client_credentials: 1, registration_code: 0 },
      tokenRefused: 3,
      emails: 0,
    });
  });
});

describe('an authorization code', () => {
  test('returns tokens, with Wise’s fields in Wise’s order', async () => {
    const { status, body } = await partner().exchange(await code());
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual([
      'access_token', 'token_type', 'refresh_token', 'expires_in', 'scope', 'created_at', 'expires_at',
      'refresh_token_expires_in', 'refresh_token_expires_at',
    ]);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(UUID),
      token_type: 'bearer',
      refresh_token: expect.stringMatching(UUID),
      expires_in: 43199,
      scope: 'transfers',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      refresh_token_expires_in: 630719999,
      refresh_token_expires_at: expect.stringMatching(/\.\d{3}Z$/),
    });
    const created = Date.parse(String(body['created_at']));
    expect(Date.parse(String(body['expires_at'])) - created).toBe(TWELVE_HOURS * 1000);
    expect(Date.parse(String(body['refresh_token_expires_at'])) - created).toBe(TWENTY_YEARS * 1000);
  });

  test('works once', async () => {
    const once = await code();
    expect((await partner().exchange(once)).status).toBe(200);
    const again = await partner().exchange(once);
    expect([again.status, again.body['error']]).toEqual([400, 'invalid_grant']);
  });

  test('works once for two parallel requests', async () => {
    const once = await code();
    const answers = await Promise.all([partner().exchange(once), partner().exchange(once)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  });

  test('is valid for 30 minutes', async () => {
    const [early, late] = [await code('Omar Haddad'), await code()];
    await later(HALF_AN_HOUR - 60);
    expect((await partner().exchange(early)).status).toBe(200);
    await later(60);
    expect((await partner().exchange(late)).body['error']).toBe('invalid_grant');
  });

  test('is case-sensitive', async () => {
    let given = await code();
    while (!/[A-Za-z]/.test(given)) given = await code();
    const changed = given.replace(/[A-Za-z]/g, (letter) =>
      letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase());
    expect((await partner().exchange(changed)).status).toBe(400);
  });

  test('that was never issued is refused', async () => {
    const { status, body } = await partner().exchange('ABCDEF');
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_grant', error_description: 'Invalid authorization code: ABCDEF' });
  });

  test('requires the redirect URI of the authorization request, and is used up by a wrong one', async () => {
    const given = await code();
    const { status, body } = await partner().exchange(given, 'http://localhost:4100/wise-callback.html?via=query');
    expect(status).toBe(400);
    expect(body).toEqual({ error: 'invalid_grant', error_description: 'Redirect URI mismatch.' });
    expect((await partner().exchange(given)).status).toBe(400);
  });

  test('is refused to another partner, and used up by the call', async () => {
    const given = await code();
    expect((await otherPartner().exchange(given, partner().redirectUri)).body['error']).toBe('invalid_grant');
    expect((await partner().exchange(given)).status).toBe(400);
  });

  test('of a new authorization revokes the old refresh token, but not the old access token', async () => {
    const old = await linked();
    const pending = await code();
    expect((await partner().refresh(old['refresh_token'])).status).toBe(200);
    const { body: kept } = await partner().refresh(old['refresh_token']);
    await partner().exchange(pending);
    const refreshed = await partner().refresh(old['refresh_token']);
    expect([refreshed.status, refreshed.body['error']]).toEqual([400, 'invalid_grant']);
    expect((await partner().profiles(kept['access_token'])).status).toBe(200);
  });

  test('of another customer does not revoke the refresh token', async () => {
    const sarahs = await linked();
    await linked('Omar Haddad');
    expect((await partner().refresh(sarahs['refresh_token'])).status).toBe(200);
  });

  test('differs each time', async () => {
    const callbacks = [await consented(), await consented(), await consented()];
    expect(new Set(callbacks.map(({ searchParams }) => searchParams.get('code'))).size).toBe(3);
  });
});

describe('a refresh token', () => {
  test('returns a new access token, stays the same, and revokes the old access token at once', async () => {
    const old = await linked();
    const { status, body } = await partner().refresh(old['refresh_token']);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(Object.keys(old));
    expect(body['refresh_token']).toBe(old['refresh_token']);
    expect((await partner().profiles(old['access_token'])).status).toBe(401);
    expect((await partner().profiles(body['access_token'])).status).toBe(200);
  });

  test('keeps its expiry, while each access token has a new one', async () => {
    const old = await linked();
    await later(1000);
    const { body } = await partner().refresh(old['refresh_token']);
    expect(body['expires_in']).toBe(43199);
    expect(body['refresh_token_expires_in']).toBeLessThanOrEqual(630719999 - 1000);
    expect(body['refresh_token_expires_at']).toBe(old['refresh_token_expires_at']);
  });

  test('is valid for twenty years', async () => {
    const old = await linked();
    await later(TWENTY_YEARS - 60);
    expect((await partner().refresh(old['refresh_token'])).status).toBe(200);
    await later(60);
    expect((await partner().refresh(old['refresh_token'])).body['error']).toBe('invalid_grant');
  });

  test.each(['nobody-has-this', '../../etc'])('"%s", which was never issued, is refused', async (token) => {
    const { status, body } = await partner().refresh(token);
    expect([status, body['error']]).toEqual([400, 'invalid_grant']);
  });

  test('is refused to another partner', async () => {
    const tokens = await linked();
    expect((await otherPartner().refresh(tokens['refresh_token'])).status).toBe(400);
    expect((await partner().refresh(tokens['refresh_token'])).status).toBe(200);
  });
});

describe('an access token', () => {
  test('is valid for twelve hours', async () => {
    const tokens = await linked();
    await later(TWELVE_HOURS - 60);
    expect((await partner().profiles(tokens['access_token'])).status).toBe(200);
    await later(60);
    expect((await partner().profiles(tokens['access_token'])).status).toBe(401);
  });
});

describe('client credentials', () => {
  test('return a token for the partner, without the fields of a customer’s token', async () => {
    const { body } = await partner().token({ grant_type: 'client_credentials' });
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'scope', 'expires_at']);
    expect(body).toMatchObject({ access_token: expect.stringMatching(UUID), expires_in: 43199 });
  });
});

describe('a registration code', () => {
  const user = { email: 'new@example.com', registrationCode: 'r'.repeat(32) };
  const grant = (change: Record<string, string> = {}) => partner().token({
    grant_type: 'registration_code', client_id: 'bank', email: user.email, registration_code: user.registrationCode, ...change,
  });
  const create = async () => partner().postJson('/v1/user/signup/registration_code', await partner().clientToken(), user);

  test('returns tokens for the account that the partner created', async () => {
    await create();
    const { status, body } = await grant();
    expect(status).toBe(200);
    expect((await partner().profiles(body['access_token'])).text).toBe('[]');
  });

  test.each([
    ['a wrong code', { registration_code: 'x'.repeat(32) }],
    ['an unknown address', { email: 'nobody@example.com' }],
    ['an account that no partner created', { email: 'sarah@example.com' }],
  ])('is refused for %s', async (_, change) => {
    await create();
    const { status, text } = await grant(change);
    expect(status).toBe(401);
    expect(text).toBe('{"error":"invalid_grant","error_description":"Invalid user credentials."}');
  });

  test('is refused after the customer has changed the email', async () => {
    await create();
    const visitor = customer();
    await visitor.open('/settings');
    await visitor.logIn(user.email, 'wise');
    await visitor.press('Change email', { email: 'mine@example.com' });
    expect((await grant({ email: 'mine@example.com' })).status).toBe(401);
  });
});
