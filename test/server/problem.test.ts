import { describe, expect, it } from 'vitest';
import { Problem, PROBLEMS } from '../../src/server/problem.js';
import type { ProblemCode } from '../../src/server/problem.js';

// The table in the contract: the status, and whether the same code may be sent again.
const CONTRACT: [ProblemCode, number, boolean][] = [
  ['session_required', 401, true],
  ['csrf_failed', 403, false],
  ['attempt_not_found', 404, false],
  ['state_mismatch', 409, false],
  ['exchange_in_progress', 409, true],
  ['code_already_used', 409, false],
  ['identity_mismatch', 409, false],
  ['profile_missing', 409, false],
  ['already_linked_elsewhere', 409, false],
  ['attempt_expired', 410, false],
  ['code_expired', 410, false],
  ['invalid_request', 400, false],
  ['payload_too_large', 413, false],
  ['unsupported_media_type', 415, false],
  ['code_invalid', 422, false],
  ['idempotency_key_reused', 422, false],
  ['too_many_attempts', 429, true],
  ['rate_limited', 429, true],
  ['wise_unavailable', 503, true],
  ['outcome_unknown', 502, false],
  ['internal_error', 500, true],
];

describe('a problem', () => {
  it.each(CONTRACT)('%s is %i, retryable %s', (code, status, retryable) => {
    expect(PROBLEMS[code]).toMatchObject({ status, retryable });
  });

  it('is never retryable once its code is consumed', () => {
    for (const { retryable, codeConsumed } of Object.values(PROBLEMS)) expect(retryable && codeConsumed).toBe(false);
  });

  it('has exactly the fields of the contract', () => {
    const { status, body, headers } = new Problem('rate_limited', { retryAfterSeconds: 9 }).toAnswer('id-1');
    expect(status).toBe(429);
    expect(headers).toEqual({ 'Retry-After': '9' });
    expect(JSON.parse(body)).toEqual({
      type: '/problems/rate-limited',
      title: 'Too many requests',
      status: 429,
      code: 'rate_limited',
      retryable: true,
      codeConsumed: false,
      retryAfterSeconds: 9,
      attemptsLeft: null,
      correlationId: 'id-1',
    });
  });
});
