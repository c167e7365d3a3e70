import { expect, test } from 'vitest';
import { endOf } from '../../src/element/end.js';
import { LinkError } from '../../src/errors.js';
import type { State } from '../../src/flow/state.js';

const link = { displayName: 'S', profileType: 'personal', profileRef: '1' } as const;
const error = new LinkError('identity_mismatch');
const request = { key: 'k', payload: { attemptId: 'a', confirm: true } };

test.each<[name: string, state: State, type: string, isNews: boolean]>([
  ['a link', { phase: 'linked', link }, 'wise-link-success', true],
  ['a link of another tab', { phase: 'linked', link, transport: 'elsewhere' }, 'wise-link-success', true],
  ['a link from before this page', { phase: 'linked', link, transport: 'before' }, 'wise-link-success', false],
  ['a failure', { phase: 'failed', error }, 'wise-link-error', true],
  ['a cancel', { phase: 'idle', left: 'cancelled' }, 'wise-link-exit', true],
  ['an end that another page reported', { phase: 'idle' }, 'wise-link-exit', false],
])('%s ends an attempt', (_, state, type, isNews) => {
  expect(endOf(state)).toMatchObject({ event: { type }, isNews });
});

test.each<State>([
  { phase: 'authorizing', via: 'popup', window: 'open' },
  { phase: 'requesting-email' },
  { phase: 'awaiting-code' },
  { phase: 'exchanging', request },
  { phase: 'confirming', link, attemptId: 'a' },
  { phase: 'failed', error, request },
])('%o does not end it', (state) => {
  expect(endOf(state)).toBeUndefined();
});

test('open() gets the link, the error, or else the event', () => {
  expect(endOf({ phase: 'linked', link })?.link).toBe(link);
  expect(endOf({ phase: 'failed', error })?.reason).toBe(error);
  const left = endOf({ phase: 'idle', left: 'declined' });
  expect(left?.reason).toBe(left?.event);
});
