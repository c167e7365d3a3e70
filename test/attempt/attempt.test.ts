import { describe, expect, test, vi } from 'vitest';
import type { Config } from '../../src/config.js';
import { isRequest, newAttempt } from '../../src/attempt/attempt.js';

const config: Config = {
  environment: 'sandbox',
  authorizeUrl: 'https://wise-sandbox.com/oauth/authorize/',
  clientId: 'bank',
  redirectUri: 'https://bank.example/cb?via=query',
  exchangeUrl: '',
  startUrl: '',
  emailUrl: '',
  statusUrl: '',
  mode: 'popup',
  exchange: undefined,
};

describe('newAttempt', () => {
  test('S1 the state is 256 bits from crypto.getRandomValues', () => {
    const random = vi.spyOn(crypto, 'getRandomValues');
    const weak = vi.spyOn(Math, 'random');
    const { state } = newAttempt(config);
    expect(state).toMatch(/^[\w-]{43}$/);
    expect(random.mock.calls[0]?.[0]).toHaveLength(32);
    expect(weak).not.toHaveBeenCalled();
  });

  test('S2 all states differ', () => {
    const states = Array.from({ length: 10_000 }, () => newAttempt(config).state);
    expect(new Set(states).size).toBe(states.length);
  });

  test('L10 the request has each parameter once, and the exact redirect URI', () => {
    const { url, state } = newAttempt(config);
    expect(url.split('?')[0]).toBe(config.authorizeUrl);
    expect([...new URL(url).searchParams]).toEqual([
      ['client_id', 'bank'],
      ['redirect_uri', 'https://bank.example/cb?via=query'],
      ['state', state],
    ]);
  });

  test('L10 a query of the authorize page overrides nothing', () => {
    const { url, state } = newAttempt({ ...config, authorizeUrl: 'http://127.0.0.1:4200/oauth/authorize/?coop=x&client_id=evil&state=1&state=2' });
    const { searchParams } = new URL(url);
    expect(searchParams.get('coop')).toBe('x');
    expect(searchParams.getAll('client_id')).toEqual(['bank']);
    expect(searchParams.getAll('state')).toEqual([state]);
  });

  test('N7 N8 a client id or redirect URI cannot break out of its parameter', () => {
    const { url, state } = newAttempt({ ...config, clientId: 'a&state=x#\uD800', redirectUri: 'https://b.example/?a=1&state=2' });
    const { searchParams, hash } = new URL(url);
    expect(searchParams.getAll('state')).toEqual([state]);
    expect(searchParams.get('redirect_uri')).toBe('https://b.example/?a=1&state=2');
    expect(hash).toBe('');
  });

  test('each attempt has its own id for logs, which is not secret', () => {
    const attempts = Array.from({ length: 1000 }, () => newAttempt(config));
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(1000);
    for (const { id, state } of attempts) {
      expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
      expect(state).not.toContain(id);
    }
  });
});

describe('isRequest', () => {
  const { url, state } = newAttempt(config);
  const changed = (name: string, value: string): string => {
    const other = new URL(url);
    other.searchParams.set(name, value);
    return other.href;
  };

  test('accepts its own request, also with parameters that a backend adds', () => {
    expect(isRequest(url, config, state)).toBe(true);
    expect(isRequest(changed('claim_account_code', 'x'), config, state)).toBe(true);
    expect(isRequest(url.replace('/authorize/?', '/authorize?'), config, state)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['S6 another environment', url.replace('wise-sandbox.com', 'wise.com')],
    ['S7 another client', changed('client_id', 'other')],
    ['L10 another redirect URI', changed('redirect_uri', 'https://evil.example/cb')],
    ['S3 another state', changed('state', `${state}x`)],
    ['L10 two states', `${url}&state=${state}`],
    ['L10 two client ids', `${url}&client_id=evil`],
    ['N3 another host', url.replace('https://wise-sandbox.com', 'https://evil.example')],
    ['N1 a script', 'javascript:alert(1)'],
    ['no URL', 'x'],
    ['nothing', undefined],
  ])('refuses %s', (_, other) => {
    expect(isRequest(other, config, state)).toBe(false);
  });
});
