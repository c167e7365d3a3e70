import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pend, pended } from '../../../src/launch/mailbox.js';
import { returned } from '../../../src/launch/redirect.js';

const STATE = 'S'.repeat(43);
const REDIRECT_PAGE = `${location.origin}/wise-callback.html`;
const requestOf = (state: string): string => `https://wise.com/oauth/authorize/?client_id=bank&state=${state}`;
const letter = `${REDIRECT_PAGE}?code=c&state=${STATE}`;
const soon = `${Date.now() + 60_000}`;
const pending = { url: requestOf(STATE), returnTo: location.href, expires: soon };

let before: string;
beforeEach(() => {
  before = location.href;
});
afterEach(() => history.replaceState(null, '', before));

/** As if the page had been opened with this query. */
function openedWith(query: string): string {
  const here = new URL(location.href);
  here.search = query;
  history.replaceState(null, '', here);
  return here.href;
}

describe('returned', () => {
  test('R1 takes the letter that the redirect page laid down, once', () => {
    pend(STATE, { ...pending, letter });
    expect(returned(requestOf, REDIRECT_PAGE)).toEqual({ state: STATE, letter, expires: Number(soon) });
    expect(returned(requestOf, REDIRECT_PAGE)).toBeUndefined();
    expect(sessionStorage).toHaveLength(0);
  });

  test('R1 takes the letter out of the address where the page is itself the redirect URI', () => {
    pend(STATE, pending);
    const here = openedWith(`?tab=2&code=c&state=${STATE}&profileId=7`);
    expect(returned(requestOf, location.origin + location.pathname)).toMatchObject({ state: STATE, letter: here });
    expect(location.search).toBe('?tab=2');
    expect(sessionStorage).toHaveLength(0);
  });

  test('R6 leaves alone what another element on the page is waiting for', () => {
    pend(STATE, { ...pending, url: 'https://wise.com/oauth/authorize/?client_id=other', letter });
    expect(returned(requestOf, REDIRECT_PAGE)).toBeUndefined();
    expect(pended().get(STATE)?.letter).toBe(letter);
  });

  test('R5 leaves alone a code in the address that is somebody else’s', () => {
    const here = openedWith('?code=coupon');
    expect(returned(requestOf, REDIRECT_PAGE)).toBeUndefined();
    openedWith('?code=c&state=theirs');
    expect(returned(requestOf, REDIRECT_PAGE)).toBeUndefined();
    expect(location.search).toBe('?code=c&state=theirs');
    expect(here).toContain('?code=coupon');
  });

  test('a page that was opened as the redirect URI of another window hands over, and says to whom', () => {
    const here = openedWith(`?code=c&state=${STATE}`);
    expect(returned(requestOf, location.origin + location.pathname)).toEqual({ state: STATE, letter: here });
    expect(location.search).toBe('');
  });

  test('R11 a note whose time is over is told as it is', () => {
    const expires = Date.now() - 1000;
    pend(STATE, { ...pending, expires: `${expires}`, letter });
    expect(returned(requestOf, REDIRECT_PAGE)).toMatchObject({ expires });
  });

  test('Q6 Q7 junk under our name is removed, other entries stay', () => {
    sessionStorage.setItem('wise-link:x', 'junk');
    sessionStorage.setItem('theirs', 'x');
    expect(returned(requestOf, REDIRECT_PAGE)).toBeUndefined();
    expect(Object.keys(sessionStorage)).toEqual(['theirs']);
  });
});
