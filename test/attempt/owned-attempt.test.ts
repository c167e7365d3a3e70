import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.js';
import { newAttempt, type Attempt } from '../../src/attempt/attempt.js';
import { OwnedAttempt } from '../../src/attempt/owned-attempt.js';
import type { State } from '../../src/flow/state.js';
import { removeStoredAttempt, storeAttempt, storedAttempts } from '../../src/attempt/stored-attempts.js';

const AT_WISE: State = { phase: 'authorizing', via: 'popup', window: 'open' };
const CONFIG = { authorizeUrl: 'https://wise.com/oauth/authorize/', clientId: 'bank', redirectUri: 'https://bank.example/cb' } as Config;

const LINK = { displayName: 'S', profileType: 'personal', profileRef: '1' } as const;

let owned: OwnedAttempt;
let attempt: Attempt;

beforeEach(() => {
  sessionStorage.clear();
  owned = new OwnedAttempt();
  attempt = owned.setCurrent(newAttempt(CONFIG));
});
afterEach(() => sessionStorage.clear());

describe('an owned attempt', () => {
  test('is stored with its phase, its window and its page', () => {
    owned.store(AT_WISE, 'window', true);
    expect(storedAttempts().get(attempt.state)).toEqual({
      url: attempt.url,
      id: attempt.id,
      attemptId: '',
      phase: 'authorizing',
      returnTo: '',
      name: 'window',
      expires: `${attempt.expires}`,
      page: `${performance.timeOrigin}`,
    });
  });

  test('is stored without a page if no element owns it, and with the URL to return to in a redirect', () => {
    owned.store({ ...AT_WISE, via: 'redirect' }, '', false);
    expect(storedAttempts().get(attempt.state)).toMatchObject({ page: '', returnTo: location.href });
  });

  test('is stored with the id of the confirmation', () => {
    owned.store({ phase: 'confirming', attemptId: 'theirs', link: LINK }, '', true);
    expect(storedAttempts().get(attempt.state)).toMatchObject({ attemptId: 'theirs' });
  });

  test('lasts as long as the backend sets, and at most half an hour', () => {
    const before = Date.now();
    owned.extend(attempt, 60);
    expect(attempt.expires - before).toBeGreaterThanOrEqual(60_000);
    expect(attempt.expires - before).toBeLessThan(61_000);
    owned.extend(attempt, Infinity);
    expect(attempt.expires - Date.now()).toBeLessThanOrEqual(30 * 60_000);
  });

  test('is removed from storage when it ends', () => {
    owned.store(AT_WISE, '', true);
    owned.end();
    expect(owned.current).toBeUndefined();
    expect(storedAttempts().size).toBe(0);
  });

  test('stays stored when it is released to another page', () => {
    owned.store(AT_WISE, '', true);
    owned.release();
    expect(owned.current).toBeUndefined();
    expect(storedAttempts().has(attempt.state)).toBe(true);
  });

  test('was ended by another page if its record was removed', () => {
    expect(owned.reread()).toBe(true);
    owned.store(AT_WISE, '', true);
    expect(owned.reread()).toBe(true);
    removeStoredAttempt(attempt.state);
    expect(owned.reread()).toBe(false);
  });

  test.each([
    ['another page has extended it', 60_000, undefined],
    ['no page has changed it', 0, 1],
    ['the record has no time', NaN, 1],
  ])('after the back/forward cache, it ends when the record says: %s', (_, more, ends) => {
    owned.store(AT_WISE, '', true);
    const expires = attempt.expires + more;
    storeAttempt(attempt.state, { expires: `${expires}` });
    attempt.ends = 1;
    const expected = expires || attempt.expires;
    expect(owned.reread()).toBe(true);
    expect([attempt.expires, attempt.ends]).toEqual([expected, ends]);
  });
});
