// Tests `LinkError`.
import { describe, expect, test } from 'vitest';
import { asLinkError, LinkError } from '../src/errors.js';

describe('LinkError', () => {
  test('has a code, whether the same code can be sent again, and a correlation id for support', () => {
    expect(Object.fromEntries(Object.entries(new LinkError('unexpected')))).toEqual({ code: 'unexpected', retryable: false, correlationId: '' });
    const error = new LinkError('code_invalid', { retryable: true, correlationId: 'c', attemptsLeft: 2 }, 'for developers');
    expect(error).toMatchObject({ code: 'code_invalid', retryable: true, correlationId: 'c', attemptsLeft: 2, message: 'for developers' });
    expect(error).toBeInstanceOf(Error);
  });

  test.each([
    ['code_invalid', true],
    ['code_missing', true],
    ['code_unreadable', true],
    ['code_ambiguous', true],
    ['code_expired', false],
    ['code_already_used', false],
    ['misconfigured', false],
  ] as const)('%s: the customer can fix it by editing the typed code: %s', (code, expected) => {
    expect(new LinkError(code).isAboutText).toBe(expected);
  });

  test('asLinkError returns a LinkError unchanged, and wraps anything else as the cause', () => {
    const error = new LinkError('attempt_expired');
    expect(asLinkError(error)).toBe(error);
    expect(asLinkError('evidence')).toMatchObject({ code: 'unexpected', cause: 'evidence' });
    const refused = new DOMException('full', 'QuotaExceededError');
    expect(asLinkError(refused)).toMatchObject({ code: 'storage_unavailable', cause: refused });
  });
});
