import { describe, expect, test } from 'vitest';
import { readAnswer } from './partner.js';
import { NO_PROFILE, simulator } from './simulator.js';

const { url, partner, linked } = simulator();

async function profilesOf(label: string, profile?: string) {
  const tokens = await linked(label, profile);
  return partner().profiles(tokens['access_token']);
}

describe('GET /v2/profiles', () => {
  test('returns a personal profile', async () => {
    const { status, body } = await profilesOf('Sarah Jenkins');
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([{
      type: 'PERSONAL', id: 14575282, firstName: 'Sarah', lastName: 'Jenkins', fullName: 'Sarah Jenkins',
      dateOfBirth: '1985-05-20', email: 'sarah@example.com', currentState: 'VISIBLE', obfuscated: false,
    }]);
  });

  test('returns a business with the personal profile of its owner', async () => {
    const { body } = await profilesOf('Lee Wong', 'Innovate Solutions Ltd');
    expect(body['items']).toMatchObject([
      { type: 'PERSONAL', id: 14577001, dateOfBirth: '1988-01-01' },
      {
        type: 'BUSINESS', id: 14599371, businessName: 'Innovate Solutions Ltd',
        registrationNumber: 'SC1234567890ABCD', companyType: 'LIMITED_COMPANY', fullName: 'Innovate Solutions Ltd',
      },
    ]);
  });

  test('returns a personal profile without the businesses', async () => {
    const { body } = await profilesOf('Lee Wong', 'Lee Wong');
    expect(body['items']).toMatchObject([{ type: 'PERSONAL' }]);
    expect(body['items']).toHaveLength(1);
  });

  test('writes ids beyond 2^53 as integers with all digits', async () => {
    const { text } = await profilesOf('Omar Haddad', 'Haddad Trading Ltd');
    expect(text).toContain('"id":9007199254740993,');
    expect(text).toContain('"id":9007199254740995,');
  });

  test('returns another date of birth for the other Sarah Jenkins', async () => {
    expect((await profilesOf('Sarah Jenkins (another person)')).text).toContain('"dateOfBirth":"1991-02-14"');
  });

  test('returns nothing to compare if Wise masks the data', async () => {
    const { text, body } = await profilesOf('Maya Bloom');
    expect(body['items']).toMatchObject([{
      id: 14578001, firstName: 'M***', lastName: 'B****', obfuscated: true, dataObfuscated: true,
    }]);
    expect(text).not.toMatch(/Maya|Bloom|1992|dateOfBirth|"phoneNumber"/);
  });
});

describe('GET /v2/profiles/{id}', () => {
  test('returns one profile, as in the list', async () => {
    const { access_token: token } = await linked('Omar Haddad', 'Haddad Trading Ltd');
    const one = await partner().get('/v2/profiles/9007199254740995', token);
    expect(one.body).toMatchObject({ type: 'BUSINESS', id: 9007199254740995n, registrationNumber: 'SC123456' });
    expect((await partner().profiles(token)).text).toContain(one.text);
  });

  test.each(['9007199254740995', '14575282', '1', 'x'])('refuses %s, which is not accessible or unknown', async (id) => {
    const { access_token: token } = await linked('Omar Haddad', 'Omar Haddad');
    const { status, body } = await partner().get(`/v2/profiles/${id}`, token);
    expect(status).toBe(403);
    expect(body).toEqual({ timestamp: expect.any(String), status: 403, error: 'unauthorized', message: 'Unauthorized' });
  });
});

test.each(['2026Q3', '2027Q1'])('/%s/profiles and /profiles/{id} return the same as /v2', async (version) => {
  const { access_token: token } = await linked();
  for (const path of ['profiles', 'profiles/14575282']) {
    expect((await partner().get(`/${version}/${path}`, token)).text).toBe((await partner().get(`/v2/${path}`, token)).text);
  }
});

describe('GET /v1/profiles', () => {
  test('returns a personal profile in the old format', async () => {
    const { access_token: token } = await linked();
    const { status, body } = await partner().get('/v1/profiles', token);
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([{ id: 14575282, type: 'personal', details: { firstName: 'Sarah', lastName: 'Jenkins', dateOfBirth: '1985-05-20' } }]);
  });

  test('returns a business in the old format, also alone', async () => {
    const { access_token: token } = await linked('Omar Haddad', 'Haddad Trading Ltd');
    const { body } = await partner().get('/v1/profiles/9007199254740995', token);
    expect(body).toMatchObject({ id: 9007199254740995n, type: 'business', details: { name: 'Haddad Trading Ltd', registrationNumber: 'SC123456' } });
  });
});

describe.each(['/v1/me', '/2026Q3/me'])('GET %s', (path) => {
  test('returns the user of the token', async () => {
    const { access_token: token } = await linked();
    const { status, body } = await partner().get(path, token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 9889627, name: 'Sarah Jenkins', email: 'sarah@example.com', active: true, details: { dateOfBirth: '1985-05-20' } });
  });

  test('returns a user without a profile with no name and no details', async () => {
    const customerToken = (await linked('Nina Roth', NO_PROFILE))['access_token'];
    expect((await partner().get(path, customerToken)).body).toMatchObject({ name: null, email: 'nina@example.com', details: null });
  });
});

describe.each(['/v1/me', '/v1/profiles', '/2026Q3/profiles', '/v2/profiles', '/v2/profiles/14575282'])('%s', (path) => {
  test('answers an invalid token with 401 invalid_token', async () => {
    const { status, text } = await partner().get(path, 'made-up');
    expect([status, text]).toEqual([401, '{"error_description":"Invalid token","error":"invalid_token"}']);
  });

  test('answers a missing token with 401 unauthorized', async () => {
    const answer = await readAnswer(await fetch(`${url()}${path}`));
    expect([answer.status, answer.body['error']]).toEqual([401, 'unauthorized']);
  });

  test('refuses the partner’s own token', async () => {
    expect((await partner().get(path, await partner().clientToken())).status).toBe(403);
  });
});
