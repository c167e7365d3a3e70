import type { Context, MiddlewareHandler } from 'hono';
import type { WiseEnv } from '../env.js';
import type { Access } from '../tokens.js';
import { answer, systemError } from './api-answer.js';
import { because } from './call-log.js';
import { maySpeakFor, OTHER_CERTIFICATE } from './client-certificate.js';

/** The access of the request's bearer token, or Wise's error response to a missing or invalid token. */
export function bearerAccess(c: Context<WiseEnv>): Access | Response {
  const [, token] = /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  if (token === undefined) {
    because(c, 'there is no bearer token');
    return c.get('wise').switches.missingToken
      ? missingToken(c)
      : systemError(c, 401, 'unauthorized', 'Full authentication is required to access this resource');
  }
  const { tokens } = c.get('wise');
  const access = tokens.find(token);
  if (access && maySpeakFor(c, access.clientId)) {
    c.get('call').clientId = access.clientId;
    return access;
  }
  because(c, access ? OTHER_CERTIFICATE : `the token ${tokens.problemOf(token)}`);
  // The fields are in the order of a recorded response.
  return answer(c, { error_description: 'Invalid token', error: 'invalid_token' }, 401);
}

/** Wise's response without a token, as observed in September 2026. The order of its fields varies. */
function missingToken(c: Context<WiseEnv>): Response {
  const fields = [['error', 'missing_token'], ['error_description', 'Missing token']];
  const isReversed = c.get('wise').chance.bytes('field order').readUInt8(0) % 2 === 1;
  return answer(c, Object.fromEntries(isReversed ? fields.toReversed() : fields), 401);
}

/** Requires a client-credentials token. */
export const clientOnly: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const access = bearerAccess(c);
  if (access instanceof Response) return access;
  const client = c.get('wise').clients.find(access.clientId);
  if (access.grant || !client) return forbidden(c, 'the token is a customer’s; use one of client_credentials');
  c.set('client', client);
  return next();
};

/** Wise's response to a valid token without permission. */
export function forbidden(c: Context<WiseEnv>, reason: string): Response {
  because(c, reason);
  const timestamp = new Date(c.get('wise').clock.now()).toISOString();
  return answer(c, { timestamp, status: 403, error: 'unauthorized', message: 'Unauthorized' }, 403);
}
