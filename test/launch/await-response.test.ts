import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitResponse } from '../../src/launch/await-response.js';
import type { Received } from '../../src/launch/launcher.js';
import { storeAttempt } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const EXPECTED = { state: STATE, config: { redirectUri: `${location.origin}/cb` } };
const RESPONSE = `${location.origin}/cb?code=c&state=${STATE}`;

let leaving: AbortController;

beforeEach(() => {
  leaving = new AbortController();
});
afterEach(() => leaving.abort());

const focus = (): boolean => dispatchEvent(new Event('focus'));

/** The response, if it has arrived by now. */
async function taken(response: Promise<Received>): Promise<Received | undefined> {
  const nothing = Promise.resolve().then(() => undefined);
  return Promise.race([response, nothing]);
}

/** Posts the response as a window that this one has opened would. */
function posted(response: string): void {
  const { contentWindow: source } = document.body.appendChild(document.createElement('iframe'));
  if (!source) throw new Error('A frame without a window');
  source.opener = window;
  dispatchEvent(new MessageEvent('message', { data: { type: 'wise-link:1', letter: response }, origin: location.origin, source }));
  source.frameElement?.remove();
}

describe('awaitResponse', () => {
  const awake: [string, () => unknown][] = [
    ['it gets the focus', focus],
    ['it comes out of the back/forward cache', () => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))],
    ['it is thawed', () => document.dispatchEvent(new Event('resume'))],
    ['it is visible again', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
  ];
  test.each(awake)('takes a stored response as soon as the page is resumed: %s', async (_, wake) => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    storeAttempt(STATE, { letter: RESPONSE });
    expect(await taken(response)).toBeUndefined();
    wake();
    expect(await taken(response)).toEqual({ response: new URL(RESPONSE), transport: 'storage' });
  });

  test('takes a message', async () => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    posted(RESPONSE);
    expect(await response).toEqual({ response: new URL(RESPONSE), transport: 'message' });
  });

  test('takes a broadcast', async () => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    const channel = new BroadcastChannel(`wise-link:${STATE}`);
    channel.postMessage({ type: 'wise-link:1', letter: RESPONSE });
    expect(await response).toEqual({ response: new URL(RESPONSE), transport: 'channel' });
    channel.close();
  });

  test('M14 takes the first of three responses', async () => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    storeAttempt(STATE, { letter: RESPONSE });
    focus();
    posted(RESPONSE.replace('code=c', 'code=second'));
    storeAttempt(STATE, { letter: RESPONSE.replace('code=c', 'code=third') });
    focus();
    expect(await response).toEqual({ response: new URL(RESPONSE), transport: 'storage' });
  });

  test.each([
    ['without a response', STATE, { url: 'https://wise.com/' }],
    ['with a response that is not a URL', STATE, { letter: 'junk' }],
    ['with an empty response', STATE, { letter: '' }],
    ['of another attempt', 'T'.repeat(43), { letter: RESPONSE }],
    ['of no attempt', '', { letter: RESPONSE }],
  ])('a stored attempt %s is ignored, and every transport stays open', async (_, state, stored) => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    storeAttempt(state, stored);
    focus();
    expect(await taken(response)).toBeUndefined();
    posted(RESPONSE);
    expect(await taken(response)).toMatchObject({ transport: 'message' });
  });

  test('Q1 with blocked storage the other transports work', async () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    const response = awaitResponse(EXPECTED, leaving.signal);
    focus();
    posted(RESPONSE);
    expect(await response).toMatchObject({ transport: 'message' });
  });

  test('M12 a storage event is no transport', async () => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    for (const newValue of [RESPONSE, `${new URLSearchParams({ letter: RESPONSE })}`]) {
      dispatchEvent(new StorageEvent('storage', { key: `wise-link:${STATE}`, newValue, storageArea: sessionStorage }));
    }
    expect(await taken(response)).toBeUndefined();
  });

  test('takes nothing after the abort', async () => {
    const response = awaitResponse(EXPECTED, leaving.signal);
    leaving.abort();
    storeAttempt(STATE, { letter: RESPONSE });
    for (const [, wake] of awake) wake();
    posted(RESPONSE);
    expect(await taken(response)).toBeUndefined();
  });
});
