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
