import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { url, customer, partner, linked, code, control } = simulator();

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url()}/simulator/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

const SWITCHES_OFF = {
  coop: '', latencyMs: 0, rateLimited: false, unavailable: false, stateOnError: true, profileIdName: 'profileId',
  rawCredentials: false, clientIdOptional: false, clientTokens: 'uuid', maskedConflict: false, jsonRateLimit: false, missingToken: false,
  allValidationItems: false, gzip: false, newValues: false,
};

describe('a reset', () => {
  test('restores the initial state', async () => {
    const tokens = await linked();
    const pending = await code();
    await post('switches', { profileIdName: 'profileID' });
    await post('clock', { advanceSeconds: 86400 });
    await post('reset', {});
    expect(await control('switches')).toEqual(SWITCHES_OFF);
    expect(await control('counters')).toEqual({
      authorize: 0,
      token: { authorization_code: 0, refresh_token: 0, client_credentials: 0, registration_code: 0 },
      tokenRefused: 0,
      emails: 0,
    });
    const { now } = await control('clock', { advanceSeconds: 0 });
    expect(Date.parse(String(now))).toBeLessThan(Date.now() + 60_000);
    expect((await partner().refresh(tokens['refresh_token'])).status).toBe(400);
    expect((await partner().exchange(pending)).status).toBe(400);
  });

  test('logs all customers out', async () => {
    const visitor = customer();
    await visitor.open('/settings');
    await visitor.logInAs('Sarah Jenkins');
    await post('reset', {});
    expect((await visitor.open('/settings')).heading).toBe('Log in');
  });
});

describe('the clock', () => {
  test.each([{}, { advanceSeconds: -1 }, { advanceSeconds: '60' }, []])('refuses %j', async (body) => {
    expect((await post('clock', body)).status).toBe(400);
  });
});

describe('the switches', () => {
  test('change one by one and can be read', async () => {
    await post('switches', { coop: 'same-origin' });
    const answer = await post('switches', { stateOnError: false });
    expect(await answer.json()).toEqual({ ...SWITCHES_OFF, coop: 'same-origin', stateOnError: false });
    expect(await control('switches')).toMatchObject({ coop: 'same-origin', stateOnError: false });
  });

  test.each([{ coop: 'yes' }, { latencyMs: -1 }, { latencyMs: '5' }, { rateLimited: 'true' }, { nonsense: true }, 'text'])(
    'refuse %j and do not change',
    async (body) => {
      expect((await post('switches', body)).status).toBe(400);
      expect(await control('switches')).toEqual(SWITCHES_OFF);
    },
  );
});

describe('the overview', () => {
  test('shows the customers and what each demonstrates', async () => {
    const { text } = await customer().open('/');
    expect(text).toContain('Omar Haddad omar@example.com links, personal or business; profile ids beyond 2^53');
    expect(text).toContain('Haddad Trading Ltd 9007199254740995');
    expect((await customer().open('/simulator')).text).toBe(text);
  });

  test('sets the switches with a form, and shows the current ones', async () => {
    const visitor = customer();
    await visitor.open('/');
    const set = { coop: 'same-origin', rateLimited: 'true', stateOnError: 'false', latencyMs: '1' };
    const page = await visitor.press('Save switches', set);
    expect(page.heading).toBe('Overview');
    expect(Object.fromEntries(page.formWith('Save switches').form.fields)).toMatchObject(set);
    expect(await control('switches')).toEqual({
      ...SWITCHES_OFF, coop: 'same-origin', rateLimited: true, stateOnError: false, latencyMs: 1,
    });
  });

  test('shows the counters, and resets them', async () => {
    await partner().clientToken();
    const visitor = customer();
    expect((await visitor.open('/')).text).toContain('Token calls: client_credentials 1');
    expect((await visitor.press('Reset everything')).text).toContain('Token calls: client_credentials 0');
  });

  test('has a referrer policy with which browsers send Origin with its forms', async () => {
    const { headers } = await customer().open('/simulator');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('a page of another origin', () => {
  test.each(['http://localhost:4100', 'https://evil.example', 'null'])('at %s is refused', async (origin) => {
    for (const path of ['switches', 'clock', 'reset']) expect((await post(path, {}, { origin })).status).toBe(403);
    for (const path of ['counters', 'outbox', 'switches']) {
      expect((await fetch(`${url()}/simulator/${path}`, { headers: { origin } })).status).toBe(403);
    }
  });

  test('does not include the simulator’s own origin', async () => {
    expect((await post('switches', { latencyMs: 0 }, { origin: url() })).status).toBe(200);
  });
});
