import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitResponse as arrivalOf } from '../../src/launch/await-response.js';
import type { Received } from '../../src/launch/launcher.js';
import { storeAttempt } from '../../src/attempt/stored-attempts.js';
import { redirect } from '../../src/launch/redirect.js';

const STATE = 'S'.repeat(43);
const RESPONSE = `${location.origin}/cb?code=c&state=${STATE}`;

let leaving: AbortController;
let hints: string[];
let before: string;

beforeEach(() => {
  leaving = new AbortController();
  hints = [];
  before = location.href;
});
afterEach(() => {
  leaving.abort();
  if (location.href !== before) history.replaceState(null, '', before);
});

/** Launches with a request that leads to another place on this very page, so that nobody really leaves. */
const launch = async (isNew = true): Promise<Received> => {
  const attempt = { url: `${location.href.split('#')[0]}#at-wise`, state: STATE, config: { redirectUri: `${location.origin}/cb` } };
  const received = arrivalOf(attempt, leaving.signal);
  await redirect(attempt, leaving.signal, (hint) => hints.push(hint), isNew);
  return received;
};

const shown = (persisted: boolean): boolean => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));

/** All microtasks, and no more. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

describe('the redirect', () => {
  test('R1 leaves for Wise in this tab, when the attempt is noted', async () => {
    void launch();
    expect(location.hash).toBe('');
    storeAttempt(STATE, { url: 'noted in the task of the click' });
    await settled();
    expect(location.hash).toBe('#at-wise');
  });

  test.each([
    ['Q10 no note, as storage is full', () => {}],
    ['Q10 storage closed', () => vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => { throw new DOMException('closed', 'SecurityError'); })],
    ['Q10 a note of another attempt only', () => storeAttempt('T', { url: 'x' })],
  ])('does not leave with %s: nobody would find back', async (_, without) => {
    without();
    await expect(launch()).rejects.toBeInstanceOf(DOMException);
    await settled();
    expect(location.hash).toBe('');
  });

  test('stays where the attempt has begun before, and waits', async () => {
    storeAttempt(STATE, { url: 'x' });
    const received = launch(false);
    await settled();
    expect([location.hash, hints]).toEqual(['', []]);
    storeAttempt(STATE, { letter: RESPONSE });
    dispatchEvent(new Event('focus'));
    expect(await received).toEqual({ letter: new URL(RESPONSE), transport: 'storage' });
  });

  test('R8 says that the customer is back when this very page comes out of the back/forward cache', () => {
    void launch(false);
    shown(false);
    expect(hints).toEqual([]);
    shown(true);
    expect(hints).toEqual(['gone']);
  });

  test('R9 a letter that the page finds when it comes back is taken', async () => {
    storeAttempt(STATE, { url: 'x' });
    const received = launch();
    await settled();
    storeAttempt(STATE, { letter: RESPONSE });
    shown(true);
    expect(await received).toEqual({ letter: new URL(RESPONSE), transport: 'storage' });
  });

  test('says nothing after its signal', () => {
    void launch(false);
    leaving.abort();
    shown(true);
    expect(hints).toEqual([]);
  });
});
