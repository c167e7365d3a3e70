// What the terminal shows of each call.
import { describe, expect, test } from 'vitest';
import { Partner } from './partner.js';
import { BANK, simulator } from './simulator.js';

const { url, customer, partner, otherPartner, code, linked, lines, control } = simulator();

const EXCHANGE = { grant_type: 'authorization_code', client_id: 'bank', code: 'ABCDEF', redirect_uri: BANK.redirectUris[0] ?? '' };
const post = (headers: Record<string, string>, body: BodyInit) => fetch(`${url()}/oauth/token`, { method: 'POST', headers, body });
const last = () => lines().at(-1);

describe('the terminal shows', () => {
  test('a successful call with its grant type and its client', async () => {
    const tokens = await linked();
    expect(lines()).toEqual(['POST /oauth/token authorization_code bank 200']);
    await partner().profiles(tokens['access_token']);
    expect(last()).toBe('GET /v2/profiles bank 200');
  });

  test.each([
    ['credentials in the body', {}, new URLSearchParams({ ...EXCHANGE, client_secret: BANK.clientSecret }),
      'authorization_code 401: the credentials are in the body; send them as HTTP Basic (client_secret_basic)'],
    ['no credentials', {}, new URLSearchParams(EXCHANGE), 'authorization_code 401: there is no Authorization header'],
    ['a bearer token in place of credentials', { authorization: 'Bearer x' }, new URLSearchParams(EXCHANGE),
      'authorization_code 401: the Authorization header is not HTTP Basic'],
    ['an unknown client', { authorization: new Partner('', 'nobody', 'x').basic }, new URLSearchParams(EXCHANGE),
      'authorization_code 401: the client id is not registered; there is bank, other'],
    ['a wrong secret', { authorization: new Partner('', 'bank', 'x').basic }, new URLSearchParams(EXCHANGE),
      'authorization_code 401: the secret of bank is wrong'],
    ['a client_id of another client', { authorization: new Partner('').basic }, new URLSearchParams({ ...EXCHANGE, client_id: 'other' }),
      'authorization_code bank 401: client_id in the body differs from the client of HTTP Basic'],
    ['a missing client_id', { authorization: new Partner('').basic }, new URLSearchParams({ ...EXCHANGE, client_id: '' }),
      'bank 400: client_id is missing in the body, where Wise’s API reference requires it; the switch "clientIdOptional" lets it be missing'],
    ['JSON in place of a form', { 'authorization': new Partner('').basic, 'content-type': 'application/json' }, JSON.stringify(EXCHANGE),
      'bank 400: the body is not a form (application/x-www-form-urlencoded)'],
    ['a missing grant type', { authorization: new Partner('').basic }, new URLSearchParams({}), 'bank 400: grant_type is missing in the body'],
    ['an unknown grant type', { authorization: new Partner('').basic }, new URLSearchParams({ grant_type: 'password' }),
      'bank 400: the grant type is unknown; there is authorization_code, refresh_token, client_credentials, registration_code'],
    ['a code that was never issued', { authorization: new Partner('').basic }, new URLSearchParams(EXCHANGE),
      'authorization_code bank 400: the code was never issued; upper and lower case matter'],
  ])('%s', async (_, headers, body, line) => {
    await post(headers, body);
    expect(last()).toContain(`POST /oauth/token ${line}`);
  });

  test('a code that has expired', async () => {
    const given = await code();
    await control('clock', { advanceSeconds: 1800 });
    await partner().exchange(given);
    expect(last()).toContain('bank 400: the code has expired');
  });

  test('a code that was used before', async () => {
    const given = await code();
    await partner().exchange(given);
    await partner().exchange(given);
    expect(last()).toContain('bank 400: the code was sent before');
  });

  test('a code of another client', async () => {
    await otherPartner().exchange(await code(), partner().redirectUri);
    expect(last()).toContain('other 400: the code was issued to another client');
  });

  test('a code with another redirect URI', async () => {
    await partner().exchange(await code(), BANK.redirectUris[1]);
    expect(last()).toContain('bank 400: redirect_uri is not that of the authorization request');
  });

  test('a code of a customer who disconnected', async () => {
    await linked();
    const given = await code();
    const visitor = customer();
    await visitor.open('/settings');
    await visitor.logInAs('Sarah Jenkins');
    await visitor.press('Disconnect');
    await partner().exchange(given);
    expect(last()).toContain('bank 400: the customer disconnected the app');
  });

  test('why a token is refused', async () => {
    const tokens = await linked();
    await partner().refresh(tokens['refresh_token']);
    await partner().profiles(tokens['access_token']);
    expect(last()).toBe('GET /v2/profiles 401: the token was replaced when the refresh token was used');
    await partner().profiles('made-up');
    expect(last()).toBe('GET /v2/profiles 401: the token was never issued');
    await otherPartner().refresh(tokens['refresh_token']);
    expect(last()).toBe('POST /oauth/token refresh_token other 400: the refresh token was issued to another client');
    await linked();
    await partner().refresh(tokens['refresh_token']);
    expect(last()).toBe('POST /oauth/token refresh_token bank 400: the refresh token was replaced by a new authorization');
    const { body } = await partner().exchange(await code());
    await control('clock', { advanceSeconds: 12 * 60 * 60 });
    await partner().profiles(body['access_token']);
    expect(last()).toBe('GET /v2/profiles 401: the token has expired');
    await partner().profiles(await partner().clientToken());
    expect(last()).toBe('GET /v2/profiles bank 403: the token is the client’s own; use a customer’s');
  });

  test('which field of a call is wrong', async () => {
    await partner().postJson('/v1/user/signup/registration_code', await partner().clientToken(), { email: 'a@example.com' });
    expect(last()).toBe('POST /v1/user/signup/registration_code bank 400: registrationCode: must not be null');
  });

  test('an outage that a switch causes', async () => {
    await control('switches', { unavailable: true });
    await partner().profiles('x');
    expect(last()).toBe('GET /v2/profiles 503: the switch "unavailable" is on');
  });

  test('a refused authorization request', async () => {
    await customer().authorize(partner().authorizeUrl({ redirect_uri: 'https://bank.example/' }));
    await customer().authorize(partner().authorizeUrl({ client_id: 'nobody' }));
    expect(lines()).toEqual([
      'GET /oauth/authorize 400: the redirect URI is not registered for bank',
      'GET /oauth/authorize 400: the client id is not registered; there is bank, other',
    ]);
  });

  test('no part of a path that could be a secret, and no query', async () => {
    await fetch(`${url()}/v1/G2s8EJ/4f1c-secret/profile_list?code=G2s8EJ`);
    expect(last()).toBe('GET /v1/…/…/profile_list 404: there is no such endpoint');
  });

  test('no visit of a customer', async () => {
    await code();
    expect(lines()).toEqual([]);
  });
});
