import type { Context, MiddlewareHandler } from 'hono';
import { callLine } from '../call.js';
import type { WiseEnv } from '../env.js';

/** Writes a line for each API call, with its client and, if it failed, the reason in words. */
export const loggedCall: MiddlewareHandler<WiseEnv> = async (c, next) => {
  c.set('call', {});
  await next();
  c.get('log')(callLine(c.req.method, c.req.path, c.get('call'), c.res.status));
};

/** Stores why the call fails, for the log. Wise's answer tells less. */
export function because(c: Context<WiseEnv>, reason: string): void {
  c.get('call').reason = reason;
}
