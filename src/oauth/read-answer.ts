import { ERRORS, LinkError, type ErrorCode } from '../errors.js';
import type { FlowEvent } from '../flow/state.js';
import { own, ownNumber, ownText } from './own.js';

/**
 * What the answer of `exchange-url`, or of the `exchange` function, means: an event, or the seconds to wait before the
 * same is asked again. Throws `outcome_unknown` if it is no answer: then nobody knows what came of the code.
 */
export function readAnswer(value: unknown, correlationId: string): FlowEvent | number {
  const status = own(value, 'status');
  const attemptId = own(value, 'attemptId');
  const held = own(value, 'link');
  const displayName = ownText(held, 'displayName');
  const profileType = ownText(held, 'profileType');
  const profileRef = ownText(held, 'profileRef');
  if (displayName && profileRef && (profileType === 'personal' || profileType === 'business')) {
    const link = { displayName, profileType, profileRef } as const;
    if (status === 'linked') return { phase: status, link };
    if (status === 'pending_confirmation' && typeof attemptId === 'string') return { phase: 'confirming', link, attemptId };
  }
  if (status === 'discarded') return { phase: 'idle', left: status };
  if (status === 'processing') return Math.min(ownNumber(value, 'retryAfterSeconds') || 2, 120);
  throw new LinkError('outcome_unknown', { correlationId });
}

/** Problem details (RFC 9457). Where they name no code that we know, the HTTP status speaks. */
export function readProblem(value: unknown, status: number, correlationId: string): LinkError {
  const named = ownText(value, 'code');
  const isNamed = Object.hasOwn(ERRORS, named);
  const mayPass = status > 499 || [401, 408, 425, 429].includes(status);
  const code = status === 401 ? 'session_required' : mayPass ? 'backend_unavailable' : 'invalid_request';
  const theirs = ownText(value, 'correlationId');
  return new LinkError(isNamed ? (named as ErrorCode) : code, {
    retryable: isNamed ? own(value, 'retryable') === true : mayPass,
    correlationId: /^[\w.-]+$/.test(theirs) ? theirs : correlationId,
    attemptsLeft: ownNumber(value, 'attemptsLeft'),
  });
}
