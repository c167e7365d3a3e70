import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAnswer, readProblem } from '../../src/backend/response.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;

describe('readAnswer', () => {
  test.each([
    ['linked', { status: 'linked', link }, { type: 'linked', link, subject: '' }],
    ['pending_confirmation', { status: 'pending_confirmation', attemptId: 'a_1', link }, { type: 'confirmation-required', link, attemptId: 'a_1' }],
    ['discarded', { status: 'discarded' }, { type: 'discarded' }],
    ['X28 processing', { status: 'processing', retryAfterSeconds: 7 }, 7],
    ['processing without a time', { status: 'processing' }, 2],
    ['processing with no time at all', { status: 'processing', retryAfterSeconds: 0 }, 2],
    ['processing with almost no time', { status: 'processing', retryAfterSeconds: 1e-9 }, 1],
    ['a confirmation with a long attempt id', { status: 'pending_confirmation', attemptId: 'a'.repeat(300), link }, { type: 'confirmation-required', link, attemptId: 'a'.repeat(300) }],
    ['X24 no more than the contract names', { status: 'linked', link: { ...link, access_token: 't' }, refresh_token: 't' }, { type: 'linked', link, subject: '' }],
  ])('understands %s', (_, value, meaning) => {
    expect(readAnswer(value)).toEqual(meaning);
  });

  test.each([
    ['X10 nothing', undefined],
    ['X12 null', null],
    ['X12 an array', [{ status: 'linked', link }]],
    ['X12 a number', 1],
    ['X13 a link that is a string', { status: 'linked', link: 'yes' }],
    ['X13 a link without a name', { status: 'linked', link: { ...link, displayName: '' } }],
    ['X13 a link of an unknown type', { status: 'linked', link: { ...link, profileType: 'joint' } }],
    ['X13 a link whose members are numbers', { status: 'linked', link: { ...link, profileRef: 5 } }],
    ['X14 an unknown status', { status: 'ok', link }],
    ['linked without a link', { status: 'linked' }],
    ['a confirmation without its attempt', { status: 'pending_confirmation', link }],
  ])('does not understand %s', (_, value) => {
    expect(readAnswer(value)).toBeUndefined();
  });

  test('truncates a text to the length that fits the card', () => {
    const long = readAnswer({ status: 'linked', link: { ...link, displayName: 'S'.repeat(1e6) } });
    expect(long).toMatchObject({ link: { displayName: 'S'.repeat(99) } });
  });
});

describe('H1 a polluted Object.prototype', () => {
  const prototype = Object.prototype as unknown as Record<string, unknown>;
  afterEach(() => {
    for (const name of ['status', 'link', 'code', 'retryable']) delete prototype[name];
  });

  test('does not answer for the backend', () => {
    Object.assign(prototype, { status: 'linked', link });
    expect(readAnswer({})).toBeUndefined();
  });

  test('does not name the problem', () => {
    Object.assign(prototype, { code: 'identity_mismatch', retryable: true });
    expect(readProblem({}, 400, 'c')).toMatchObject({ code: 'invalid_request', retryable: false });
  });
});

