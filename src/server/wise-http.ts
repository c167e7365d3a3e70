import type { WiseCaller, WiseResponse } from './transport.js';

/** How a call to Wise ended. After `no-answer` a code may have been used, after `not-sent` it was not. */
export type Outcome =
  | { kind: 'answered'; status: number; text: string; retryAfterSeconds: number | null; traceId: string | null }
  | { kind: 'not-sent' | 'no-answer'; errorCode: string | null };

/** A call to Wise. */
export interface WiseCall {
  method?: 'POST';
  headers: Record<string, string>;
  body?: string;
}

// The connection was never established, so Wise received nothing. Any other error may come after Wise processed the
// call: a reset before and after the request was written is the same error.
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** No answer of Wise is near this size. A larger one is not read to its end. */
const MAX_BYTES = 1024 * 1024;

/** Calls Wise once and reads the whole response within `timeoutMs`. Returns network errors, never throws them. */
export async function callWise(fetch: WiseCaller, url: URL, call: WiseCall, timeoutMs: number): Promise<Outcome> {
  const late = new AbortController();
  // Not AbortSignal.timeout, which would hold on to each call until its time is over. After a pause of the whole process, timers run
  // before the network is read: setImmediate lets an answer that is already here arrive.
  const timer = setTimeout(() => setImmediate(() => late.abort()), timeoutMs);
  try {
    // A redirect could send the code or a token to another host.
    const response = await fetch(url.href, { ...call, redirect: 'error', signal: late.signal });
    // A `fetch` of the partner's that followed a redirect all the same.
    if (response.redirected || response.type === 'opaqueredirect') return { kind: 'no-answer', errorCode: 'REDIRECTED' };
    return {
      kind: 'answered',
      status: response.status,
      text: await readText(response),
      retryAfterSeconds: readRetryAfter(response.headers.get('Retry-After')),
      traceId: readTraceId(response.headers.get('x-trace-id')),
    };
  } catch (error) {
    const errorCode = codeOf(error);
    return { kind: errorCode !== null && NEVER_CONNECTED.has(errorCode) ? 'not-sent' : 'no-answer', errorCode };
  } finally {
    clearTimeout(timer);
  }
}

async function readText({ body }: WiseResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new TypeError('The answer is too large.');
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

// Goes to the log, so only what looks like a code of Node, OpenSSL or undici.
function codeOf(error: unknown): string | null {
  const causes = error instanceof Error ? [error.cause, error] : [];
  for (const cause of causes) {
    if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && /^[A-Z][A-Z\d_]{2,63}$/.test(cause.code)) return cause.code;
  }
  return null;
}

// Wise sends seconds. Any other format, or more than five digits, counts as absent.
function readRetryAfter(value: string | null): number | null {
  return value !== null && /^\d{1,5}$/.test(value) ? Math.max(1, Number(value)) : null;
}

// The id goes to the log, so its format is checked: a gateway could echo the code from the request here.
function readTraceId(value: string | null): string | null {
  return value !== null && /^[\da-f]{16,32}$/.test(value) ? value : null;
}
