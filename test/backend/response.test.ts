import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAnswer, readProblem } from '../../src/backend/response.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;

describe('readAnswer', () => {
  test.each([
    ['linked', { status: 'linked', link }, { phase: 'linked', link }],
    ['pending_confirmation', { status: 'pending_confirmation', attemptId: 'a_1', link }, { phase: 'confirming', link, attemptId: 'a_1' }],
    ['discarded', { status: 'discarded' }, { phase: 'idle', left: 'discarded' }],
    ['X28 processing', { status: 'processing', retryAfterSeconds: 7 }, 7],
    ['processing without a time', { status: 'processing' }, 2],
    ['processing with no time at all', { status: 'processing', retryAfterSeconds: 0 }, 2],
    ['processing with hardly any time', { status: 'processing', retryAfterSeconds: 1e-9 }, 1],
    ['a confirmation with a long attempt id', { status: 'pending_confirmation', attemptId: 'a'.repeat(300), link }, { phase: 'confirming', link, attemptId: 'a'.repeat(300) }],
    ['X24 no more than the contract names', { status: 'linked', link: { ...link, access_token: 't' }, refresh_token: 't' }, { phase: 'linked', link }],
  ])('understands %s', (_, value, meaning) => {
    expect(readAnswer(value)).toEqual(meaning);
  });

  test.each([
    ['X10 nothing', undefined],
    ['X12 null', null],
    ['X12 an array', [{ status: 'linked', link }]],
    ['X12 a number', 1],
    ['X13 a link that is a text', { status: 'linked', link: 'yes' }],
    ['X13 a link without a name', { status: 'linked', link: { ...link, displayName: '' } }],
    ['X13 a link of an unknown type', { status: 'linked', link: { ...link, profileType: 'joint' } }],
    ['X13 a link whose members are numbers', { status: 'linked', link: { ...link, profileRef: 5 } }],
    ['X14 an unknown status', { status: 'ok', link }],
    ['linked without a link', { status: 'linked' }],
    ['a confirmation without its attempt', { status: 'pending_confirmation', link }],
  ])('finds nothing that it knows in %s', (_, value) => {
    expect(readAnswer(value)).toBeUndefined();
  });

  test('a text is cut to what fits a card', () => {
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
    ['a code that it knows', { code: 'identity_mismatch', retryable: false }, 409, { code: 'identity_mismatch', retryable: false }],
    ['retryable', { code: 'wise_unavailable', retryable: true }, 503, { code: 'wise_unavailable', retryable: true }],
    ['the tries that are left', { code: 'code_invalid', attemptsLeft: 3 }, 422, { code: 'code_invalid', attemptsLeft: 3 }],
    ['E9 that none is left', { code: 'code_invalid', attemptsLeft: 0 }, 422, { code: 'too_many_attempts', retryable: false }],
    ['the correlation id of the backend', { code: 'code_invalid', correlationId: 'theirs' }, 422, { correlationId: 'theirs' }],
    ['a code that it does not know', { code: 'made_up', retryable: true }, 400, { code: 'invalid_request', retryable: false }],
    ['a code that every object has', { code: 'constructor' }, 500, { code: 'backend_unavailable', retryable: true }],
    ['X7 a bare 401', undefined, 401, { code: 'session_required', retryable: true }],
    ['X7 a bare 403', undefined, 403, { code: 'backend_unavailable', retryable: true, message: expect.stringContaining('in front of the backend') }],
    ['X7 a 403 that names no code, as a firewall writes it in JSON', { message: 'Forbidden' }, 403, { code: 'backend_unavailable', retryable: true }],
    ['X7 a 403 of the contract', { code: 'csrf_failed' }, 403, { code: 'csrf_failed', retryable: false, message: 'csrf_failed' }],
    ['X7 a 403 with a code that it does not know, which is no outage', { code: 'made_up' }, 403, { code: 'invalid_request', retryable: false }],
    ['X7 a 400 that names no code, as a framework writes it in JSON', { title: 'Bad Request' }, 400, { code: 'invalid_request', retryable: false }],
    ['X7 a bare 400', undefined, 400, { code: 'backend_unavailable', retryable: true }],
    ['X5 a bare 408', undefined, 408, { code: 'backend_unavailable', retryable: true }],
    ['X5 a bare 425', undefined, 425, { code: 'backend_unavailable', retryable: true }],
    ['a correlation id that is none', { code: 'code_invalid', correlationId: '<b>x</b>' }, 422, { correlationId: 'ours' }],
    ['X7 a bare 404', undefined, 404, { code: 'backend_unavailable', retryable: true }],
    ['X7 a bare 429', undefined, 429, { code: 'backend_unavailable', retryable: true }],
    ['a bare 502', undefined, 502, { code: 'backend_unavailable', retryable: true, correlationId: 'ours' }],
    ['a code that is spent', { code: 'wise_unavailable', retryable: true, codeConsumed: true }, 503, { code: 'wise_unavailable', retryable: false }],
  ])('reads %s', (_, value, status, expected) => {
    expect(readProblem(value, status, 'ours')).toMatchObject(expected);
  });

  describe('X6 how long to wait', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 25, 12) }));
    afterEach(() => void vi.useRealTimers());

    test.each<[string, unknown, string | null, number | undefined]>([
      ['Retry-After: 7', {}, '7', 7],
      ['an HTTP date', {}, 'Wed, 25 Nov 2026 12:00:09 GMT', 9],
      ['a date that is past, which is none', {}, 'Wed, 25 Nov 2026 11:00:00 GMT', undefined],
      ['this very moment, which is past', {}, 'Wed, 25 Nov 2026 12:00:00 GMT', undefined],
      ['0', {}, '0', 0],
      ['-1, which is none', {}, '-1', undefined],
      ['1.5, which is none', {}, '1.5', undefined],
      ['1e9, which is none', {}, '1e9', undefined],
      ['a thousand million seconds', {}, '1000000000', 120],
      ['more digits than a number has', {}, '9'.repeat(400), 120],
      ['a date in years', {}, 'Wed, 25 Nov 2099 12:00:00 GMT', 120],
      ['a header of an hour, with a code that may have it in the body', { code: 'rate_limited' }, '3600', 120],
      ['garbage', {}, 'soon', undefined],
      ['garbage that ends like a date', {}, 'soon GMT', undefined],
      ['nothing, or a header that the browser does not show', {}, null, undefined],
      ['the body, whose value wins', { retryAfterSeconds: 3 }, '7', 3],
      ['the body, whose value wins where it is longer', { retryAfterSeconds: 30 }, '7', 30],
      ['a body whose value is a text', { retryAfterSeconds: '3' }, '7', 7],
      ['X40 a body whose value is negative', { retryAfterSeconds: -3 }, '7', 7],
      ['a body whose value is null', { retryAfterSeconds: null }, null, undefined],
      ['a body whose value is no number', { retryAfterSeconds: NaN }, null, undefined],
      ['a body that goes beyond all patience', { retryAfterSeconds: 1e300 }, null, 120],
      ['1e309 in a body, with a code that says nothing of tries', JSON.parse('{"code":"wise_unavailable","retryAfterSeconds":1e309}'), null, 120],
      ['1e309 in a body, with too many tries', JSON.parse('{"code":"too_many_attempts","retryAfterSeconds":1e309}'), null, 86_400],
      ['two minutes and more, with too many tries', { code: 'too_many_attempts', retryAfterSeconds: 121 }, null, 121],
      ['two minutes and more, with the last wrong code', { code: 'code_invalid', attemptsLeft: 0, retryAfterSeconds: 3600 }, null, 3600],
      ['two minutes and more, with too many calls', { code: 'rate_limited', retryAfterSeconds: 3600 }, '7', 3600],
    ])('%s', (_, value, header, seconds) => {
      expect(readProblem(value, 429, 'ours', header).retryAfter).toBe(seconds);
    });
  });
});
