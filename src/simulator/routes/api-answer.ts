import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { stringify } from 'lossless-json';

/** An answer in JSON. Ids are written as the integers that they are at Wise, beyond 2^53 too. */
export function answer(c: Context, body: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(stringify(body) ?? 'null', status, { 'content-type': 'application/json' });
}

/** An error in the form that Wise calls "system error". */
export function systemError(c: Context, status: ContentfulStatusCode, error: string, description: string): Response {
  return answer(c, { error, error_description: description }, status);
}

/** An error in the form that Wise calls "client error". */
export function clientError(c: Context, status: ContentfulStatusCode, error: FieldError): Response {
  const { code, message, path, arguments: values = null } = error;
  return answer(c, { errors: [{ code, message, path, arguments: values }] }, status);
}

/** What is wrong with one field of a request. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly arguments?: readonly string[];
}
