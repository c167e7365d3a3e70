import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { url, customer, partner, linked, consented, code, control } = simulator();

const set = (switches: Record<string, unknown>) => control('switches', switches);

async function atConsent(parameters: Record<string, string> = {}) {
  const visitor = customer();
  await visitor.authorize(partner().authorizeUrl({ state: 's-1', ...parameters }));
  await visitor.logInAs('Sarah Jenkins');
  await visitor.chooseProfile();
  return visitor;
}

describe('coop', () => {
  test('is not sent while it is off', async () => {
    const { headers } = await customer().authorize(partner().authorizeUrl());
    expect(headers.has('cross-origin-opener-policy')).toBe(false);
  });

  test.each(['same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'])('%s is sent with every page', async (coop) => {
    await set({ coop });
    for (const path of ['/settings', '/oauth/authorize', partner().authorizeUrl()]) {
      expect((await customer().open(path)).headers.get('cross-origin-opener-policy')).toBe(coop);
    }
  });

  test('in the query applies to every step of that flow, including the redirect back, and to no other flow', async () => {
    const visitor = await atConsent({ coop: 'same-origin' });
    expect(visitor.page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const { form } = visitor.page.formWith('Give access');
    form.fields.set('decision', 'give');
    const headers = { cookie: visitor.cookie ?? '' };
    const target = new URL(form.action, url());
    const redirect = await fetch(target, { method: 'POST', body: form.fields, headers, redirect: 'manual' });
    expect(redirect.headers.get('location')).toContain('code=');
    expect(redirect.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect((await atConsent()).page.headers.has('cross-origin-opener-policy')).toBe(false);
  });

  test('in the query can switch it off', async () => {
    await set({ coop: 'same-origin' });
    const { headers } = await customer().authorize(partner().authorizeUrl({ coop: '' }));
    expect(headers.has('cross-origin-opener-policy')).toBe(false);
  });
});

describe('profileIdName', () => {
  test('changes the name of the parameter', async () => {
    await set({ profileIdName: 'profileID' });
    expect([...(await consented()).searchParams.keys()]).toEqual(['code', 'state', 'profileID']);
  });

  test('in the query applies to that flow only', async () => {
    const callback = await (await atConsent({ profileIdName: 'profileID' })).giveAccess();
    expect(callback.searchParams.get('profileID')).toBe('14575282');
    expect((await consented()).searchParams.has('profileID')).toBe(false);
  });
});

describe('stateOnError', () => {
  test('off removes the state from the link back', async () => {
    await set({ stateOnError: false });
    expect((await (await atConsent()).decline())?.search).toBe('?error=access_denied&error_description=User+denied+access');
  });

  test('off keeps the state with the code', async () => {
    await set({ stateOnError: false });
    expect((await consented()).searchParams.get('state')).toBe('s-1');
  });

  test('in the query applies to that flow only', async () => {
    expect((await (await atConsent({ stateOnError: 'false' })).decline())?.searchParams.has('state')).toBe(false);
    expect((await (await atConsent()).decline())?.searchParams.get('state')).toBe('s-1');
  });
});

test.each([{ coop: 'yes' }, { profileIdName: 'id' }, { stateOnError: '0' }])('the query %j is refused as an unknown value', async (parameters) => {
  const page = await customer().authorize(partner().authorizeUrl(parameters));
  expect([page.status, page.heading]).toEqual([400, 'No such switch']);
});

describe('rateLimited', () => {
  test('answers all API calls with 429 and Retry-After', async () => {
    const { access_token: token } = await linked();
    await set({ rateLimited: true });
    for (const { status, headers } of [await partner().exchange('ABCDEF'), await partner().profiles(token)]) {
      expect(status).toBe(429);
      expect(headers.get('retry-after')).toBe('7');
      expect(headers.get('x-rate-limited-by')).toBe('wise-public-api');
      expect(headers.get('x-trace-id')).toMatch(/./);
    }
  });

  test('does not use the code, but counts the call', async () => {
    const given = await code();
    await set({ rateLimited: true });
    await partner().exchange(given);
    expect(await control('counters')).toMatchObject({ token: { authorization_code: 1 }, tokenRefused: 1 });
    await set({ rateLimited: false });
    expect((await partner().exchange(given)).status).toBe(200);
  });

  test('does not affect the customer’s pages', async () => {
    await set({ rateLimited: true, unavailable: true });
    expect((await consented()).searchParams.has('code')).toBe(true);
  });
});

describe('jsonRateLimit', () => {
  test('answers 429 with a JSON object', async () => {
    await set({ rateLimited: true, jsonRateLimit: true });
    const { status, headers, body } = await partner().profiles('x');
    expect([status, headers.get('content-type'), headers.get('retry-after'), body]).toEqual([429, 'application/json', '7', { message: 'Too Many Requests' }]);
  });

  test('alone changes nothing', async () => {
    await set({ jsonRateLimit: true });
    expect((await partner().profiles('x')).status).toBe(401);
  });
});

describe('clientTokens', () => {
  test('jwt makes the partner’s own tokens longer, with two dots, and they work as before', async () => {
    await set({ clientTokens: 'jwt' });
    const token = await partner().clientToken();
    expect(token).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/);
    expect((await partner().postJson('/v1/users/exists', token, { email: 'sarah@example.com' })).text).toBe('{"exists":true}');
    await control('clock', { advanceSeconds: 12 * 60 * 60 });
    expect((await partner().postJson('/v1/users/exists', token, { email: 'sarah@example.com' })).status).toBe(401);
  });

  test('jwt does not change customers’ tokens', async () => {
    await set({ clientTokens: 'jwt' });
    expect((await linked())['access_token']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('maskedConflict', () => {
  test('answers an existing user with two arguments, one of them the masked address', async () => {
    await set({ maskedConflict: true });
    const user = { email: 'sarah@example.com', registrationCode: 'r'.repeat(32) };
    const { status, body } = await partner().postJson('/v1/user/signup/registration_code', await partner().clientToken(), user);
    expect([status, body]).toMatchObject([409, { errors: [{ code: 'NOT_UNIQUE', arguments: ['email', 'sa********************@example.com'] }] }]);
  });
});

describe('missingToken', () => {
  test('answers calls without a bearer token with missing_token, with the fields in both orders', async () => {
    await set({ missingToken: true });
    const texts = new Set<string>();
    for (let call = 0; call < 20; call++) texts.add(await (await fetch(`${url()}/v2/profiles`)).text());
    expect([...texts].toSorted()).toEqual([
      '{"error":"missing_token","error_description":"Missing token"}',
      '{"error_description":"Missing token","error":"missing_token"}',
    ]);
    const basic = await fetch(`${url()}/v2/profiles`, { headers: { authorization: partner().basic } });
    expect([basic.status, (await basic.json()).error]).toEqual([401, 'missing_token']);
    expect((await partner().profiles('x')).body['error']).toBe('invalid_token');
  });
});

describe('allValidationItems', () => {
  test('lists each invalid field of a new user', async () => {
    await set({ allValidationItems: true });
    const { status, body } = await partner().postJson('/v1/user/signup/registration_code', await partner().clientToken(), {});
    expect([status, body]).toMatchObject([400, { errors: [{ code: 'NotNull', path: 'email' }, { code: 'NotNull', path: 'registrationCode' }] }]);
  });
});

describe('gzip', () => {
  const raw = async (accepted: string) => {
    const response = await fetch(`${url()}/v2/profiles`, { headers: { 'accept-encoding': accepted } });
    return [response.headers.get('content-encoding'), (await response.json()).error];
  };

  test('compresses responses for callers that accept it', async () => {
    await set({ gzip: true });
    expect(await raw('gzip, br')).toEqual(['gzip', 'unauthorized']);
    expect(await raw('identity')).toEqual([null, 'unauthorized']);
  });

  test('off does not', async () => {
    expect(await raw('gzip')).toEqual([null, 'unauthorized']);
  });
});

describe('newValues', () => {
  const profiles = async (token: unknown) => (await partner().profiles(token)).body['items'] as Record<string, unknown>[];

  test('adds a state, a field and a profile of a new type', async () => {
    const { access_token: token } = await linked();
    const [before] = await profiles(token);
    await set({ newValues: true });
    const [own, ...others] = await profiles(token);
    expect(own).toEqual({ ...before, currentState: 'ON_HOLD', plan: 'PLUS' });
    expect(others.at(-1)).toMatchObject({ type: 'TRUST', currentState: 'VISIBLE' });
  });
});

describe('unavailable', () => {
  test('answers all API calls with 503 in plain text', async () => {
    await set({ unavailable: true });
    for (const { status, headers } of [await partner().exchange('ABCDEF'), await partner().profiles('x')]) {
      expect([status, headers.get('content-type')]).toEqual([503, 'text/plain; charset=UTF-8']);
    }
  });
});

describe('latencyMs', () => {
  test.each(['/v2/profiles', '/settings'])('delays the response of %s', async (path) => {
    await set({ latencyMs: 60 });
    const before = performance.now();
    await fetch(`${url()}${path}`);
    expect(performance.now() - before).toBeGreaterThanOrEqual(59);
  });

  test('delays the response after the work: the code is used even if the caller aborts', async () => {
    const given = await code();
    await set({ latencyMs: 600_000 });
    const caller = new AbortController();
    const form = { grant_type: 'authorization_code', client_id: 'bank', code: given, redirect_uri: partner().redirectUri };
    const lost = fetch(`${url()}/oauth/token`, {
      method: 'POST', headers: { authorization: partner().basic }, body: new URLSearchParams(form), signal: caller.signal,
    });
    await expect.poll(() => control('counters')).toMatchObject({ token: { authorization_code: 1 } });
    caller.abort();
    await expect(lost).rejects.toThrow('aborted');
    await set({ latencyMs: 0 });
    expect((await partner().exchange(given)).body['error']).toBe('invalid_grant');
  });
});
