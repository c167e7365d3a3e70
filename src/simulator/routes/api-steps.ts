import { setTimeout as delay } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import type { WiseEnv } from '../env.js';
import { systemError } from './api-answer.js';
import { because } from './call-log.js';

/**
 * Sets the headers of every API response. No CORS headers: according to Wise's documentation no user interface calls the
 * API. The first four headers were recorded at the token endpoint; partners quote `x-trace-id` to Wise support.
 */
export const apiHeaders: MiddlewareHandler<WiseEnv> = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
  c.header('Pragma', 'no-cache');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('x-trace-id', c.get('wise').chance.bytes('trace id').toString('hex'));
  // Wise docs, correlation id: Wise ignores longer ones.
  const correlationId = c.req.header('X-External-Correlation-Id');
  if (correlationId && correlationId.length <= 36) c.header('X-External-Correlation-Id', correlationId);
};

/** Answers 503 or 429 while the switches say so. By default the bodies are not JSON, as with a gateway, and a partner must handle that. */
export const outage: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const { rateLimited, unavailable, jsonRateLimit } = c.get('wise').switches;
  if (unavailable) {
    because(c, 'the switch "unavailable" is on');
    return c.text('Service Unavailable', 503);
  }
  if (rateLimited) {
    because(c, 'the switch "rateLimited" is on');
    const headers = { 'Retry-After': '7', 'X-Rate-Limited-By': 'wise-public-api' };
    // Wise's OpenAPI documents an object, but none of its fields.
    return jsonRateLimit ? c.json({ message: 'Too Many Requests' }, 429, headers) : c.text('Too Many Requests', 429, headers);
  }
  return next();
};

const gzip = compress({ encoding: 'gzip', threshold: 0 });

/** Compresses responses for callers that accept it, while the switch says so. */
export const compressed: MiddlewareHandler<WiseEnv> = async (c, next) => (c.get('wise').switches.gzip ? gzip(c, next) : next());

/** Delays responses *after* the work is done: a code is used even if the caller stops waiting. */
export const latency: MiddlewareHandler<WiseEnv> = async (c, next) => {
  await next();
  const { latencyMs } = c.get('wise').switches;
  // Not `await delay(0)`, which would let other requests run in between and so differ from "off".
  if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
};

/** The answer to an unknown path or method of the API. Never a page, because a program reads it. */
export function noSuchEndpoint(c: Context<WiseEnv>): Response {
  because(c, 'there is no such endpoint');
  return systemError(c, 404, 'not_found', 'No such endpoint');
}
