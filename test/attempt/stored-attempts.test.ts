import { describe, expect, test, vi } from 'vitest';
import { removeStoredAttempt, storeAttempt, storedAttempts, type StoredAttempt } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const stored: StoredAttempt = {
  url: `https://wise.com/oauth/authorize/?client_id=bank&state=${STATE}`,
  expires: '1',
  id: 'c0ffee00-1234',
  attemptId: 'a_1',
  name: '0b1d4c2e-0000-4000-8000-000000000000',
  phase: 'authorizing',
  page: '1700000000000.1',
  returnTo: 'https://bank.example/link?tab=2#/accounts',
  letter: `https://bank.example/cb?code=a+b%2Bc&state=${STATE}`,
};

describe('a stored attempt', () => {
  test('is found under its state until it is removed', () => {
    storeAttempt(STATE, stored);
    storeAttempt('other', { ...stored, phase: 'exchanging' });
    expect([...storedAttempts()]).toEqual(expect.arrayContaining([[STATE, stored], ['other', { ...stored, phase: 'exchanging' }]]));
    removeStoredAttempt(STATE);
    expect([...storedAttempts().keys()]).toEqual(['other']);
  });

  test('replaces the one with the same state', () => {
    storeAttempt(STATE, stored);
    storeAttempt(STATE, { url: 'x' });
    expect([...storedAttempts()]).toEqual([[STATE, { url: 'x' }]]);
  });

  test.each(['a&b=c', '=', '%', '%20+ ', '&url=https://evil.example/', '\0\r\n', 'Ünïcödé \u2028 😀', '?#', ''])('is read unchanged, with "%s" in it', (text) => {
    storeAttempt(`S${text}`, { url: text, letter: text, returnTo: text });
    expect([...storedAttempts()]).toEqual([[`S${text}`, { url: text, letter: text, returnTo: text }]]);
    removeStoredAttempt(`S${text}`);
    expect(storedAttempts().size).toBe(0);
  });

  test.each(['__proto__', 'constructor', 'toString', 'length', 'getItem', '0'])('C23 with the state %s is stored like any other', (state) => {
    expect(storedAttempts().get(state)).toBeUndefined();
    storeAttempt(state, stored);
    expect([...storedAttempts()]).toEqual([[state, stored]]);
    removeStoredAttempt(state);
    expect(storedAttempts().size).toBe(0);
  });

  test('Q7 is separate from entries of other scripts, which are not read or removed', () => {
    const theirs = { 'wise-link': 'a', 'wise_link:x': 'b', 'my-wise-link:': 'c', WISE: 'd' };
    Object.assign(sessionStorage, theirs);
    storeAttempt(STATE, stored);
    expect([...storedAttempts().keys()]).toEqual([STATE]);
    removeStoredAttempt(STATE);
    expect(Object.fromEntries(Object.entries(sessionStorage))).toEqual(theirs);
  });

  test.each(['junk', '{"url":"https://wise.com/","returnTo":"https://evil.example/"}', '%', '%E0%A4%A', '&&=&', '', '\0', '__proto__=x', 'a'.repeat(4e6)])(
    'Q6 is not affected by junk under a key of this library: %.20s',
    (junk) => {
      sessionStorage.setItem('wise-link:x', junk);
      storeAttempt(STATE, stored);
      const { url, returnTo, letter: response } = storedAttempts().get('x') ?? {};
      expect([url, returnTo, response]).toEqual([undefined, undefined, undefined]);
      expect(storedAttempts().get(STATE)).toEqual(stored);
    },
  );

  test('Q6 has one value, as text, for a member that is there twice', () => {
    sessionStorage.setItem('wise-link:x', 'url=a&url=b');
    expect(typeof storedAttempts().get('x')?.url).toBe('string');
  });
});

describe('storage', () => {
  test('Q1 that is blocked has no attempts, and throws no error', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    storeAttempt(STATE, stored);
    removeStoredAttempt(STATE);
    expect(storedAttempts().size).toBe(0);
  });

  test('Q2 that is full keeps its attempts, and throws no error', () => {
    storeAttempt(STATE, stored);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    storeAttempt('other', stored);
    expect([...storedAttempts()]).toEqual([[STATE, stored]]);
  });

  test('Q9 that is undefined has no attempts, and throws no error', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockReturnValue(undefined as never);
    storeAttempt(STATE, stored);
    removeStoredAttempt(STATE);
    expect(storedAttempts().size).toBe(0);
  });
});
