// Tests the view of each state.
import { describe, expect, test } from 'vitest';
import { ERRORS, LinkError, type ErrorCode } from '../../../src/errors.js';
import type { Phase, WindowHint } from '../../../src/flow/state.js';
import { en } from '../../../src/locales/en.js';
import { LINES } from '../../../src/element/view/icon.js';
import type { View } from '../../../src/element/view/view.js';
import { viewIn as show, type Open } from '../../support/ways.js';

const link = { displayName: 'S••• J•••', profileType: 'business', profileRef: '•••0000' } as const;
const request = { key: 'k', payload: { attemptId: 'a', confirm: true } };
/** The phases with different icons. Entering a code and requesting the email share one. */
const WITH_ICON = ['idle', 'authorizing', 'awaiting-code', 'exchanging', 'confirming', 'linked', 'failed'] as const;

const lineOf = (phase: Phase): string => LINES[phase];

/** The controls with their labels, in order. */
const controls = ({ labels }: View): [string, unknown][] => Object.entries(labels).filter(([, label]) => label);

/** The controls while the customer is at Wise, without those that are always there. */
const waysOn = (window: WindowHint, ways: Partial<Open> = {}, via: 'popup' | 'redirect' = 'popup'): string[] =>
  controls(show({ phase: 'authorizing', via, window }, ways)).map(([name]) => name).filter((name) => name !== 'cancel');

describe('a page that cannot link', () => {
  const controlsWith = (details: object, ways: Partial<Open> = {}): string[] =>
    controls(show({ phase: 'failed', error: new LinkError('misconfigured', details) }, ways)).map(([name]) => name);

  test.each([
    ['because of an attribute: no control', {}, { isFramed: true }, []],
    ['H7 in a frame without an origin: a new tab, or copying the link', { cause: 'allow-same-origin' }, { isFramed: true }, ['link', 'copy']],
    ['H7 in a frame without popups: copying the link', { cause: 'allow-popups' }, { isFramed: true }, ['copy']],
    ['H7 in a sandbox of the page itself: no control', { cause: 'allow-same-origin' }, {}, []],
  ])('%s', (_, details, ways, expected) => {
    expect(controlsWith(details, ways)).toEqual(expected);
  });
});

