import { expect, test } from 'vitest';
import { LinkError } from '../../src/errors.js';
import { isOver, type State } from '../../src/flow/state.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const error = new LinkError('backend_unavailable', { retryable: true });
const request = { key: 'k', payload: { attemptId: 'a', confirm: true } } as const;

test.each<[string, State, boolean]>([
  ['nothing has begun', { phase: 'idle' }, true],
  ['the account is linked', { phase: 'linked', link }, true],
  ['it failed for good', { phase: 'failed', error }, true],
  ['it failed, and the code can be sent again', { phase: 'failed', error, request }, false],
  ['the customer is at Wise', { phase: 'authorizing', via: 'popup', window: 'open' }, false],
  ['an email is requested', { phase: 'requesting-email' }, false],
  ['a code is awaited', { phase: 'awaiting-code' }, false],
  ['the code is with the backend', { phase: 'exchanging', request }, false],
  ['the customer is asked', { phase: 'confirming', link, attemptId: 'a' }, false],
])('whether no attempt is under way: %s', (_, state, expected) => {
  expect(isOver(state)).toBe(expected);
});
