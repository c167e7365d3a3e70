import { ERRORS, LinkError, type ErrorCode } from '../errors.js';
import type { FlowEvent } from '../flow/event.js';
import { ownProperty, ownNumber, ownText, ownWords } from '../own-property.js';

/** The longest accepted wait, in seconds: for a retry, and after too many attempts. */
const MAX_WAIT = 120;
const DAY = 86_400;

/**
 * Reads a response of `exchange-url`, `status-url` or the `exchange` function. Returns an event, or the seconds until the next
 * request. Undefined if the status is unknown: then the outcome of the code is unknown.
 */
export function readAnswer(value: unknown, attemptId = ownText(value, 'attemptId')): FlowEvent | number | undefined {
  const status = ownProperty(value, 'status');
  const subject = ownText(value, 'subject');
  const linkJson = ownProperty(value, 'link');
  const displayName = ownWords(linkJson, 'displayName');
  const profileType = ownProperty(linkJson, 'profileType');
  const profileRef = ownWords(linkJson, 'profileRef');
  if (displayName && profileRef && (profileType === 'personal' || profileType === 'business')) {
    const link = { displayName, profileType, profileRef } as const;
    if (status === 'linked') return { type: status, link, subject };
    if (status === 'pending_confirmation' && attemptId) return { type: 'confirmation-required', link, attemptId };
  }
  if (status === 'discarded') return { type: status };
  // At most once a second, whatever the backend sends.
  if (status === 'processing') return Math.max(1, ownNumber(value, 'retryAfterSeconds') || 2);
  return undefined;
}

/** Whether an answer is a link. */
export const isLinked = (answer: FlowEvent | number | undefined): answer is Extract<FlowEvent, { type: 'linked' }> =>
  typeof answer === 'object' && answer.type === 'linked';

/** Reads problem details (RFC 9457). Without a known code, the HTTP status decides. */
export function readProblem(value: unknown, status: number, correlationId: string, header?: string | null): LinkError {
  const attemptsLeft = ownNumber(value, 'attemptsLeft');
  const givenCode = ownText(value, 'code');
  // The last wrong code ended the attempt, so correcting the text does not help.
  const named = givenCode === 'code_invalid' && attemptsLeft === 0 ? 'too_many_attempts' : givenCode;
  const isNamed = Object.hasOwn(ERRORS, named);
  // The backend always sends JSON, and a code with every 403. Any other response comes from a firewall, a bot challenge or a
  // proxy, and the backend has not seen the request.
  const isFromProxy = !givenCode && (value === undefined || status === 403);
  const mayPass = isFromProxy || status > 499 || [401, 408, 425, 429].includes(status);
  const code = status === 401 ? 'session_required' : mayPass ? 'backend_unavailable' : 'invalid_request';
  const backendId = ownWords(value, 'correlationId');
  // The body wins over the header. Invalid, negative and past values are ignored, so the default back-off applies.
  const wait = ownNumber(value, 'retryAfterSeconds');
  const longest = wait !== undefined && /^(too_many_attempts|rate_limited)$/.test(named) ? DAY : MAX_WAIT;
  const retryAfter = wait ?? readRetryAfter(header ?? '');
  const details = {
    // A consumed code must not be sent again, even if the backend says `retryable`.
    retryable: isNamed ? ownProperty(value, 'retryable') === true && ownProperty(value, 'codeConsumed') !== true : mayPass,
    correlationId: /^[\w.-]+$/.test(backendId) ? backendId : correlationId,
    attemptsLeft,
    retryAfter: retryAfter && Math.min(retryAfter, longest),
  };
  return new LinkError(isNamed ? (named as ErrorCode) : code, details, isFromProxy ? 'Not JSON: something in front of the backend has answered?' : undefined);
}

/** Reads `Retry-After` (RFC 9110 §10.2.3): seconds or a date. Undefined for any other value. */
function readRetryAfter(header: string): number | undefined {
  if (/^\d+$/.test(header)) return Number(header);
  const left = header.endsWith(' GMT') ? (Date.parse(header) - Date.now()) / 1000 : 0;
  return left > 0 ? left : undefined;
}
