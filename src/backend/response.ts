import { ERRORS, LinkError, type ErrorCode } from '../errors.js';
import type { FlowEvent } from '../flow/state.js';
import { own, ownNumber, ownText, ownWords } from '../own-property.js';

/** The longest that a backend can have a request wait, and a customer who has tried too often, in seconds. */
const MAX_WAIT = 120;
const DAY = 86_400;

/**
 * What an answer of `exchange-url`, of `status-url` or of the `exchange` function means: an event, or the seconds to wait
 * before the same is asked again. Undefined if it says nothing that we know: then nobody knows what came of the code.
 */
export function readAnswer(value: unknown, attemptId = ownText(value, 'attemptId')): FlowEvent | number | undefined {
  const status = own(value, 'status');
  const subject = ownText(value, 'subject');
  const linkJson = own(value, 'link');
  const displayName = ownWords(linkJson, 'displayName');
  const profileType = own(linkJson, 'profileType');
  const profileRef = ownWords(linkJson, 'profileRef');
  if (displayName && profileRef && (profileType === 'personal' || profileType === 'business')) {
    const link = { displayName, profileType, profileRef } as const;
    if (status === 'linked') return { phase: status, link, ...(subject && { subject }) };
    if (status === 'pending_confirmation' && attemptId) return { phase: 'confirming', link, attemptId };
  }
  if (status === 'discarded') return { phase: 'idle', left: status };
  // Once a second at the most, whatever is said.
  if (status === 'processing') return Math.max(1, ownNumber(value, 'retryAfterSeconds') || 2);
  return undefined;
}

/** Problem details (RFC 9457). Where they name no code that we know, the HTTP status speaks. */
export function readProblem(value: unknown, status: number, correlationId: string, header?: string | null): LinkError {
  const attemptsLeft = ownNumber(value, 'attemptsLeft');
  const givenCode = ownText(value, 'code');
  // The last wrong code has ended the attempt: there is nothing to mend in the text any more.
  const named = givenCode === 'code_invalid' && attemptsLeft === 0 ? 'too_many_attempts' : givenCode;
  const isNamed = Object.hasOwn(ERRORS, named);
  // A backend of the contract names a code in JSON, with each 403 at least: a firewall, a bot challenge or a proxy has answered
  // in its place, and it has not seen the request.
  const isFromProxy = !givenCode && (value === undefined || status === 403);
  const mayPass = isFromProxy || status > 499 || [401, 408, 425, 429].includes(status);
  const code = status === 401 ? 'session_required' : mayPass ? 'backend_unavailable' : 'invalid_request';
  const backendId = ownWords(value, 'correlationId');
  // The body's wins. What is negative, in the past or no number says nothing, so the usual back-off holds.
  const wait = ownNumber(value, 'retryAfterSeconds');
  const longest = wait !== undefined && /^(too_many_attempts|rate_limited)$/.test(named) ? DAY : MAX_WAIT;
  const retryAfter = wait ?? readRetryAfter(header ?? '');
  const details = {
    // A code that is spent must not go again, whatever else is said.
    retryable: isNamed ? own(value, 'retryable') === true && own(value, 'codeConsumed') !== true : mayPass,
    correlationId: /^[\w.-]+$/.test(backendId) ? backendId : correlationId,
    attemptsLeft,
    retryAfter: retryAfter && Math.min(retryAfter, longest),
  };
  return new LinkError(isNamed ? (named as ErrorCode) : code, details, isFromProxy ? 'Not JSON: something in front of the backend has answered?' : undefined);
}

/** RFC 9110 §10.2.3: seconds, or a date. Nothing else counts. */
function readRetryAfter(header: string): number | undefined {
  if (/^\d+$/.test(header)) return Number(header);
  const left = header.endsWith(' GMT') ? (Date.parse(header) - Date.now()) / 1000 : 0;
  return left > 0 ? left : undefined;
}