describe('the view', () => {
  test.each([
    ['popup', 'Connect your Wise account', 'launch'],
    ['redirect', 'Connect your Wise account', false],
    ['email', 'Send me the email', false],
    ['code', 'Enter the code', false],
  ] as const)('starts by %s with only "%s"', (start, button, opens) => {
    const view = show({ phase: 'idle' }, { start, canEmail: true });
    expect(view).toMatchObject({ main: 'launch', opens, isBusy: false });
    expect(controls(view)).toEqual([['launch', button]]);
  });

  test.each([
    ['waits for the window', { phase: 'authorizing', via: 'popup', window: 'open' }, 'open', true, 'Show the Wise window'],
    ['P12 asks about a closed window', { phase: 'authorizing', via: 'popup', window: 'gone' }, 'gone', false, 'Open Wise again'],
    ['P14 shows that it takes long', { phase: 'authorizing', via: 'popup', window: 'slow' }, 'slow', false, 'Open Wise again'],
    ['L3 explains a blocked window', { phase: 'authorizing', via: 'popup', window: 'blocked' }, 'blocked', false, undefined],
    ['L14 explains that an app cannot show Wise', { phase: 'authorizing', via: 'popup', window: 'in-app' }, 'in-app', false, 'Copy the link'],
    ['L15 explains that a frame does not navigate', { phase: 'authorizing', via: 'redirect', window: 'framed' }, 'framed', false, undefined],
    ['shows that the tab navigates to Wise', { phase: 'authorizing', via: 'redirect', window: 'open' }, 'redirect', true, undefined],
    ['shows that the customer came back too early', { phase: 'authorizing', via: 'redirect', window: 'gone' }, 'back', false, 'Go to Wise again'],
    ['requests the email', { phase: 'requesting-email' }, 'requesting-email', true, undefined],
  ] as const)('%s, and can be cancelled', (_, state, key, isBusy, button) => {
    const view = show(state);
    expect(view).toMatchObject({ status: en[key], isBusy });
    expect(view.labels).toMatchObject({ cancel: 'Cancel' });
    expect(view.labels.launch).toBe(button);
  });

  test.each([
    ['P1 while the customer is at Wise: the window, or this tab, because the window may not be visible', 'open', {}, ['launch', 'continue-here']],
    ['P1 while the customer is at Wise, in a frame: the window, or the page outside of the frame', 'open', { isFramed: true }, ['launch', 'link']],
    ['L6 before the URL is known: the window', 'open', { hasUrl: false }, ['launch']],
    ['P12 closed: Wise again, or this tab', 'gone', {}, ['launch', 'continue-here']],
    ['P14 slow: the same', 'slow', {}, ['launch', 'continue-here']],
    ['L3 blocked: a link, this tab, or copying the link', 'blocked', {}, ['link', 'continue-here', 'copy']],
    ['L14 in an app: copying the link, or this tab', 'in-app', {}, ['launch', 'continue-here']],
    ['L15 in a frame: a new tab, or copying the link', 'framed', { isFramed: true }, ['link', 'copy']],
    ['L15 blocked in a frame: the link to Wise, never this frame', 'blocked', { isFramed: true }, ['link', 'copy']],
    ['P12 closed, in a frame: Wise again, or the page outside of the frame', 'gone', { isFramed: true }, ['launch', 'link']],
  ] as const)('%s', (_, window, ways, expected) => {
    expect(waysOn(window, ways)).toEqual(expected);
    const withEmail = window === 'open' ? expected : [...expected, 'email'];
    expect(waysOn(window, { ...ways, canEmail: true }).toSorted()).toEqual(withEmail.toSorted());
  });

  test('L14 in an app the main button copies, because no window opens there', () => {
    const view = show({ phase: 'authorizing', via: 'popup', window: 'in-app' });
    expect([view.main, view.labels.launch, view.labels.copy, view.opens]).toEqual(['copy', 'Copy the link', false, false]);
  });

  test('back from a redirect, the only control is Wise again, in the same tab', () => {
    expect(waysOn('gone', { start: 'redirect' }, 'redirect')).toEqual(['launch']);
    expect(show({ phase: 'authorizing', via: 'redirect', window: 'gone' }, { start: 'redirect' }).opens).toBe(false);
  });

  test('L15 the link goes to Wise if the window was blocked, and to this page if it is in a frame', () => {
    const label = (window: WindowHint, isFramed: boolean): unknown => show({ phase: 'authorizing', via: 'popup', window }, { isFramed }).labels.link;
    expect([label('blocked', false), label('blocked', true), label('framed', true), label('gone', true), label('gone', false)]).toEqual([
      'Open Wise', 'Open Wise', 'Open in a new tab', 'Open in a new tab', false,
    ]);
  });

  test('cannot be cancelled while the code is submitted', () => {
    const view = show({ phase: 'exchanging', request }, { canEmail: true });
    expect(view.isBusy).toBe(true);
    expect(controls(view)).toEqual([]);
  });

  test('shows the address of the email, with the warning against phishing', () => {
    const view = show({ phase: 'awaiting-code', sentTo: 's•••@e•••.com' }, { start: 'email', canEmail: true });
    expect(view).toMatchObject({ hint: en.safety });
    expect(view.status).toContain('s•••@e•••.com');
    expect(controls(view)).toEqual([['submit', 'Continue'], ['email', 'Send the email again'], ['cancel', 'Cancel']]);
  });

  test('an error takes the place of the status, so that the code field stays where it is', () => {
    const error = new LinkError('code_invalid', { attemptsLeft: 3 });
    expect(show({ phase: 'awaiting-code', sentTo: 's•••@e•••.com', error }, { start: 'email', canEmail: true })).toMatchObject({ status: '', news: '' });
  });

  test('has the same controls while the email is requested as when it is sent, so that none moves', () => {
    const [requested, sent] = (['requesting-email', 'awaiting-code'] as const).map((phase) => show({ phase }, { start: 'email', canEmail: true }));
    expect(requested && controls(requested)).toEqual(sent && controls(sent));
    expect([requested, sent].map((view) => [view?.isBusy, view?.isCooling])).toEqual([[true, true], [false, false]]);
  });

  test('offers no second email without a first one', () => {
    expect(show({ phase: 'awaiting-code' }, { start: 'code' }).labels.email).toBeUndefined();
  });

  test('shows how many tries are left', () => {
    const error = new LinkError('code_invalid', { attemptsLeft: 3 });
    expect(show({ phase: 'awaiting-code', error }).error).toBe('The code is not correct. Check capital and small letters, and look-alikes such as O and 0. You have 3 attempts left.');
  });

  test.each<[code: ErrorCode, retryAfter: number | undefined, phase: 'failed' | 'awaiting-code', expected: string]>([
    ['wise_unavailable', undefined, 'failed', `${en.busy} Try again.`],
    ['wise_unavailable', 90, 'failed', `${en.busy} You can try again in 90 seconds.`],
    ['wise_unavailable', 90, 'awaiting-code', en.busy],
    ['wise_unavailable', undefined, 'awaiting-code', `${en.busy} Try again.`],
    ['wise_unavailable', 900, 'awaiting-code', `${en.busy} You can try again in 15 minutes.`],
    ['rate_limited', 90, 'failed', `${en.often} You can try again in 90 seconds.`],
    ['too_many_attempts', 600, 'failed', `${en.tooMany} You can try again in 10 minutes.`],
    ['session_required', 90, 'failed', en.session],
    ['code_expired', 90, 'failed', en.expired],
  ])('%s with a wait of %s seconds names one next step in %s', (code, retryAfter, phase, expected) => {
    expect(show({ phase, error: new LinkError(code, { retryable: true, retryAfter }) }).error).toBe(expected);
  });

  test.each([
    ['S••• J•••', 'SJ'],
    ['Meridian', 'M'],
    ['Ana Lucía de la Cruz', 'AL'],
    ['สมชาย ใจดี', 'สใ'],
    ['𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪', '𞤀𞤆'],
    ['', ''],
  ])('shows the initials of "%s" as "%s"', (displayName, initials) => {
    expect(show({ phase: 'linked', link: { ...link, displayName } }).initials).toBe(initials);
  });

  test.each<[state: string, view: View, heading: string | false]>([
    ['before the first attempt', show({ phase: 'idle' }), en.connect],
    ['after a customer declined, where the outcome is the heading', show({ phase: 'idle', left: 'declined' }), false],
    ['with an email on its way', show({ phase: 'awaiting-code', sentTo: 's•••@e•••.com' }, { start: 'email', canEmail: true }), en.enterCode],
    ['while the email is requested', show({ phase: 'requesting-email' }, { start: 'email', canEmail: true }), en.enterCode],
    ['with a code that Wise shows, where the status is the heading', show({ phase: 'awaiting-code' }, { start: 'code' }), false],
    ['while a typed code waits', show({ phase: 'awaiting-code', sentTo: 's•••@e•••.com', isWaiting: true }, { start: 'email', canEmail: true }), en.enterCode],
  ])('has its own heading where the status is too long for one: %s', (_, view, heading) => {
    expect(view.heading).toBe(heading);
  });

  test('says before the first attempt how to undo a link', () => {
    expect(show({ phase: 'idle' }).next).toBe(en.next);
    expect(show({ phase: 'idle', hasEnded: true }).next).toBe(false);
  });

  test('shows the account before and after linking', () => {
    const hint = 'S••• J••• · business profile •••0000';
    const question = show({ phase: 'confirming', link, attemptId: 'a' });
    expect(question).toMatchObject({ hint });
    expect(controls(question)).toEqual([['confirm', 'Yes, connect it'], ['decline', 'No, it is not mine']]);
    const end = show({ phase: 'linked', link });
    expect(end.hint).toBe(hint);
    expect(controls(end)).toEqual([]);
  });

  test.each(Object.keys(ERRORS) as ErrorCode[])('has a text for %s, without the error’s message', (code) => {
    const view = show({ phase: 'failed', error: new LinkError(code, {}, 'canary') });
    expect(view.error).toBe(ERRORS[code] === 'busy' ? `${en.busy} ${en.tryAgain}` : en[ERRORS[code]]);
    expect(view.status).toBe('');
    expect(JSON.stringify(view)).not.toContain('canary');
  });

  test('has a control for every failure that the customer can fix', () => {
    const without = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => !controls(show({ phase: 'failed', error: new LinkError(code) })).length);
    expect(new Set(without.map((code) => ERRORS[code]))).toEqual(new Set(['unavailable']));
  });

  test('offers to send the same code again if that may help', () => {
    const error = new LinkError('wise_unavailable', { retryable: true, correlationId: '7f3ka1b2-c3d4-e5f6' });
    const view = show({ phase: 'failed', error, request });
    expect(view).toMatchObject({ main: 'retry', opens: false, reference: 'Reference 7f3ka1b2-c3d4' });
    expect(controls(view)).toEqual([['launch', 'Try again'], ['copy', 'Copy the reference'], ['cancel', 'Cancel']]);
  });

  test.each([
    ['popup', undefined, 'late'],
    ['redirect', undefined, 'late'],
    ['email', undefined, 'expired'],
    ['code', undefined, 'expired'],
    ['popup', true, 'unanswered'],
    ['email', true, 'unanswered'],
  ] as const)('says what the customer ran out of time for: by %s, asked about the account: %s', (start, wasAsked, key) => {
    const view = show({ phase: 'failed', error: new LinkError('attempt_expired'), ...(wasAsked && { wasAsked }) }, { start, canEmail: true });
    expect(view.error).toBe(en[key]);
    expect(view.labels.launch).toBe(start === 'email' ? en.sendEmail : en.restart);
  });

  test('P15 offers a code by email to a customer who took too long at Wise', () => {
    const error = new LinkError('attempt_expired');
    expect(show({ phase: 'failed', error }, { canEmail: true }).labels.email).toBe(en.byEmail);
    expect(show({ phase: 'failed', error, wasAsked: true }, { canEmail: true }).labels.email).toBeFalsy();
  });

  test('X10 no link to a new tab of this page is announced as a new window', () => {
    const views = [
      show({ phase: 'authorizing', via: 'redirect', window: 'framed' }, { isFramed: true }),
      show({ phase: 'failed', error: new LinkError('misconfigured', { cause: 'allow-same-origin' }) }, { isFramed: true }),
    ];
    expect(views.map(({ labels, opens }) => [labels.link, opens])).toEqual([[en.toPage, false], [en.toPage, false]]);
  });

  test.each([
    ['declined', 'You did not give access. No account was connected.'],
    ['discarded', 'No account was connected.'],
    ['cancelled', en.popup],
  ] as const)('shows the result of an attempt that was %s, with the start button', (left, status) => {
    const view = show({ phase: 'idle', left });
    expect(view.status).toBe(status);
    expect(controls(view)).toEqual([['launch', 'Connect your Wise account']]);
  });

  test.each([
    ['an error', { phase: 'failed', error: new LinkError('code_expired') }, 'error'],
    ['a link', { phase: 'linked', link }, 'status'],
    ['a wait for the backend', { phase: 'exchanging', request }, 'status'],
    ['a wait for the window', { phase: 'authorizing', via: 'popup', window: 'open' }, 'status'],
    ['a question', { phase: 'confirming', link, attemptId: 'a' }, 'status'],
  ] as const)('A14 %s has a text and its own icon, besides color and motion', (_, state, place) => {
    expect(WITH_ICON.filter((phase) => lineOf(phase) === lineOf(state.phase))).toEqual([state.phase]);
    expect(show(state)[place]).toMatch(/\w{4}/);
  });

  test('A14 a wrong code is not only red, and a waiting button not only pale', () => {
    const error = new LinkError('code_invalid', { attemptsLeft: 3 });
    const view = show({ phase: 'awaiting-code', error }, { canEmail: true, cooldownSeconds: 42 });
    expect(view).toMatchObject({ isInvalid: true, isCooling: true, error: expect.stringContaining('The code is not correct') });
    expect(view.labels.email).toBe('Send the email again in 50 seconds');
  });
});
