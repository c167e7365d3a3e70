// Compares the simulator's answers with Wise's published OpenAPI.
import { describe, expect, test } from 'vitest';
import { seedCustomers } from '../../src/simulator/seed.js';
import { NO_PROFILE, simulator } from './simulator.js';
import { differences } from './wise-schemas.js';

const { url, partner, linked, code, control } = simulator();

const registrationCode = 'r'.repeat(32);
const customers = seedCustomers().filter(({ twoFactor }) => !twoFactor).map(({ label, profiles }) => {
  const business = profiles.find(({ type }) => type === 'BUSINESS');
  return [label, business && 'businessName' in business ? business.businessName : profiles.length === 0 ? NO_PROFILE : undefined] as const;
});

describe('answers agree with Wise’s OpenAPI', () => {
  test.each(customers)('for %s', async (label, profile) => {
    const { access_token: token } = await linked(label, profile);
    const get = async (path: string) => (await partner().get(path, token)).text;
    expect(differences('profiles', await get('/v2/profiles'))).toEqual([]);
    expect(differences('old profiles', await get('/v1/profiles'))).toEqual([]);
    expect(differences('user', await get('/v1/me'))).toEqual([]);
    for (const { id } of JSON.parse((await get('/v2/profiles')).replaceAll(/"id":(\d+)/g, '"id":"$1"'))) {
      expect(differences('profile', await get(`/v2/profiles/${id}`))).toEqual([]);
      expect(differences('old profile', await get(`/v1/profiles/${id}`))).toEqual([]);
    }
  });

  test('for tokens', async () => {
    const exchanged = await partner().exchange(await code());
    expect(differences('customer token', exchanged.text)).toEqual([]);
    expect(differences('customer token', (await partner().refresh(exchanged.body['refresh_token'])).text)).toEqual([]);
    const form = { grant_type: 'client_credentials' };
    expect(differences('client token', (await partner().token(form)).text)).toEqual([]);
    await control('switches', { clientTokens: 'jwt' });
    expect(differences('client token', (await partner().token(form)).text)).toEqual([]);
  });

  test('for users', async () => {
    const token = await partner().clientToken();
    const create = async (email: string, more = {}) =>
      (await partner().postJson('/v1/user/signup/registration_code', token, { email, registrationCode, ...more })).text;
    expect(differences('user', await create('new@example.com'))).toEqual([]);
    expect(differences('conflict', await create('sarah@example.com'))).toEqual([]);
    await control('switches', { maskedConflict: true, allValidationItems: true });
    expect(differences('conflict', await create('sarah@example.com'))).toEqual([]);
    expect(differences('invalid fields', await create('', { email: null, registrationCode: null }))).toEqual([]);
    expect(differences('exists', (await partner().postJson('/v1/users/exists', token, { email: 'x@example.com' })).text)).toEqual([]);
  });

  test('for errors', async () => {
    for (const { text } of [await partner().exchange('ABCDEF'), await partner().token({}), await partner().profiles('x'), await partner().get('/v1/x', 'x')]) {
      expect(differences('system error', text)).toEqual([]);
    }
    expect(differences('forbidden', (await partner().profiles(await partner().clientToken())).text)).toEqual([]);
    await control('switches', { missingToken: true });
    expect(differences('system error', await (await fetch(`${url()}/v2/profiles`)).text())).toEqual([]);
    await control('switches', { rateLimited: true, jsonRateLimit: true });
    expect(differences('object', (await partner().profiles('x')).text)).toEqual([]);
  });
});

test('each profile has an address of its own', async () => {
  const { access_token: token } = await linked('Omar Haddad', 'Haddad Trading Ltd');
  const { items } = (await partner().profiles(token)).body as { items: { address: { id: unknown } }[] };
  expect(new Set(items.map(({ address }) => address.id)).size).toBe(2);
});

describe('the comparison finds', () => {
  test.each([
    ['null where a text must be', '{"id":1,"name":null,"email":null,"active":true,"details":null}', '/email must be string'],
    ['a missing field', '{"id":1,"name":null,"email":"x","active":true}', 'must have required property \'details\''],
    ['an unknown field', '{"id":1,"name":null,"email":"x","active":true,"details":null,"more":1}', 'must NOT have additional properties'],
    ['a text where a number must be', '{"id":"1","name":null,"email":"x","active":true,"details":null}', '/id must be integer'],
  ])('%s', (_, body, difference) => {
    expect(differences('user', body)).toEqual([expect.stringContaining(difference)]);
  });
});
