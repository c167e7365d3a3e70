// Tests the event classes.
import { describe, expect, test } from 'vitest';
import { LinkError } from '../src/errors.js';
import {
  WiseLinkChangeEvent,
  WiseLinkErrorEvent,
  WiseLinkExitEvent,
  WiseLinkNavigateEvent,
  WiseLinkSuccessEvent,
} from '../src/events.js';

const link = { displayName: 'S', profileType: 'personal', profileRef: '1' } as const;
const error = new LinkError('identity_mismatch');

describe('the events', () => {
  test.each([
    [new WiseLinkChangeEvent({ phase: 'idle' }, 'linked'), 'wise-link-change', false],
    [new WiseLinkSuccessEvent(link), 'wise-link-success', false],
    [new WiseLinkErrorEvent(error), 'wise-link-error', false],
    [new WiseLinkExitEvent('declined'), 'wise-link-exit', false],
    [new WiseLinkNavigateEvent('https://wise.com/?state=s'), 'wise-link-navigate', true],
  ])('%o bubbles out of shadow roots as %s', (event, type, cancelable) => {
    expect([event.type, event.bubbles, event.composed, event.cancelable]).toEqual([type, true, true, cancelable]);
  });

  test.each([
    ['the code of an error', { phase: 'failed', error }, 'identity_mismatch'],
    ['the code of an error in the text', { phase: 'awaiting-code', error: new LinkError('code_invalid') }, 'code_invalid'],
    ['the window hint', { phase: 'authorizing', via: 'popup', window: 'blocked' }, 'blocked'],
    ['how the customer left', { phase: 'idle', left: 'declined' }, 'declined'],
    ['undefined if there is no reason', { phase: 'linked', link }, undefined],
  ] as const)('the reason of a change is %s', (_, state, reason) => {
    expect(new WiseLinkChangeEvent(state, 'exchanging')).toMatchObject({ phase: state.phase, previous: 'exchanging', reason });
  });

  test('S10 the URL with the state is not an own property that a script would copy', () => {
    const event = new WiseLinkNavigateEvent('https://wise.com/?state=s');
    expect(event.url).toBe('https://wise.com/?state=s');
    expect(JSON.stringify(Object.entries(event))).not.toContain('wise.com');
  });
});
