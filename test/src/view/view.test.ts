import { describe, expect, test } from 'vitest';
import { ERRORS, LinkError, type ErrorCode } from '../../../src/errors.js';
import type { State } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { viewOf } from '../../../src/view/view.js';

const link = { displayName: 'S••• J•••', profileType: 'business', profileRef: '•••0000' } as const;
const request = { key: 'k', payload: { attemptId: 'a', confirm: true } };
const show = (state: State, start: 'popup' | 'redirect' | 'email' | 'code' = 'popup') => viewOf(state, en, start);

describe('the view', () => {
  test.each([
    ['popup', 'Connect your Wise account', true],
    ['redirect', 'Connect your Wise account', false],
    ['email', 'Send me the e-mail', false],
    ['code', 'Enter the code', false],
  ] as const)('begins by %s with "%s"', (start, button, opens) => {
    expect(show({ phase: 'idle' }, start)).toMatchObject({ main: 'launch', button, opens, canCancel: false });
  });

  test.each([
    ['waits for the window', { phase: 'authorizing', via: 'popup', window: 'open' }, 'open', true],
    ['asks about a window that is gone', { phase: 'authorizing', via: 'popup', window: 'gone' }, 'gone', false],
    ['explains a window that was blocked', { phase: 'authorizing', via: 'popup', window: 'blocked' }, 'blocked', false],
    ['says where the tab goes', { phase: 'authorizing', via: 'redirect', window: 'open' }, 'redirect', true],
    ['asks for the e-mail', { phase: 'requesting-email' }, 'requesting-email', true],
  ] as const)('%s, and can be left', (_, state, key, isBusy) => {
    const [status, button]: readonly string[] = en[key];
    expect(show(state)).toMatchObject({ status, button, isBusy, canCancel: true });
  });

  test('cannot be left while the code is with the backend', () => {
    expect(show({ phase: 'exchanging', request })).toMatchObject({ isBusy: true, canCancel: false, button: undefined });
  });

  test('says where the e-mail went, with the warning against phishers', () => {
    const view = show({ phase: 'awaiting-code', sentTo: 's•••@e•••.com' }, 'email');
    expect(view).toMatchObject({ hint: en.safety, main: 'submit', canResend: true });
    expect(view.status).toContain('s•••@e•••.com');
  });

  test('says how many tries are left', () => {
    const error = new LinkError('code_invalid', { attemptsLeft: 3 });
    expect(show({ phase: 'awaiting-code', error }).error).toBe('Wise does not know this code. Mind capital letters. Tries left: 3.');
  });

  test('shows the account that is about to be linked, and that was', () => {
    const hint = 'S••• J••• · business profile •••0000';
    expect(show({ phase: 'confirming', link, attemptId: 'a' })).toMatchObject({ hint, main: 'confirm' });
    expect(show({ phase: 'linked', link })).toMatchObject({ hint, button: undefined });
  });

  test.each(Object.keys(ERRORS) as ErrorCode[])('has words for %s, and none of the error’s own', (code) => {
    const view = show({ phase: 'failed', error: new LinkError(code, {}, 'canary') });
    expect(view.error).toBe(en[ERRORS[code]][0]);
    expect(JSON.stringify(view)).not.toContain('canary');
  });

  test('has a way on from every failure that the customer can do something about', () => {
    const stuck = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => !show({ phase: 'failed', error: new LinkError(code) }).button);
    expect(new Set(stuck.map((code) => ERRORS[code]))).toEqual(new Set(['unavailable']));
  });

  test('offers the same code again where that may help', () => {
    const error = new LinkError('wise_unavailable', { retryable: true, correlationId: '7f3ka1b2-c3d4-e5f6' });
    expect(show({ phase: 'failed', error, request })).toMatchObject({
      main: 'retry', button: 'Try again', canCancel: true, reference: 'Reference 7f3ka1b2-c3d4',
    });
  });
});
