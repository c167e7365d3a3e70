/** A response that can be stored and replayed byte for byte. */
export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
  /** The problem code, for the log only. Not stored. */
  problem?: string;
}

/** Builds an answer from a JSON value. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, body: JSON.stringify(value), headers };
}

/** Turns an answer into a `Response` that is never cached or sniffed. */
export function toResponse({ status, body, headers = {} }: Answer, correlationId: string): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return new Response(body === '' ? null : body, {
    status,
    headers: {
      ...(body === '' ? {} : { 'Content-Type': type }),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Correlation-Id': correlationId,
      ...headers,
    },
  });
}
