/** The problems of the internal API (RFC 9457). */
import type { Context } from 'hono';

const PROBLEMS = {
  invalid_request: { status: 400, title: 'The body must be { "accessToken": "…" }' },
  invalid_customer: { status: 400, title: 'The id of the customer must be percent-encoded UTF-8, without another query than profileId for an access token' },
  unauthorized: { status: 401, title: 'The bearer token is missing or wrong' },
  not_found: { status: 404, title: 'There is no such resource' },
  not_linked: { status: 404, title: 'The customer has no link, or none to this profile' },
  link_ended: { status: 409, title: 'The customer must link again' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  internal_error: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'The service cannot answer now' },
  wise_unavailable: { status: 503, title: 'Wise cannot be reached' },
} as const;

/** The code of a problem of the internal API. */
export type InternalCode = keyof typeof PROBLEMS;

/** What a request of the internal API leaves for the log. */
export interface InternalEnv {
  Variables: { customerId?: string; problem?: InternalCode };
}

/** Whether a text is such a code. */
export const isInternalCode = (text: string): text is InternalCode => Object.hasOwn(PROBLEMS, text);

/** How long the bank waits before it asks again, in seconds. */
const RETRY_AFTER_SECONDS = 5;

/** Answers with a problem. Those that can pass say when to ask again. */
export function internalProblem(context: Context<InternalEnv>, code: InternalCode): Response {
  context.set('problem', code);
  const { status, title } = PROBLEMS[code];
  const headers = {
    'Content-Type': 'application/problem+json',
    ...(status === 503 && { 'Retry-After': `${RETRY_AFTER_SECONDS}` }),
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
  };
  return context.body(JSON.stringify({ type: `/problems/${code.replaceAll('_', '-')}`, title, status, code }), status, headers);
}
