import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findResumable, PAGE, pruneStoredAttempts } from '../../src/attempt/resumable.js';
import { storeAttempt, storedAttempts, type StoredAttempt } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const REDIRECT_PAGE = `${location.origin}/wise-callback.html`;
const HERE = location.origin + location.pathname;
const requestOf = (state: string): string => `https://wise.com/oauth/authorize/?client_id=bank&redirect_uri=x&state=${state}`;
const response = `${REDIRECT_PAGE}?code=c&state=${STATE}`;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const inMinutes = (minutes: number): string => `${Date.now() + minutes * MINUTE}`;

/** Stores a redirect attempt, as another page of this tab would. */
const left = (state = STATE, more: Partial<StoredAttempt> = {}): Partial<StoredAttempt> => {
  const stored = { url: requestOf(state), id: 'i', phase: 'authorizing', returnTo: location.href, expires: inMinutes(30), page: '1', ...more };
  storeAttempt(state, stored);
  return stored;
};
const found = (redirectUri = REDIRECT_PAGE): unknown => findResumable((state, url) => url === requestOf(state), redirectUri);

let before: string;
beforeEach(() => {
  before = location.href;
});
afterEach(() => {
  vi.useRealTimers();
  if (location.href !== before) history.replaceState(null, '', before);
});

/** As if the page had been opened with this query. */
function openedWith(query: string): string {
  history.replaceState(null, '', location.pathname + query);
  return location.href;
}

describe('findResumable finds', () => {
  test('nothing in empty storage', () => {
    expect(found()).toBeUndefined();
    expect(found(HERE)).toBeUndefined();
  });

  test('R1 the response that the redirect page has stored', () => {
    const stored = left(STATE, { letter: response });
    expect(found()).toEqual({ ...stored, state: STATE, transport: 'storage' });
  });

  test('R1 the response in the URL, once, if the page is itself the redirect URI', () => {
    const stored = left();
    const here = openedWith(`?tab=2&code=c&state=${STATE}&profileId=7`);
    expect(found(HERE)).toEqual({ ...stored, state: STATE, letter: here, transport: 'url' });
    expect(location.search).toBe('?tab=2');
    expect(found(HERE)).not.toHaveProperty('letter');
  });

  test('C19 an attempt after a response without a state, which is ignored and removed from the URL', () => {
    const stored = left();
    openedWith('?tab=2&code=c');
    expect(found(HERE)).toEqual({ ...stored, state: STATE, transport: 'storage' });
    expect(location.search).toBe('?tab=2');
  });

  test('R5 no code of the partner, which stays in the URL if no attempt is under way, or this is not the redirect URI', () => {
    openedWith('?code=SUMMER');
    expect(found(HERE)).toBeUndefined();
    left();
    expect(found()).toMatchObject({ state: STATE });
    expect(location.search).toBe('?code=SUMMER');
  });

  test('an attempt without a response', () => {
    const stored = left();
    expect(found()).toEqual({ ...stored, state: STATE, transport: 'storage' });
  });

  test('an attempt whose element was removed from this page', () => {
    left(STATE, { page: '' });
    expect(found()).toMatchObject({ state: STATE });
  });

  test('T2 no attempt that an element of this page owns', () => {
    left(STATE, { page: PAGE, letter: response });
    expect(found()).toBeUndefined();
    expect(storedAttempts().get(STATE)?.letter).toBe(response);
  });

  test('of several attempts the one whose response is in the URL, else one with a stored response, else the newest', () => {
    left('old', { expires: inMinutes(1), letter: 'old response' });
    left('new', { expires: inMinutes(20) });
    left('newer', { expires: inMinutes(25) });
    left('newest', { expires: inMinutes(29), page: PAGE });
    openedWith('?code=c&state=new');
    expect(found(HERE)).toMatchObject({ state: 'new', transport: 'url' });
    expect(found(HERE)).toMatchObject({ state: 'old', letter: 'old response', transport: 'storage' });
    left('old', { expires: inMinutes(1) });
    expect(found(HERE)).toMatchObject({ state: 'newer' });
  });

  test.each([
    ['R6 another client', requestOf(STATE).replace('bank', 'other')],
    ['S6 the other environment', requestOf(STATE).replace('wise.com', 'wise-sandbox.com')],
    ['S7 another redirect URI', requestOf(STATE).replace('redirect_uri=x', 'redirect_uri=y')],
    ['another state', requestOf('other')],
    ['no client', undefined],
  ])('no attempt of %s, and keeps its response', (_, url) => {
    storeAttempt(STATE, { returnTo: location.href, expires: inMinutes(30), page: '1', letter: response, ...(url && { url }) });
    expect(found()).toBeUndefined();
    expect(storedAttempts().get(STATE)?.letter).toBe(response);
  });

  test('R11 an expired attempt, unchanged', () => {
    const { expires } = left(STATE, { expires: inMinutes(-1), letter: response });
    expect(found()).toMatchObject({ state: STATE, expires, letter: response });
  });
});

