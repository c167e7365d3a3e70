import { describe, expect, test } from 'vitest';
import { LinkError, type ErrorCode } from '../../src/errors.js';
import { isCall, nextStep, type History, type Meaning, type Moment } from '../../src/backend/next-step.js';

const HISTORY: History = { canSubmit: true, isStatus: false, correlationId: 'corr', tries: 5, pause: 0.5, isRepeated: false, cause: undefined };
const NOW: Moment = { elapsed: 0, isOnline: true, random: 1 };
const EVENT: Meaning = { type: 'discarded' };
const fails = (code: ErrorCode, details: Partial<LinkError> = {}): LinkError => new LinkError(code, { retryable: true, ...details });
const USED = new LinkError('code_already_used');

/** The next call with its wait, or the end, as one line. */
function lineOf(step: ReturnType<typeof nextStep>, before: History): string {
  if (step instanceof LinkError) return step.code;
  if (!isCall(step)) return 'ends';
  const { isStatus, wait, tries, pause } = { ...before, ...step };
  return `${isStatus ? 'status' : 'submit'} after ${wait} s, ${tries} tries, ${pause} s`;
}

const ASKED = { isStatus: true };

describe('a page that has the code', () => {
  test.each<[string, Meaning | LinkError, Partial<History>, Partial<Moment>, string]>([
    ['an answer', EVENT, {}, {}, 'ends'],
    ['"processing"', 3, {}, {}, 'submit after 3 s, 5 tries, 0.5 s'],
    ['"processing" beyond a minute', 3, {}, { elapsed: 600 }, 'submit after 3 s, 5 tries, 0.5 s'],
    ['"processing" for ever', 1e9, {}, {}, 'submit after 120 s, 5 tries, 0.5 s'],
    ['the same request under way', fails('exchange_in_progress', { retryAfter: 7 }), {}, {}, 'submit after 7 s, 5 tries, 0.5 s'],
    ['the same request under way, without a time', fails('exchange_in_progress'), {}, {}, 'submit after 1 s, 5 tries, 0.5 s'],
    ['an unknown status', undefined, {}, {}, 'status after 0 s, 5 tries, 0.5 s'],
    ['then an unknown status', undefined, ASKED, {}, 'submit after 0 s, 4 tries, 0.5 s'],
    ['then a failed status request', fails('backend_unavailable'), ASKED, {}, 'submit after 0 s, 4 tries, 0.5 s'],
    ['then a status that says "processing"', 2, ASKED, {}, 'submit after 2 s, 5 tries, 0.5 s'],
    ['then a final status', EVENT, ASKED, {}, 'ends'],
    ['an unknown status for the second time', undefined, { ...ASKED, isRepeated: true }, {}, 'outcome_unknown'],
    ['an unknown status if it may be submitted only once', undefined, { ...ASKED, tries: 1 }, {}, 'outcome_unknown'],
    ['a code that was used before', USED, {}, {}, 'status after 0 s, 5 tries, 0.5 s'],
    ['then an unknown status', undefined, { ...ASKED, cause: USED }, {}, 'code_already_used'],
    ['a failure', fails('wise_unavailable'), {}, {}, 'submit after 0.5 s, 4 tries, 1 s'],
    ['a failure, with less jitter', fails('wise_unavailable'), {}, { random: 0.5 }, 'submit after 0.25 s, 4 tries, 1 s'],
    ['a failure with a time', fails('wise_unavailable', { retryAfter: 9 }), {}, {}, 'submit after 9 s, 4 tries, 1 s'],
    ['a failure beyond a minute', fails('wise_unavailable', { retryAfter: 9 }), {}, { elapsed: 52 }, 'wise_unavailable'],
    ['a failure beyond a minute, offline', fails('backend_unavailable', { retryAfter: 9 }), {}, { elapsed: 52, isOnline: false }, 'submit after 9 s, 4 tries, 1 s'],
    ['the fifth failure', fails('wise_unavailable'), { tries: 1 }, {}, 'wise_unavailable'],
    ['a failure for good', fails('identity_mismatch', { retryable: false }), {}, {}, 'identity_mismatch'],
    ['a failure that the customer must resolve', fails('session_required'), {}, {}, 'session_required'],
  ])('after %s', (_, outcome, history, moment, expected) => {
    const before = { ...HISTORY, ...history };
    expect(lineOf(nextStep(before, outcome, { ...NOW, ...moment }), before)).toBe(expected);
  });
});

describe('a page that can only request the status', () => {
  test.each<[string, Meaning | LinkError, Partial<Moment>, string]>([
    ['an answer', EVENT, {}, 'ends'],
    ['an unknown status', undefined, {}, 'outcome_unknown'],
    ['"processing"', 3, {}, 'status after 3 s, 5 tries, 0.5 s'],
    ['"processing" beyond a minute', 3, { elapsed: 58 }, 'outcome_unknown'],
    ['the same request under way beyond a minute', fails('exchange_in_progress'), { elapsed: 60 }, 'outcome_unknown'],
    ['a failure', fails('backend_unavailable'), {}, 'status after 0.5 s, 4 tries, 1 s'],
    ['a failure beyond a minute', fails('backend_unavailable', { retryAfter: 9 }), { elapsed: 58 }, 'backend_unavailable'],
    ['a failure beyond a minute, offline', fails('backend_unavailable', { retryAfter: 9 }), { elapsed: 58, isOnline: false }, 'outcome_unknown'],
    ['a code that was used before', USED, {}, 'code_already_used'],
  ])('after %s', (_, outcome, moment, expected) => {
    const before = { ...HISTORY, canSubmit: false, ...ASKED };
    expect(lineOf(nextStep(before, outcome, { ...NOW, ...moment }), before)).toBe(expected);
  });
});
