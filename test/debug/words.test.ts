// Tests the text of the timeline for each event.
import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../src/debug/words.js';
import { LinkError } from '../../src/errors.js';
import {
  WiseLinkChangeEvent,
  WiseLinkErrorEvent,
  WiseLinkExitEvent,
  WiseLinkNavigateEvent,
  WiseLinkSuccessEvent,
} from '../../src/events.js';
import { LINK } from '../support/backend.js';

const SECRET = 'wYkDQ3pN0s-PVdrS9Tj7oN4GQYF1EyUz3jWbTnc0XkA';
const failed = new LinkError('wise_unavailable', { correlationId: 'c0ffee00-1234' });

describe('the text for', () => {
  test.each<[string, Event, string]>([
    ['a change', new WiseLinkChangeEvent({ phase: 'requesting-email' }, 'idle'), 'idle → requesting-email'],
    [
      'a window',
      new WiseLinkChangeEvent({ phase: 'authorizing', via: 'popup', window: 'blocked' }, 'idle'),
      'idle → authorizing: the browser blocked the window',
    ],
    [
      'a response',
      made('wise-link-change', { phase: 'exchanging', previous: 'authorizing', reason: 'message' }),
      'authorizing → exchanging: the response arrived by postMessage',
    ],
    [
      'a response by the other transport',
      made('wise-link-change', { phase: 'exchanging', previous: 'authorizing', reason: 'channel' }),
      'authorizing → exchanging: the response arrived by BroadcastChannel',
    ],
    [
      'a typed code',
      made('wise-link-change', { phase: 'exchanging', previous: 'awaiting-code', reason: 'typed' }),
      'awaiting-code → exchanging: the customer typed the code',
    ],
    [
      'a reason without its own text',
      new WiseLinkChangeEvent({ phase: 'idle', left: 'declined' }, 'authorizing'),
      'authorizing → idle: declined',
    ],
    [
      'a failure',
      new WiseLinkChangeEvent({ phase: 'failed', error: failed }, 'exchanging'),
      'exchanging → failed: wise_unavailable',
    ],
    ['success', new WiseLinkSuccessEvent(LINK), 'success: the account is linked'],
    ['an error', new WiseLinkErrorEvent(failed), 'error: wise_unavailable (correlation id c0ffee00-1234)'],
    ['an error before any call', new WiseLinkErrorEvent(new LinkError('misconfigured')), 'error: misconfigured'],
    ['an exit', new WiseLinkExitEvent('cancelled'), 'exit: cancelled'],
    [
      'a navigation',
      new WiseLinkNavigateEvent(`https://wise.com/oauth/authorize/?client_id=bank&state=${SECRET}#${SECRET}`),
      'navigate: to https://wise.com/oauth/authorize/',
    ],
  ])('%s', (_, event, text) => {
    expect(wordsFor(event)?.text).toBe(text);
  });

  test('a failure, with the correlation id of its element', () => {
    const element = Object.assign(document.createElement('p'), { error: failed });
    let text: string | undefined;
    element.addEventListener('wise-link-change', (event) => (text = wordsFor(event)?.text), { once: true });
    element.dispatchEvent(new WiseLinkChangeEvent({ phase: 'failed', error: failed }, 'exchanging'));
    expect(text).toBe('exchanging → failed: wise_unavailable (correlation id c0ffee00-1234)');
  });

  test('another event is undefined', () => {
    expect(wordsFor(new Event('click'))).toBeUndefined();
  });
});

describe('untrusted values in an event are not printed', () => {
  test.each<[string, Event, string]>([
    [
      'a state',
      made('wise-link-change', { phase: 'exchanging', previous: 'idle', reason: SECRET }),
      'idle → exchanging: …',
    ],
    ['a code', made('wise-link-exit', { reason: 'G2s8EJ' }), 'exit: …'],
    [
      'a URL',
      made('wise-link-error', { error: { code: 'sarah@example.com', correlationId: 'sarah@example.com' } }),
      'error: …',
    ],
    [
      'the name of an Object.prototype member',
      made('wise-link-change', { phase: 'idle', previous: 'idle', reason: 'constructor' }),
      'idle → idle: constructor',
    ],
    ['an object', made('wise-link-change', { phase: {}, previous: null, reason: ['a'] }), '… → …: …'],
    ['an invalid URL', made('wise-link-navigate', { url: 'no address' }), 'navigate: to …'],
    ['markup', made('wise-link-exit', { reason: '<img src=x>' }), 'exit: …'],
    ['a long text', made('wise-link-exit', { reason: 'a'.repeat(1e6) }), 'exit: …'],
  ])('%s', (_, event, text) => {
    expect(wordsFor(event)?.text).toBe(text);
  });
});

function made(type: string, members: object): Event {
  const event = new Event(type);
  for (const [name, value] of Object.entries(members)) Object.defineProperty(event, name, { value });
  return event;
}
