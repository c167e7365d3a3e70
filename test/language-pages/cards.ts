/** Every state of the card with a text of its own, for the pages that native readers review. */
import { LinkError, type ErrorCode, type ErrorDetails } from '../../src/errors.js';
import type { State } from '../../src/flow/state.js';
import type { Open } from '../support/ways.js';

/** One card: what happened, in English, and the state that shows it. */
export interface CardScene {
  title: string;
  state: State;
  ways?: Partial<Open>;
}

const link = { displayName: 'S••• J•••', profileRef: '•••5282' } as const;
const correlationId = 'c0ffee00-1234';
const request = { key: 'k', payload: { attemptId: 'a', confirm: true } } as const;
const mailed: Partial<Open> = { start: 'email', canEmail: true, expires: Date.UTC(2026, 10, 25, 12, 30) };

const atWise = (title: string, window: 'open' | 'gone' | 'slow' | 'blocked' | 'in-app' | 'framed', ways: Partial<Open> = {}, via: 'popup' | 'redirect' = 'popup'): CardScene =>
  ({ title, state: { phase: 'authorizing', via, window }, ways: { start: via, canEmail: true, ...ways } });

const typed = (title: string, code: ErrorCode, details: ErrorDetails = {}, ways: Partial<Open> = {}): CardScene =>
  ({ title, state: { phase: 'awaiting-code', error: new LinkError(code, { correlationId, ...details }) }, ways: { ...mailed, ...ways } });

const failed = (title: string, code: ErrorCode, details: ErrorDetails = {}, more: { request?: typeof request; wasAsked?: boolean } = {}, ways: Partial<Open> = {}): CardScene =>
  ({ title, state: { phase: 'failed', error: new LinkError(code, { correlationId, ...details }), ...more }, ways: { canEmail: true, ...ways } });

/** In the order in which a customer meets them. */
export const CARDS: readonly CardScene[] = [
  { title: 'Before the start, with a window', state: { phase: 'idle' } },
  { title: 'Before the start, with an email', state: { phase: 'idle' }, ways: { start: 'email', canEmail: true } },
  { title: 'Before the start, with a code that the customer has', state: { phase: 'idle' }, ways: { start: 'code' } },
  atWise('The customer is in the Wise window', 'open'),
  atWise('The Wise window seems closed', 'gone'),
  atWise('The customer has been at Wise for five minutes', 'slow'),
  atWise('The browser blocked the window', 'blocked'),
  atWise('The page is in the browser of an app', 'in-app'),
  atWise('The page is in a frame', 'framed', { isFramed: true }, 'redirect'),
  atWise('This tab goes to Wise', 'open', {}, 'redirect'),
  atWise('The customer came back with the Back button', 'gone', {}, 'redirect'),
  { title: 'The email is requested', state: { phase: 'requesting-email' } },
  { title: 'The email was sent', state: { phase: 'awaiting-code', sentTo: 's•••@e•••.com' }, ways: { ...mailed, cooldownSeconds: 42 } },
  { title: 'The email can be sent again, and five minutes are left', state: { phase: 'awaiting-code', minutes: 5 }, ways: mailed },
  { title: 'The customer switched from the window to a code, and one minute is left', state: { phase: 'awaiting-code', minutes: 1 }, ways: { ...mailed, start: 'popup' } },
  typed('A wrong code, three tries left', 'code_invalid', { attemptsLeft: 3 }),
  typed('A wrong code, one try left', 'code_invalid', { attemptsLeft: 1 }),
  typed('A wrong code, two tries left', 'code_invalid', { attemptsLeft: 2 }),
  typed('A wrong code, five tries left', 'code_invalid', { attemptsLeft: 5 }),
  typed('A wrong code, 21 tries left', 'code_invalid', { attemptsLeft: 21 }),
  typed('A wrong code, 100 tries left', 'code_invalid', { attemptsLeft: 100 }),
  typed('A character that no code has', 'code_unreadable', { characters: 'ѕ Е Ј' }),
  typed('Too long for a code', 'code_unreadable'),
  typed('A URL instead of a code', 'code_is_link'),
  typed('Two lines', 'code_ambiguous'),
  typed('Nothing was typed', 'code_missing'),
  typed('Emails requested too often', 'rate_limited', { retryAfter: 900 }),
  { title: 'The code is with the backend', state: { phase: 'exchanging', request } },
  { title: 'The browser is offline', state: { phase: 'exchanging', request, isOffline: true } },
  { title: 'Is it a personal account?', state: { phase: 'confirming', link: { ...link, profileType: 'personal' }, attemptId: 'a' } },
  { title: 'Connected, a business account', state: { phase: 'linked', link: { ...link, profileType: 'business' } } },
  { title: 'The customer did not give access', state: { phase: 'idle', left: 'declined' } },
  { title: 'The customer said that it is not their account', state: { phase: 'idle', left: 'discarded' } },
  { title: 'The connection was ended at Wise', state: { phase: 'idle', hasEnded: true } },
  failed('The page is misconfigured', 'misconfigured'),
  failed('The customer was logged out', 'session_required', { retryable: true }, { request }),
  failed('The outcome is unknown', 'outcome_unknown'),
  failed('The response belongs to another attempt', 'state_mismatch'),
  failed('The code has expired', 'code_expired'),
  failed('30 minutes at Wise', 'attempt_expired'),
  failed('30 minutes without an answer', 'attempt_expired', {}, { wasAsked: true }),
  failed('The account of another person', 'identity_mismatch'),
  failed('An account without a profile', 'profile_missing'),
  failed('Too many wrong codes', 'too_many_attempts', { retryAfter: 600 }),
  failed('Wise does not answer', 'wise_unavailable', { retryable: true, retryAfter: 90 }, { request }),
  failed('The backend does not answer', 'backend_unavailable', { retryable: true }, { request }),
  failed('Too many calls', 'rate_limited', { retryable: true, retryAfter: 7200 }),
  failed('The page is in a sandboxed frame', 'misconfigured', { cause: 'allow-same-origin' }, {}, { isFramed: true }),
];