describe('readProblem', () => {
  test.each([
    ['a known code', { code: 'identity_mismatch', retryable: false }, 409, { code: 'identity_mismatch', retryable: false }],
    ['retryable', { code: 'wise_unavailable', retryable: true }, 503, { code: 'wise_unavailable', retryable: true }],
    ['the tries left', { code: 'code_invalid', attemptsLeft: 3 }, 422, { code: 'code_invalid', attemptsLeft: 3 }],
    ['E9 no tries left', { code: 'code_invalid', attemptsLeft: 0 }, 422, { code: 'too_many_attempts', retryable: false }],
    ['the correlation id of the backend', { code: 'code_invalid', correlationId: 'theirs' }, 422, { correlationId: 'theirs' }],
    ['an unknown code', { code: 'made_up', retryable: true }, 400, { code: 'invalid_request', retryable: false }],
    ['a code that is a member of every object', { code: 'constructor' }, 500, { code: 'backend_unavailable', retryable: true }],
    ['X7 a 401 without a body', undefined, 401, { code: 'session_required', retryable: true }],
    ['X7 a 403 without a body', undefined, 403, { code: 'backend_unavailable', retryable: true, message: expect.stringContaining('in front of the backend') }],
    ['X7 a 403 in JSON without a code, as from a firewall', { message: 'Forbidden' }, 403, { code: 'backend_unavailable', retryable: true }],
    ['X7 a 403 of the contract', { code: 'csrf_failed' }, 403, { code: 'csrf_failed', retryable: false, message: 'csrf_failed' }],
    ['X7 a 403 with an unknown code, which is no outage', { code: 'made_up' }, 403, { code: 'invalid_request', retryable: false }],
    ['X7 a 400 in JSON without a code, as from a framework', { title: 'Bad Request' }, 400, { code: 'invalid_request', retryable: false }],
    ['X7 a 400 without a body', undefined, 400, { code: 'backend_unavailable', retryable: true }],
    ['X5 a 408 without a body', undefined, 408, { code: 'backend_unavailable', retryable: true }],
    ['X5 a 425 without a body', undefined, 425, { code: 'backend_unavailable', retryable: true }],
    ['an invalid correlation id', { code: 'code_invalid', correlationId: '<b>x</b>' }, 422, { correlationId: 'ours' }],
    ['X7 a 404 without a body', undefined, 404, { code: 'backend_unavailable', retryable: true }],
    ['X7 a 429 without a body', undefined, 429, { code: 'backend_unavailable', retryable: true }],
    ['a 502 without a body', undefined, 502, { code: 'backend_unavailable', retryable: true, correlationId: 'ours' }],
    ['a consumed code', { code: 'wise_unavailable', retryable: true, codeConsumed: true }, 503, { code: 'wise_unavailable', retryable: false }],
  ])('reads %s', (_, value, status, expected) => {
    expect(readProblem(value, status, 'ours')).toMatchObject(expected);
  });

  describe('X6 how long to wait', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 25, 12) }));
    afterEach(() => void vi.useRealTimers());

    test.each<[string, unknown, string | null, number | undefined]>([
      ['Retry-After: 7', {}, '7', 7],
      ['an HTTP date', {}, 'Wed, 25 Nov 2026 12:00:09 GMT', 9],
      ['a date in the past, which is ignored', {}, 'Wed, 25 Nov 2026 11:00:00 GMT', undefined],
      ['the current time, which is ignored', {}, 'Wed, 25 Nov 2026 12:00:00 GMT', undefined],
      ['0', {}, '0', 0],
      ['-1, which is ignored', {}, '-1', undefined],
      ['1.5, which is ignored', {}, '1.5', undefined],
      ['1e9, which is ignored', {}, '1e9', undefined],
      ['a thousand million seconds', {}, '1000000000', 120],
      ['more digits than a number has', {}, '9'.repeat(400), 120],
      ['a date years away', {}, 'Wed, 25 Nov 2099 12:00:00 GMT', 120],
      ['a header of an hour, with a code that allows an hour in the body', { code: 'rate_limited' }, '3600', 120],
      ['garbage', {}, 'soon', undefined],
      ['garbage that ends like a date', {}, 'soon GMT', undefined],
      ['no header, or one that CORS hides', {}, null, undefined],
      ['the body, whose value wins', { retryAfterSeconds: 3 }, '7', 3],
      ['the body, whose value also wins if it is longer', { retryAfterSeconds: 30 }, '7', 30],
      ['a body whose value is a string', { retryAfterSeconds: '3' }, '7', 7],
      ['X40 a body whose value is negative', { retryAfterSeconds: -3 }, '7', 7],
      ['a body whose value is null', { retryAfterSeconds: null }, null, undefined],
      ['a body whose value is NaN', { retryAfterSeconds: NaN }, null, undefined],
      ['a body with 1e300', { retryAfterSeconds: 1e300 }, null, 120],
      ['1e309 in a body, with another code', JSON.parse('{"code":"wise_unavailable","retryAfterSeconds":1e309}'), null, 120],
      ['1e309 in a body, with too_many_attempts', JSON.parse('{"code":"too_many_attempts","retryAfterSeconds":1e309}'), null, 86_400],
      ['more than two minutes, with too_many_attempts', { code: 'too_many_attempts', retryAfterSeconds: 121 }, null, 121],
      ['more than two minutes, with the last wrong code', { code: 'code_invalid', attemptsLeft: 0, retryAfterSeconds: 3600 }, null, 3600],
      ['more than two minutes, with rate_limited', { code: 'rate_limited', retryAfterSeconds: 3600 }, '7', 3600],
    ])('%s', (_, value, header, seconds) => {
      expect(readProblem(value, 429, 'ours', header).retryAfter).toBe(seconds);
    });
  });
});
