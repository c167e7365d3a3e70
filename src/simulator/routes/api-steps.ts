import { setTimeout as delay } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import type { WiseEnv } from '../env.js';

/**
 * Headers of every API answer. There are none of CORS: Wise's documents say that no user interface calls the API. The
 * first four were recorded at the token endpoint; partners quote `x-trace-id` to Wise's support.
 */
export const apiHeaders: MiddlewareHandler<WiseEnv> = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
  c.header('Pragma', 'no-cache');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  c.header('x-trace-id', c.get('wise').chance.bytes('trace id').toString('hex'));
  // Wise docs, correlation id: longer ones are ignored.
  const correlationId = c.req.header('X-External-Correlation-Id');
  if (correlationId && correlationId.length <= 36) c.header('X-External-Correlation-Id', correlationId);
};

/** Refuses while the switches say so. The bodies are no JSON: a gateway's are not, and a partner must bear that. */
export const outage: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const { rateLimited, unavailable } = c.get('wise').switches;
  if (unavailable) return c.text('Service Unavailable', 503);
  if (rateLimited) {
    return c.text('Too Many Requests', 429, { 'Retry-After': '7', 'X-Rate-Limited-By': 'wise-public-api' });
  }
  return next();
};

/** Holds answers back *after* the work is done: who gives up waiting has spent his code all the same. */
export const latency: MiddlewareHandler<WiseEnv> = async (c, next) => {
  await next();
  const { latencyMs } = c.get('wise').switches;
  // Not `await delay(0)`: that would still let others in between, where there should be no difference to "off".
  if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
};
