// Each fact about Wise's tokens and errors that was recorded or that its reference states, by name. Other files test more of each.
import { describe, expect, test } from 'vitest';
import type { ApiAnswer } from './partner.js';
import { Partner } from './partner.js';
import { simulator } from './simulator.js';

const { url, customer, partner, linked, consented, code, control } = simulator();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const later = (advanceSeconds: number) => control('clock', { advanceSeconds });
const registration = { email: 'new@example.com', registrationCode: 'r'.repeat(32) };
const create = async (user: object) => partner().postJson('/v1/user/signup/registration_code', await partner().clientToken(), user);

describe('as recorded at Wise’s sandbox on 31 July 2026', () => {
  test('a customer’s token has its fields in this order', async () => {
    expect((await partner().exchange(await code())).text).toMatch(new RegExp(`^\\{${[
      'access_token', 'token_type', 'refresh_token', 'expires_in', 'scope', 'created_at', 'expires_at', 'refresh_token_expires_in', 'refresh_token_expires_at',
    ].map((name) => `"${name}":[^,]+`).join(',')}\\}$`));
  });

  test('access and refresh tokens are UUIDs', async () => {
    const tokens = await linked();
    expect([tokens['access_token'], tokens['refresh_token']]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
  });

  test('an access token says that it expires in 43199 seconds', async () => {
    expect(await linked()).toMatchObject({ expires_in: 43199, token_type: 'bearer', scope: 'transfers' });
  });

  test('created_at has nanoseconds, and expires_at milliseconds', async () => {
    const tokens = await linked();
    expect([tokens['created_at'], tokens['expires_at'], tokens['refresh_token_expires_at']])
      .toEqual([expect.stringMatching(/\.\d{9}Z$/), expect.stringMatching(/\.\d{3}Z$/), expect.stringMatching(/\.\d{3}Z$/)]);
  });

  test('a refresh token says that it expires in 20 years of 365 days, less a second', async () => {
    expect((await linked())['refresh_token_expires_in']).toBe(630719999);
  });

  test('a refresh token stays the same over seven refreshes', async () => {
    const { refresh_token: token } = await linked();
    for (let call = 0; call < 7; call++) expect((await partner().refresh(token)).body['refresh_token']).toBe(token);
  });

  test('an invalid access token is answered with 401, the description first', async () => {
    const { status, text } = await partner().profiles('x');
    expect([status, text]).toEqual([401, '{"error_description":"Invalid token","error":"invalid_token"}']);
  });

  test('a token for a business also lists the personal profile of its owner', async () => {
    const { access_token: token } = await linked('Lee Wong', 'Innovate Solutions Ltd');
    expect((await partner().profiles(token)).body['items']).toMatchObject([{ type: 'PERSONAL' }, { type: 'BUSINESS' }]);
  });

  test('a profile says whether its data are masked', async () => {
    const { access_token: token } = await linked();
    expect((await partner().profiles(token)).body['items']).toMatchObject([{ obfuscated: false, dataObfuscated: false }]);
  });
});

describe('as Wise’s documents say', () => {
  test('the redirect has the code, the state and the profile id, in this order', async () => {
    expect([...(await consented()).searchParams.keys()]).toEqual(['code', 'state', 'profileId']);
  });

  test('a code has six letters and digits', async () => {
    expect(await code()).toMatch(/^[0-9A-Za-z]{6}$/);
  });

  test('a code expires within 30 minutes', async () => {
    const given = await code();
    await later(30 * 60);
    expect((await partner().exchange(given)).body['error']).toBe('invalid_grant');
  });

  test('a code works once', async () => {
    const given = await code();
    expect([(await partner().exchange(given)).status, (await partner().exchange(given)).status]).toEqual([200, 400]);
  });

  test('an access token is valid for 12 hours', async () => {
    const { access_token: token } = await linked();
    await later(12 * 60 * 60 - 60);
    expect((await partner().profiles(token)).status).toBe(200);
    await later(60);
    expect((await partner().profiles(token)).status).toBe(401);
  });

  test('a refresh ends the previous access token at once', async () => {
    const tokens = await linked();
    await partner().refresh(tokens['refresh_token']);
    expect((await partner().profiles(tokens['access_token'])).status).toBe(401);
  });

  test('a new authorization ends the old refresh token at once, and leaves the last access token', async () => {
    const old = await linked();
    await linked();
    expect((await partner().refresh(old['refresh_token'])).status).toBe(400);
    expect((await partner().profiles(old['access_token'])).status).toBe(200);
  });

  test('a client’s own token has no refresh token and no created_at', async () => {
    const { body } = await partner().token({ grant_type: 'client_credentials' });
    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'scope', 'expires_at']);
  });

  test('a new email address at Wise revokes the tokens, and a refresh gives 400', async () => {
    const tokens = await linked();
    const visitor = customer();
    await visitor.open('/settings');
    await visitor.logInAs('Sarah Jenkins');
    await visitor.press('Change email', { email: 'sally@example.com' });
    expect((await partner().refresh(tokens['refresh_token'])).status).toBe(400);
  });

  const errors: [string, () => Promise<Pick<ApiAnswer, 'status' | 'text'>>, number, string][] = [
    ['a missing grant type', () => partner().token({}), 400, '{"error":"invalid_request","error_description":"Missing grant type"}'],
    ['a client that is not known', () => new Partner(url(), 'bank', 'wrong').token({ grant_type: 'client_credentials' }), 401,
      '{"error":"invalid_client","error_description":"Client authentication failed"}'],
    ['a registration code that is refused', () => partner().token({ grant_type: 'registration_code', client_id: 'bank', email: 'x@example.com', registration_code: 'x' }), 401,
      '{"error":"invalid_grant","error_description":"Invalid user credentials."}'],
    ['a code that is refused', () => partner().exchange('G2s8EJ'), 400, '{"error":"invalid_grant","error_description":"Invalid authorization code: G2s8EJ"}'],
    ['a call without a token', async () => {
      const response = await fetch(`${url()}/v2/profiles`);
      return { status: response.status, text: await response.text() };
    }, 401, '{"error":"unauthorized","error_description":"Full authentication is required to access this resource"}'],
    ['a user who exists', () => create({ ...registration, email: 'sarah@example.com' }), 409,
      '{"errors":[{"code":"NOT_UNIQUE","message":"You\'re already a member. Please login","path":"email","arguments":["email","class com.transferwise.fx.api.ApiRegisterCommand","sarah@example.com"]}]}'],
    ['a user without an address', () => create({ ...registration, email: null }), 400,
      '{"errors":[{"code":"NotNull","message":"must not be null","path":"email","arguments":null}]}'],
    ['a registration code that is too short', () => create({ ...registration, registrationCode: 'r'.repeat(31) }), 400,
      '{"errors":[{"code":"Size","message":"size must be between 32 and 2147483647","path":"registrationCode","arguments":null}]}'],
    ['an address that is not valid', () => create({ ...registration, email: 'x' }), 422,
      '{"errors":[{"code":"ERROR","message":"Please provide a valid email","path":"email","arguments":null}]}'],
  ];

  test.each(errors)('%s is answered with this error', async (_, call, status, text) => {
    expect(await call()).toMatchObject({ status, text });
  });

  test('too many calls are answered with 429, Retry-After and the name of the limiter', async () => {
    await control('switches', { rateLimited: true });
    const { status, headers } = await partner().profiles('x');
    expect([status, headers.get('retry-after'), headers.get('x-rate-limited-by')]).toEqual([429, '7', 'wise-public-api']);
  });
});
