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

/** A note that another page of this tab has left, of a redirect. */
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

describe('leftover finds', () => {
  test('nothing where nothing is', () => {
    expect(found()).toBeUndefined();
    expect(found(HERE)).toBeUndefined();
  });

  test('R1 the letter that the redirect page has laid down', () => {
    const stored = left(STATE, { letter: response });
    expect(found()).toEqual({ ...stored, state: STATE, transport: 'storage' });
  });

  test('R1 the letter in the address, where the page is itself the redirect URI, once', () => {
    const stored = left();
    const here = openedWith(`?tab=2&code=c&state=${STATE}&profileId=7`);
    expect(found(HERE)).toEqual({ ...stored, state: STATE, letter: here, transport: 'url' });
    expect(location.search).toBe('?tab=2');
    expect(found(HERE)).not.toHaveProperty('letter');
  });

  test('C19 an attempt whose answer bears no state: nothing of it is believed, and nothing of it stays in the address', () => {
    const stored = left();
    openedWith('?tab=2&code=c');
    expect(found(HERE)).toEqual({ ...stored, state: STATE, transport: 'storage' });
    expect(location.search).toBe('?tab=2');
  });

  test('R5 a code of the partner’s own stays in the address where no attempt is under way, or Wise does not answer here', () => {
    openedWith('?code=SUMMER');
    expect(found(HERE)).toBeUndefined();
    left();
    expect(found()).toMatchObject({ state: STATE });
    expect(location.search).toBe('?code=SUMMER');
  });

  test('an attempt without a letter, which the customer has not come back from', () => {
    const stored = left();
    expect(found()).toEqual({ ...stored, state: STATE, transport: 'storage' });
  });

  test('an attempt whose element was taken out of this very page', () => {
    left(STATE, { page: '' });
    expect(found()).toMatchObject({ state: STATE });
  });

  test('T2 no attempt that an element on this page has', () => {
    left(STATE, { page: PAGE, letter: response });
    expect(found()).toBeUndefined();
    expect(storedAttempts().get(STATE)?.letter).toBe(response);
  });

  test('of several the one whose letter is in the address, else one with a letter, else the newest', () => {
    left('old', { expires: inMinutes(1), letter: 'old letter' });
    left('new', { expires: inMinutes(20) });
    left('newer', { expires: inMinutes(25) });
    left('newest', { expires: inMinutes(29), page: PAGE });
    openedWith('?code=c&state=new');
    expect(found(HERE)).toMatchObject({ state: 'new', transport: 'url' });
    expect(found(HERE)).toMatchObject({ state: 'old', letter: 'old letter', transport: 'storage' });
    left('old', { expires: inMinutes(1) });
    expect(found(HERE)).toMatchObject({ state: 'newer' });
  });

  test.each([
    ['R6 another client', requestOf(STATE).replace('bank', 'other')],
    ['S6 the other environment', requestOf(STATE).replace('wise.com', 'wise-sandbox.com')],
    ['S7 another redirect URI', requestOf(STATE).replace('redirect_uri=x', 'redirect_uri=y')],
    ['another state than its own', requestOf('other')],
    ['nobody', undefined],
  ])('no attempt of %s, and leaves its letter alone', (_, url) => {
    storeAttempt(STATE, { returnTo: location.href, expires: inMinutes(30), page: '1', letter: response, ...(url && { url }) });
    expect(found()).toBeUndefined();
    expect(storedAttempts().get(STATE)?.letter).toBe(response);
  });

  test('R11 an attempt whose time is over, and tells it as it is', () => {
    const { expires } = left(STATE, { expires: inMinutes(-1), letter: response });
    expect(found()).toMatchObject({ state: STATE, expires, letter: response });
  });
});

describe('a code in the address', () => {
  test.each([
    ['R5 without a state, be it a coupon', '?code=coupon', HERE],
    ['R5 on a page that is not the redirect URI', '?code=c&state=theirs', REDIRECT_PAGE],
    ['R5 of another route', `?code=c&state=theirs`, `${HERE}/`],
    ['R5 in the fragment, where no answer of ours comes', '#/link?code=c&state=theirs', HERE],
  ])('%s is left alone', (_, query, redirectUri) => {
    const here = openedWith(query);
    expect(found(redirectUri)).toBeUndefined();
    expect(location.href).toBe(here);
  });

  test.each(['', '?via=query'])('that another window waits for is taken out, and told without an attempt: redirect URI %s', (query) => {
    const here = openedWith(`?via=query&code=c&state=${STATE}`);
    expect(found(HERE + query)).toEqual({ state: STATE, letter: here, transport: 'url' });
    expect(location.search).toBe('?via=query');
  });

  test('that another window waits for is not taken for an attempt of this one, whose notes the browser has copied', () => {
    left(STATE, { returnTo: '' });
    const here = openedWith(`?code=c&state=${STATE}`);
    expect(found(HERE)).toEqual({ state: STATE, letter: here, transport: 'url' });
  });

  test('R3 S8 of an attempt that this browser has never seen belongs to nobody here', () => {
    left('mine', { letter: response });
    const here = openedWith('?code=theirs&state=theirs');
    expect(found(HERE)).toEqual({ state: 'theirs', letter: here, transport: 'url' });
    expect(found(HERE), 'and the own one is still there').toMatchObject({ state: 'mine', letter: response });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('C23 whose state is %s is one of an unknown attempt', (state) => {
    const here = openedWith(`?code=c&state=${state}`);
    expect(found(HERE)).toEqual({ state, letter: here, transport: 'url' });
  });
});

describe('tidy', () => {
  test('Q7 removes what is ours and over, and nothing else', () => {
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
    ['an end that is no number', 'expires=soon'],
    ['an end that is none', `url=${encodeURIComponent(requestOf(STATE))}`],
    ['four million characters', 'a'.repeat(4e6)],
    ['nothing', ''],
  ])('Q6 removes junk under our name: %s', (_, junk) => {
    sessionStorage.setItem('wise-link:x', junk);
    left();
    expect(pruneStoredAttempts().map(([state]) => state)).toEqual([STATE]);
    expect(Object.keys(sessionStorage)).toEqual([`wise-link:${STATE}`]);
  });

  test('Q6 junk is removed as soon as an element looks, and is not found', () => {
    sessionStorage.setItem('wise-link:x', 'junk');
    expect(found()).toBeUndefined();
    expect(sessionStorage).toHaveLength(0);
  });

  test('keeps eight, the newest', () => {
    for (let minutes = 1; minutes <= 12; minutes += 1) left(`${minutes}`, { expires: inMinutes(minutes) });
    expect(pruneStoredAttempts().map(([state]) => state)).toEqual(['12', '11', '10', '9', '8', '7', '6', '5']);
    expect(storedAttempts().size).toBe(8);
  });

  test('Q1 finds nothing in a storage that is closed', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    expect(pruneStoredAttempts()).toEqual([]);
    expect(found()).toBeUndefined();
  });
});
