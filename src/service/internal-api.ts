/** The internal API: what the bank's own backend asks of the service. contract/internal-api.json describes it. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { bankId } from '../server/bank-id.js';
import { readJsonBody } from '../server/body.js';
import { correlationIdOf } from '../server/correlation.js';
import { isDatabaseUnavailable } from '../server/database.js';
import { describeError } from '../server/log.js';
import type { Log } from '../server/log.js';
import { NoAccess } from '../server/no-access.js';
import { Problem } from '../server/problem.js';
import type { Database } from '../server/queryable.js';
import { waitingEvents } from '../server/waiting-events.js';
import type { WiseLink } from '../server/wise-link.js';
import { internalProblem, isInternalCode } from './internal-problem.js';
import type { InternalEnv } from './internal-problem.js';

/** What the internal API needs. */
export interface Internals {
  wiseLink: WiseLink;
  database: Database;
  secrets: readonly string[];
  log: Log;
}

const refusal = z.object({ accessToken: z.string().min(1).max(4000) });

/** The requests by their names in the log. Another path is untrusted text. */
const OPERATIONS = new Set(['GET /customers/{id}/access-token', 'GET /customers/{id}/profiles', 'POST /customers/{id}/refused-token', 'DELETE /customers/{id}', 'GET /waiting-events']);

/** Builds the internal API. Every path but the probes needs a secret. */
export function internalApi({ wiseLink, database, secrets, log }: Internals): Hono<InternalEnv> {
  const app = new Hono<InternalEnv>();
  app.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.get('/live', (context) => context.body(null, wiseLink.live() ? 204 : 503));
  app.get('/ready', async (context) => context.body(null, (await wiseLink.ready()) ? 204 : 503));
  app.use(async (context, next) => {
    const started = performance.now();
    await next();
    logRequest(context, log, Math.round(performance.now() - started));
  });
  app.use(bearerAuth({ token: [...secrets], noAuthenticationHeader: unauthorized, invalidAuthenticationHeader: unauthorized, invalidToken: unauthorized }));
  // A call to Wise would fail while the service stops, and look like a refresh that failed.
  app.use((context, next) => (wiseLink.live() ? next() : Promise.resolve(internalProblem(context, 'unavailable'))));
  app.use('/customers/:id/*', (context, next) => {
    if (!isCustomerId(context)) return Promise.resolve(internalProblem(context, 'invalid_customer'));
    context.set('customerId', context.req.param('id'));
    return next();
  });
  app.get('/customers/:id/access-token', async (context) => {
    const profileId = context.req.query('profileId');
    return context.json({ accessToken: await wiseLink.accessToken(context.req.param('id'), profileId === undefined ? {} : { profileId }) });
  });
  app.get('/customers/:id/profiles', async (context) => context.json({ profiles: await wiseLink.linkedProfiles(context.req.param('id')) }));
  app.post('/customers/:id/refused-token', async (context) => {
    const { value } = await readJsonBody(context.req.raw);
    const { data } = refusal.safeParse(value);
    if (!data) return internalProblem(context, 'invalid_request');
    await wiseLink.reportRefused(context.req.param('id'), data.accessToken);
    return context.body(null, 204);
  });
  app.delete('/customers/:id', async (context) => {
    await wiseLink.forget(context.req.param('id'));
    return context.body(null, 204);
  });
  app.get('/waiting-events', async (context) => context.json({ events: await waitingEvents(database) }));
  app.notFound((context) => internalProblem(context, 'not_found'));
  app.onError((error, context) => answerError(error, context, log));
  return app;
}

/** Logs whose token was given, and requests without the secret. */
function logRequest({ req, res, get }: Context<InternalEnv>, log: Log, durationMs: number): void {
  const name = `${req.method} ${new URL(req.url).pathname.replace(/^\/customers\/[^/]+/, '/customers/{id}')}`;
  const operation = OPERATIONS.has(name) ? name : 'unknown';
  const { status } = res;
  const [customerId, problem] = [get('customerId'), get('problem')];
  log({ level: status === 401 ? 'warn' : 'info', event: 'request', correlationId: correlationIdOf(req.raw), operation, status, durationMs, ...(customerId !== undefined && { customerId }), ...(problem !== undefined && { problem }) });
}

const unauthorized = { message: (context: Context<InternalEnv>): Response => internalProblem(context, 'unauthorized') };

/**
 * Whether the URL names a customer. Hono leaves bytes that are not UTF-8 as they are, so that an erasure would find no such customer. Another
 * query is the end of an id with a question mark, or would let an erasure look like one of a single profile.
 */
function isCustomerId({ req }: Context<InternalEnv>): boolean {
  const { pathname, search, searchParams } = new URL(req.url);
  const known = pathname.endsWith('/access-token') && [...searchParams.keys()].every((name) => name === 'profileId');
  if (search && !known) return false;
  try {
    decodeURIComponent(pathname);
  } catch {
    return false;
  }
  return bankId.safeParse(req.param('id')).success;
}

function answerError(error: Error, context: Context<InternalEnv>, log: Log): Response {
  if (error instanceof Problem && isInternalCode(error.code)) return internalProblem(context, error.code);
  if (error instanceof NoAccess) return internalProblem(context, error.reason);
  if (error instanceof HTTPException) return error.getResponse();
  if (isDatabaseUnavailable(error)) return internalProblem(context, 'unavailable');
  log({ level: 'error', event: 'internal_error', correlationId: crypto.randomUUID(), ...describeError(error) });
  return internalProblem(context, 'internal_error');
}
