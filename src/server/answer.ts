/** An answer that can be stored and given again byte for byte. */
export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
  /** The code of the refusal, for the log; not stored. */
  problem?: string;
}

/** Makes an answer of a JSON value. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, body: JSON.stringify(value), headers };
}

/** Turns an answer into a `Response`. Nothing that this backend says may be cached or sniffed. */
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
