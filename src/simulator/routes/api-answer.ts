import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { stringify } from 'lossless-json';
import type { WiseEnv } from '../env.js';
import { because } from './call-log.js';

/** A JSON response. Writes ids as integers, as Wise does, also beyond 2^53. */
export function answer(c: Context, body: unknown, status: ContentfulStatusCode = 200): Response {
  return c.body(stringify(body) ?? 'null', status, { 'content-type': 'application/json' });
}

/** An error in the format that Wise calls "system error". */
export function systemError(c: Context, status: ContentfulStatusCode, error: string, description: string): Response {
  return answer(c, { error, error_description: description }, status);
}

/** Errors in the format that Wise calls "client error". */
export function clientErrors(c: Context<WiseEnv>, status: ContentfulStatusCode, errors: readonly FieldError[]): Response {
  because(c, errors.map(({ path, message }) => `${path}: ${message}`).join(', '));
  return answer(c, { errors: errors.map(({ code, message, path, arguments: values = null }) => ({ code, message, path, arguments: values })) }, status);
}

/** The error of one field of a request. */
export interface FieldError {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly arguments?: readonly string[];
}
