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

/** Launches with a request to a fragment of this page, so that the test page does not navigate. */
const launch = async (isNew = true): Promise<Received> => {
  const attempt = { url: `${location.href.split('#')[0]}#at-wise`, state: STATE, config: { redirectUri: `${location.origin}/cb` } };
  const received = arrivalOf(attempt, leaving.signal);
  await redirect(attempt, leaving.signal, (hint) => hints.push(hint), isNew);
  return received;
};

const shown = (persisted: boolean): boolean => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));

/** Resolves after all microtasks. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

describe('the redirect', () => {
  test('R1 opens Wise in this tab, once the attempt is stored', async () => {
    void launch();
    expect(location.hash).toBe('');
    storeAttempt(STATE, { url: 'stored in the task of the click' });
    await settled();
    expect(location.hash).toBe('#at-wise');
  });

  test.each([
    ['Q10 no stored attempt, as storage is full', () => {}],
    ['Q10 blocked storage', () => vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => { throw new DOMException('closed', 'SecurityError'); })],
    ['Q10 another stored attempt only', () => storeAttempt('T', { url: 'x' })],
  ])('does not navigate with %s: the customer could not return', async (_, without) => {
    without();
    await expect(launch()).rejects.toBeInstanceOf(DOMException);
    await settled();
    expect(location.hash).toBe('');
  });

  test('does not navigate for an attempt that was started before, and waits', async () => {
    storeAttempt(STATE, { url: 'x' });
    const received = launch(false);
    await settled();
    expect([location.hash, hints]).toEqual(['', []]);
    storeAttempt(STATE, { letter: RESPONSE });
    dispatchEvent(new Event('focus'));
    expect(await received).toEqual({ response: new URL(RESPONSE), transport: 'storage' });
  });

  test('R8 reports that the customer is back when this page comes out of the back/forward cache', () => {
    void launch(false);
    shown(false);
    expect(hints).toEqual([]);
    shown(true);
    expect(hints).toEqual(['gone']);
  });

  test('R9 takes a response that was stored while the page was in the cache', async () => {
    storeAttempt(STATE, { url: 'x' });
    const received = launch();
    await settled();
    storeAttempt(STATE, { letter: RESPONSE });
    shown(true);
    expect(await received).toEqual({ response: new URL(RESPONSE), transport: 'storage' });
  });

  test('reports nothing after the abort', () => {
    void launch(false);
    leaving.abort();
    shown(true);
    expect(hints).toEqual([]);
  });
});
