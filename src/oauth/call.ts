import { bare } from '../bare.js';
import { LinkError } from '../errors.js';
import { after } from '../timer.js';
import { readProblem } from './read-answer.js';

/** Extra request headers, e.g. the partner's CSRF token, or a function that gives them. */
export type Headers = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

/** One call to the partner's backend. */
export interface Call {
  url: string;
  /** What is sent, by POST. Undefined for a GET. */
  body?: unknown;
  /** The idempotency key: the same on every retry. */
  key?: string;
  extra: Headers | undefined;
  correlationId: string;
  signal: AbortSignal;
}

/** How long a backend may take, in milliseconds, and how much it may say, in bytes. */
const LONGEST = 15_000;
const MOST = 65_536;

/** Calls. Resolves to the JSON of the answer, unread; throws a LinkError. */
export async function call({ url, body, key, extra, correlationId, signal }: Call): Promise<unknown> {
  let response: Response;
  let value: unknown;
  let isBlocked = false;
  const over = new AbortController();
  const until = over.signal;
  for (const one of [signal, AbortSignal.timeout(LONGEST)]) {
    if (one.aborted) over.abort(one.reason);
    one.addEventListener('abort', () => over.abort(one.reason), { signal: until });
  }
  addEventListener('securitypolicyviolation', ({ blockedURI }) => (isBlocked ||= blockedURI === url), { signal: until });
  try {
    const init: RequestInit = bare({
      method: body ? 'POST' : 'GET',
      headers: bare({
        ...(typeof extra === 'function' ? await Promise.race([extra(), aborted(until)]) : extra),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        Accept: 'application/json, application/problem+json',
        'X-Wise-Link': '1',
        'X-Correlation-Id': correlationId,
        ...(key && { 'Idempotency-Key': key }),
      }),
      ...(body ? { body: JSON.stringify(body) } : {}),
      credentials: 'same-origin' as const,
      redirect: 'error' as const, // a followed 307 or 308 would carry the code to another origin
      // What acts survives the closing of the page. A question does not: aborted, it would keep its connection in Chromium.
      keepalive: !!key,
      cache: 'no-store' as const,
      referrerPolicy: 'no-referrer' as const,
      signal: until,
    });
    response = await fetch(url, init);
    value = await readJson(response);
  } catch (cause) {
    if (!signal.aborted) await after(50, signal); // Chromium tells of its policy after it has refused
    throw new LinkError(isBlocked ? 'policy_blocked' : 'backend_unavailable', { retryable: !isBlocked, correlationId, cause });
  } finally {
    over.abort();
  }
  if (!response.ok) throw readProblem(value, response.status, correlationId, response.headers.get('Retry-After'));
  return value;
}

/** Headers of the partner's own may be waited for no longer than his backend. */
const aborted = (until: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    until.addEventListener('abort', () => reject(until.reason as Error));
  });

/** Undefined where it is no JSON, or more than any answer of the contract. Throws where it breaks off. */
async function readJson({ body }: Response): Promise<unknown> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  while (size <= MOST) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) break;
    size += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  try {
    return size > MOST ? undefined : JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}
