/** How a call to Wise ended. The difference between the last two decides whether a code may have been spent. */
export type Outcome =
  | { kind: 'answered'; status: number; text: string; retryAfterSeconds: number | null; traceId: string | null }
  | { kind: 'not-sent' }
  | { kind: 'no-answer' };

// The connection was never established, so Wise has seen nothing. Every other failure may have come after Wise acted:
// node's fetch reports a reset before and after the request was written with the same words.
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

/** Calls Wise once and reads the whole answer, within the time limit. Never throws for what the network does. */
export async function callWise(url: URL, init: RequestInit, timeoutMs: number): Promise<Outcome> {
  try {
    // A redirect would carry the code, or a token, to a place that nobody chose.
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

// Wise sends seconds. Anything else counts as absent, and a day is as good as for ever.
function readRetryAfter(value: string | null): number | null {
  return value !== null && /^\d{1,5}$/.test(value) ? Math.max(1, Number(value)) : null;
}

// It goes to the log, so it must look like one: a gateway that repeats what it was sent would put a code there.
function readTraceId(value: string | null): string | null {
  return value !== null && /^[\da-f]{16,32}$/.test(value) ? value : null;
}
