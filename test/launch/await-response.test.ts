import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { arrival } from '../../src/launch/await-response.js';
import type { Letter } from '../../src/launch/launcher.js';
import { storeAttempt } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const EXPECTED = { state: STATE, config: { redirectUri: `${location.origin}/cb` } };
const LETTER = `${location.origin}/cb?code=c&state=${STATE}`;

let leaving: AbortController;

beforeEach(() => {
  leaving = new AbortController();
});
afterEach(() => leaving.abort());

const focus = (): boolean => dispatchEvent(new Event('focus'));

/** The letter, if it has come by now. */
async function taken(letter: Promise<Letter>): Promise<Letter | undefined> {
  const nothing = Promise.resolve().then(() => undefined);
  return Promise.race([letter, nothing]);
}

/** As if a window that this one has opened had posted the letter. */
function posted(letter: string): void {
  const { contentWindow: source } = document.body.appendChild(document.createElement('iframe'));
  if (!source) throw new Error('A frame without a window');
  source.opener = window;
  dispatchEvent(new MessageEvent('message', { data: { type: 'wise-link:1', letter }, origin: location.origin, source }));
  source.frameElement?.remove();
}

describe('arrival', () => {
  const awake: [string, () => unknown][] = [
    ['it gets the focus', focus],
    ['it comes out of the back/forward cache', () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))],
    ['it is thawed', () => document.dispatchEvent(new Event('resume'))],
    ['it can be seen again', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
  ];
  test.each(awake)('takes a letter out of the note as soon as the page wakes: %s', async (_, wake) => {
    const letter = arrival(EXPECTED, leaving.signal);
    storeAttempt(STATE, { letter: LETTER });
    expect(await taken(letter)).toBeUndefined();
    wake();
    expect(await taken(letter)).toEqual({ letter: new URL(LETTER), road: 'note' });
  });

  test('takes a message', async () => {
    const letter = arrival(EXPECTED, leaving.signal);
    posted(LETTER);
    expect(await letter).toEqual({ letter: new URL(LETTER), road: 'message' });
  });

  test('takes a broadcast', async () => {
    const letter = arrival(EXPECTED, leaving.signal);
    const channel = new BroadcastChannel(`wise-link:${STATE}`);
    channel.postMessage({ type: 'wise-link:1', letter: LETTER });
    expect(await letter).toEqual({ letter: new URL(LETTER), road: 'channel' });
    channel.close();
  });

  test('M14 the first of three counts', async () => {
    const letter = arrival(EXPECTED, leaving.signal);
    storeAttempt(STATE, { letter: LETTER });
    focus();
    posted(LETTER.replace('code=c', 'code=second'));
    storeAttempt(STATE, { letter: LETTER.replace('code=c', 'code=third') });
    focus();
    expect(await letter).toEqual({ letter: new URL(LETTER), road: 'note' });
  });

  test.each([
    ['without a letter', STATE, { url: 'https://wise.com/' }],
    ['with a letter that is no URL', STATE, { letter: 'junk' }],
    ['with an empty letter', STATE, { letter: '' }],
    ['of another attempt', 'T'.repeat(43), { letter: LETTER }],
    ['of no attempt', '', { letter: LETTER }],
  ])('a note %s is passed over, and every road stays open', async (_, state, stored) => {
    const letter = arrival(EXPECTED, leaving.signal);
    storeAttempt(state, stored);
    focus();
    expect(await taken(letter)).toBeUndefined();
    posted(LETTER);
    expect(await taken(letter)).toMatchObject({ road: 'message' });
  });

  test('Q1 with storage closed the other roads remain', async () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    const letter = arrival(EXPECTED, leaving.signal);
    focus();
    posted(LETTER);
    expect(await letter).toMatchObject({ road: 'message' });
  });

  test('M12 a storage event is no road', async () => {
    const letter = arrival(EXPECTED, leaving.signal);
    for (const newValue of [LETTER, `${new URLSearchParams({ letter: LETTER })}`]) {
      dispatchEvent(new StorageEvent('storage', { key: `wise-link:${STATE}`, newValue, storageArea: sessionStorage }));
    }
    expect(await taken(letter)).toBeUndefined();
  });

  test('takes nothing after its signal', async () => {
    const letter = arrival(EXPECTED, leaving.signal);
    leaving.abort();
    storeAttempt(STATE, { letter: LETTER });
    for (const [, wake] of awake) wake();
    posted(LETTER);
    expect(await taken(letter)).toBeUndefined();
  });
});
