import type { RequestHeaders } from '../contract.js';
import { nullPrototype } from '../null-prototype.js';
import { LinkError, type ErrorCode } from '../errors.js';
import { after } from '../timer.js';
import { readProblem } from './response.js';

/** A request to the partner's backend. */
export interface Call {
  url: string;
  /** The JSON body of a POST. Undefined for a GET. */
  body?: unknown;
  /** The idempotency key: the same on every retry. */
  key?: string;
  extra: RequestHeaders | undefined;
  correlationId: string;
  signal: AbortSignal;
}

/** The longest time for a response, in milliseconds, and its longest body, in bytes. */
const TIMEOUT = 15_000;
const MAX_BYTES = 65_536;

/** Sends a request. Resolves with the JSON of the response, not validated. Throws a LinkError. */
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
    code = 'misconfigured'; // the partner must fix invalid headers
    const headers = new Headers(extraHeaders ?? []);
    code = 'backend_unavailable';
    if (body) headers.set('Content-Type', 'application/json');
    headers.set('Accept', 'application/json, application/problem+json');
    headers.set('X-Wise-Link', '1');
    headers.set('X-Correlation-Id', correlationId);
    if (key) headers.set('Idempotency-Key', key);
    const init: RequestInit = nullPrototype({
      method: body ? 'POST' : 'GET',
      headers,
      body: body ? JSON.stringify(body) : null,
      credentials: 'same-origin' as const,
      redirect: 'error' as const, // a followed 307 or 308 would carry the code to another origin
      // A request that changes something survives the page. Others do not: Chromium would keep the connection of an aborted one.
      keepalive: !!key,
      cache: 'no-store' as const,
      referrerPolicy: 'no-referrer' as const,
      signal: ended,
    });
    response = await fetch(url, init);
    value = await readJson(response);
  } catch (cause) {
    if (!signal.aborted) await after(50, signal); // Chromium dispatches `securitypolicyviolation` after the rejection
    const message = code === 'misconfigured' ? 'headers is refused. Write what fetch takes' : code;
    throw new LinkError(code, { retryable: code !== 'policy_blocked', correlationId, cause }, message);
  } finally {
    ending.abort();
  }
  if (!response.ok) throw readProblem(value, response.status, correlationId, response.headers.get('Retry-After'));
  return value;
}

/** Rejects on abort: the timeout also applies to a `headers` function. */
const rejectOnAbort = (ended: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    ended.addEventListener('abort', () => reject(ended.reason as Error));
  });

/** Parses a body. Undefined if it is not JSON, or too long. Throws if the connection breaks. */
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
