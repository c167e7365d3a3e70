import { LinkError } from '../errors.js';
import { readProblem } from './read-answer.js';

/** Extra request headers, e.g. the partner's CSRF token, or a function that gives them. */
export type Headers = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

/** The same members without a prototype: a polluted `Object.prototype` cannot add to them. */
const bare = <T extends object>(members: T): T => Object.assign(Object.create(null), members);

/** One call to the partner's backend, which has 15 seconds. Resolves to its JSON, unread; throws a LinkError. */
export async function post(
  url: string,
  body: unknown,
  extra: Headers | undefined,
  correlationId: string,
  key: string,
  signal: AbortSignal,
): Promise<unknown> {
  let response: Response;
  let value: unknown;
  try {
    const init: RequestInit = bare({
      method: 'POST',
      headers: bare({
        ...(typeof extra === 'function' ? await extra() : extra),
        'Content-Type': 'application/json',
        Accept: 'application/json, application/problem+json',
        'X-Wise-Link': '1',
        'X-Correlation-Id': correlationId,
        'Idempotency-Key': key,
      }),
      body: JSON.stringify(body),
      credentials: 'same-origin' as const,
      redirect: 'error' as const, // a followed 307 or 308 would carry the code to another origin
      keepalive: true, // survives the closing of the page
      cache: 'no-store' as const,
      referrerPolicy: 'no-referrer' as const,
      signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
    });
    response = await fetch(url, init);
    value = await response.json().catch((cause: unknown) => {
      // A body that is no JSON is an answer that says nothing; one that broke off is none.
      if (Object(cause).name !== 'SyntaxError') throw cause; // in WebKit it is a DOMException of this name
    });
  } catch (cause) {
    throw new LinkError('backend_unavailable', { retryable: true, correlationId, cause });
  }
  if (!response.ok) throw readProblem(value, response.status, correlationId);
  return value;
}