describe('a code in the URL', () => {
  test.each([
    ['R5 without a state, like a coupon', '?code=coupon', HERE],
    ['R5 on a page that is not the redirect URI', '?code=c&state=theirs', REDIRECT_PAGE],
    ['R5 of another route', `?code=c&state=theirs`, `${HERE}/`],
    ['R5 in the fragment', '#/link?code=c&state=theirs', HERE],
  ])('%s is not changed', (_, query, redirectUri) => {
    const here = openedWith(query);
    expect(found(redirectUri)).toBeUndefined();
    expect(location.href).toBe(here);
  });

  test.each(['', '?via=query'])('that another window waits for is removed, and returned without an attempt: redirect URI %s', (query) => {
    const here = openedWith(`?via=query&code=c&state=${STATE}`);
    expect(found(HERE + query)).toEqual({ state: STATE, letter: here, transport: 'url' });
    expect(location.search).toBe('?via=query');
  });

  test('that another window waits for does not match an attempt that the browser copied from that window', () => {
    left(STATE, { returnTo: '' });
    const here = openedWith(`?code=c&state=${STATE}`);
    expect(found(HERE)).toEqual({ state: STATE, letter: here, transport: 'url' });
  });

  test('R3 S8 of an attempt unknown to this browser matches none here', () => {
    left('mine', { letter: response });
    const here = openedWith('?code=theirs&state=theirs');
    expect(found(HERE)).toEqual({ state: 'theirs', letter: here, transport: 'url' });
    expect(found(HERE), 'and its own attempt is still stored').toMatchObject({ state: 'mine', letter: response });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('C23 with the state %s is of an unknown attempt', (state) => {
    const here = openedWith(`?code=c&state=${state}`);
    expect(found(HERE)).toEqual({ state, letter: here, transport: 'url' });
  });
});

describe('pruneStoredAttempts', () => {
  test('Q7 removes only ended attempts of this library', () => {
    const theirs = { 'wise-link': 'a', theirs: 'b' };
    Object.assign(sessionStorage, theirs);
    left('over', { expires: `${Date.now() - DAY}` });
    left('lately', { expires: `${Date.now() - DAY + MINUTE}` });
    left('now');
    expect(pruneStoredAttempts().map(([state]) => state)).toEqual(['now', 'lately']);
    expect([...storedAttempts().keys()].sort()).toEqual(['lately', 'now']);
    expect(Object.fromEntries(Object.entries(sessionStorage))).toMatchObject(theirs);
  });

  test.each([
    ['text', 'junk'],
    ['the JSON of an old version', '{"url":"https://wise.com/","returnTo":"https://bank.example/","expires":9999999999999}'],
    ['an expiry that is not a number', 'expires=soon'],
    ['no expiry', `url=${encodeURIComponent(requestOf(STATE))}`],
    ['four million characters', 'a'.repeat(4e6)],
    ['nothing', ''],
  ])('Q6 removes junk under a key of this library: %s', (_, junk) => {
    sessionStorage.setItem('wise-link:x', junk);
    left();
    expect(pruneStoredAttempts().map(([state]) => state)).toEqual([STATE]);
    expect(Object.keys(sessionStorage)).toEqual([`wise-link:${STATE}`]);
  });

  test('Q6 removes junk when an element looks for an attempt, and does not find it', () => {
    sessionStorage.setItem('wise-link:x', 'junk');
    expect(found()).toBeUndefined();
    expect(sessionStorage).toHaveLength(0);
  });

  test('keeps the newest eight', () => {
    for (let minutes = 1; minutes <= 12; minutes += 1) left(`${minutes}`, { expires: inMinutes(minutes) });
    expect(pruneStoredAttempts().map(([state]) => state)).toEqual(['12', '11', '10', '9', '8', '7', '6', '5']);
    expect(storedAttempts().size).toBe(8);
  });

  test('Q1 finds nothing in blocked storage', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    expect(pruneStoredAttempts()).toEqual([]);
    expect(found()).toBeUndefined();
  });
});
