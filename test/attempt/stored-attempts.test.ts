import { describe, expect, test, vi } from 'vitest';
import { forget, keep, notes, type Note } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const note: Note = {
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

describe('a note', () => {
  test('is found again, under its state, until it is forgotten', () => {
    keep(STATE, note);
    keep('other', { ...note, phase: 'exchanging' });
    expect([...notes()]).toEqual(expect.arrayContaining([[STATE, note], ['other', { ...note, phase: 'exchanging' }]]));
    forget(STATE);
    expect([...notes().keys()]).toEqual(['other']);
  });

  test('takes the place of the one before', () => {
    keep(STATE, note);
    keep(STATE, { url: 'x' });
    expect([...notes()]).toEqual([[STATE, { url: 'x' }]]);
  });

  test.each(['a&b=c', '=', '%', '%20+ ', '&url=https://evil.example/', '\0\r\n', 'Ünïcödé \u2028 😀', '?#', ''])('comes back as it was, with "%s" in it', (text) => {
    keep(`S${text}`, { url: text, letter: text, returnTo: text });
    expect([...notes()]).toEqual([[`S${text}`, { url: text, letter: text, returnTo: text }]]);
    forget(`S${text}`);
    expect(notes().size).toBe(0);
  });

  test.each(['__proto__', 'constructor', 'toString', 'length', 'getItem', '0'])('C23 of a state that is called %s is a note like any other, or none', (state) => {
    expect(notes().get(state)).toBeUndefined();
    keep(state, note);
    expect([...notes()]).toEqual([[state, note]]);
    forget(state);
    expect(notes().size).toBe(0);
  });

  test('Q7 entries of other people are neither read nor removed', () => {
    const theirs = { 'wise-link': 'a', 'wise_link:x': 'b', 'my-wise-link:': 'c', WISE: 'd' };
    Object.assign(sessionStorage, theirs);
    keep(STATE, note);
    expect([...notes().keys()]).toEqual([STATE]);
    forget(STATE);
    expect(Object.fromEntries(Object.entries(sessionStorage))).toEqual(theirs);
  });

  test.each(['junk', '{"url":"https://wise.com/","returnTo":"https://evil.example/"}', '%', '%E0%A4%A', '&&=&', '', '\0', '__proto__=x', 'a'.repeat(4e6)])(
    'Q6 junk under our name does no harm: %.20s',
    (junk) => {
      sessionStorage.setItem('wise-link:x', junk);
      keep(STATE, note);
      const { url, returnTo, letter } = notes().get('x') ?? {};
      expect([url, returnTo, letter]).toEqual([undefined, undefined, undefined]);
      expect(notes().get(STATE)).toEqual(note);
    },
  );

  test('Q6 of an entry that says a thing twice, one counts, as a text', () => {
    sessionStorage.setItem('wise-link:x', 'url=a&url=b');
    expect(typeof notes().get('x')?.url).toBe('string');
  });
});

describe('a storage', () => {
  test('Q1 that is closed holds no notes, takes none, and has none to forget', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    keep(STATE, note);
    forget(STATE);
    expect(notes().size).toBe(0);
  });

  test('Q2 that is full holds the notes that it has, and takes no other', () => {
    keep(STATE, note);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    keep('other', note);
    expect([...notes()]).toEqual([[STATE, note]]);
  });

  test('Q9 that is not there at all holds no notes', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockReturnValue(undefined as never);
    keep(STATE, note);
    forget(STATE);
    expect(notes().size).toBe(0);
  });
});
