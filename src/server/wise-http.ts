/** How a call to Wise ended. After `no-answer` a code may have been used, after `not-sent` it was not. */
export type Outcome =
  | { kind: 'answered'; status: number; text: string; retryAfterSeconds: number | null; traceId: string | null }
  | { kind: 'not-sent' }
  | { kind: 'no-answer' };

// The connection was never established, so Wise received nothing. Any other error may come after Wise processed the
// call: Node's fetch reports a reset before and after the request was written with the same error.
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
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Calls Wise once and reads the whole response within `timeoutMs`. Returns network errors, never throws them. */
export async function callWise(url: URL, init: RequestInit, timeoutMs: number): Promise<Outcome> {
  try {
    // A redirect could send the code or a token to another host.
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return {
      kind: 'answered',
      status: response.status,
      text: await response.text(),
      retryAfterSeconds: readRetryAfter(response.headers.get('Retry-After')),
      traceId: readTraceId(response.headers.get('x-trace-id')),
    };
  } catch (error) {
    return { kind: neverConnected(error) ? 'not-sent' : 'no-answer' };
  }
}

function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && NEVER_CONNECTED.has(cause.code);
}

// Wise sends seconds. Any other format, or more than five digits, counts as absent.
function readRetryAfter(value: string | null): number | null {
  return value !== null && /^\d{1,5}$/.test(value) ? Math.max(1, Number(value)) : null;
}

// The id goes to the log, so its format is checked: a gateway could echo the code from the request here.
function readTraceId(value: string | null): string | null {
  return value !== null && /^[\da-f]{16,32}$/.test(value) ? value : null;
}
