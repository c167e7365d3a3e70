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

/** An answer with all its headers, ready to be written. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Adds the headers with which an answer is never cached or sniffed. */
export function toReply({ status, body, headers = {} }: Answer, correlationId: string): Reply {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  return {
    status,
    headers: {
      ...(body === '' ? {} : { 'Content-Type': type }),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Correlation-Id': correlationId,
      ...headers,
    },
    body,
  };
}

/** The reply as a `Response`. */
export function toResponse({ status, headers, body }: Reply): Response {
  return new Response(body === '' ? null : body, { status, headers });
}
