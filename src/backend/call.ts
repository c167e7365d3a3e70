import type { RequestHeaders } from '../contract.js';
import { withNullPrototype } from '../null-prototype.js';
import { LinkError, type ErrorCode } from '../errors.js';
import { after } from '../timer.js';
import { readProblem } from './response.js';

/** One call to the partner's backend. */
export interface Call {
  url: string;
  /** What is sent, by POST. Undefined for a GET. */
  body?: unknown;
  /** The idempotency key: the same on every retry. */
  key?: string;
  extra: RequestHeaders | undefined;
  correlationId: string;
  signal: AbortSignal;
}

/** How long a backend may take, in milliseconds, and how much it may say, in bytes. */
const TIMEOUT = 15_000;
const MAX_BYTES = 65_536;

/** Calls. Resolves to the JSON of the answer, unread; throws a LinkError. */
export async function call({ url, body, key, extra, correlationId, signal }: Call): Promise<unknown> {
  let response: Response;
  let value: unknown;
  let code = 'backend_unavailable' as ErrorCode;
  const ending = new AbortController();
  const ended = ending.signal;
  for (const one of [signal, AbortSignal.timeout(TIMEOUT)]) {
    if (one.aborted) ending.abort(one.reason);
    one.addEventListener('abort', () => ending.abort(one.reason), { signal: ended });
  }
  addEventListener('securitypolicyviolation', ({ blockedURI }) => blockedURI === url && (code = 'policy_blocked'), { signal: ended });
  try {
    const extraHeaders = typeof extra === 'function' ? await Promise.race([extra(), rejectOnAbort(ended)]) : extra;
    code = 'misconfigured'; // what no request can carry, the partner has to fix
    const headers = new Headers(extraHeaders ?? []);
    code = 'backend_unavailable';
    if (body) headers.set('Content-Type', 'application/json');
    headers.set('Accept', 'application/json, application/problem+json');
    headers.set('X-Wise-Link', '1');
    headers.set('X-Correlation-Id', correlationId);
    if (key) headers.set('Idempotency-Key', key);
    const init: RequestInit = withNullPrototype({
      method: body ? 'POST' : 'GET',
      headers,
      body: body ? JSON.stringify(body) : null,
      credentials: 'same-origin' as const,
      redirect: 'error' as const, // a followed 307 or 308 would carry the code to another origin
      // What acts survives the closing of the page. A question does not: aborted, it would keep its connection in Chromium.
      keepalive: !!key,
      cache: 'no-store' as const,
      referrerPolicy: 'no-referrer' as const,
      signal: ended,
    });
    response = await fetch(url, init);
    value = await readJson(response);
  } catch (cause) {
    if (!signal.aborted) await after(50, signal); // Chromium tells of its policy after it has refused
    const message = code === 'misconfigured' ? 'headers is refused. Write what fetch takes' : code;
    throw new LinkError(code, { retryable: code !== 'policy_blocked', correlationId, cause }, message);
  } finally {
    ending.abort();
  }
  if (!response.ok) throw readProblem(value, response.status, correlationId, response.headers.get('Retry-After'));
  return value;
}

/** Headers of the partner's own may be waited for no longer than his backend. */
const rejectOnAbort = (ended: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    ended.addEventListener('abort', () => reject(ended.reason as Error));
  });

/** Undefined where it is no JSON, or more than any answer of the contract. Throws where it breaks off. */
async function readJson({ body }: Response): Promise<unknown> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  while (size <= MAX_BYTES) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) break;
    size += value.length;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  try {
    return size > MAX_BYTES ? undefined : JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}
