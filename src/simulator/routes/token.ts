import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Client } from '../clients.js';
import type { WiseEnv } from '../env.js';
import { clientAnswer, customerAnswer } from '../oauth/token-answer.js';
import { readTokenRequest } from '../oauth/token-request.js';
import { answer, systemError } from './api-answer.js';
import { postedForm } from './posted-form.js';

/** With and without the version prefix: Wise documents both. */
export const TOKEN_PATHS = ['/oauth/token', '/2026Q3/oauth/token'];

/** Reads and counts the call before anything can refuse it, including an outage. */
export const countedTokenCall: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const { counters } = c.get('wise');
  const request = readTokenRequest(await postedForm(c));
  if (request.grantType !== 'none') counters.token[request.grantType]++;
  c.set('tokenRequest', request);
  await next();
  if (c.res.status >= 400) counters.tokenRefused++;
};

/** The token endpoint. */
export const tokenRoutes = new Hono<WiseEnv>().on('POST', TOKEN_PATHS, (c) => {
  const { clients, codes, customers, tokens } = c.get('wise');
  const client = clientByPassword(c, (id) => clients.find(id));
  if (!client) return invalidClient(c);

  const request = c.get('tokenRequest');
  if ('clientId' in request && request.clientId !== client.clientId) return invalidClient(c);
  switch (request.grantType) {
    case 'none':
      return systemError(c, 400, request.error, request.description);

    case 'client_credentials':
      return answer(c, clientAnswer(tokens.forClient(client.clientId)));

    case 'authorization_code': {
      const { code, redirectUri } = request;
      const grant = codes.redeem(code, client.clientId, (issuedFor) =>
        issuedFor === undefined ? client.redirectUris.includes(redirectUri) : issuedFor === redirectUri);
      if (grant === 'unknown') return invalidGrant(c, 400, `Invalid authorization code: ${code}`);
      if (grant === 'redirect mismatch') return invalidGrant(c, 400, 'Redirect URI mismatch.');
      return answer(c, customerAnswer(tokens.forCustomer(grant)));
    }

    case 'refresh_token': {
      const refreshed = tokens.refresh(request.refreshToken, client.clientId);
      if (!refreshed) return invalidGrant(c, 400, `Invalid refresh token: ${request.refreshToken}`);
      return answer(c, customerAnswer(refreshed));
    }

    case 'registration_code': {
      const customer = customers.byEmail(request.email);
      // Wise documents 401 in the API reference and 400 in a guide; the reference is newer.
      if (customer?.registrationCode !== request.registrationCode) {
        return invalidGrant(c, 401, 'Invalid user credentials.');
      }
      const grant = { clientId: client.clientId, userId: customer.userId, profileId: undefined };
      return answer(c, customerAnswer(tokens.forCustomer(grant)));
    }
  }
});

/** Authenticates the client with HTTP Basic, the only supported method. */
function clientByPassword(c: Context<WiseEnv>, find: (clientId: string) => Client | undefined): Client | undefined {
  const [, credentials] = /^Basic (.+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  if (credentials === undefined) return undefined;
  const [clientId = '', ...secret] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  const client = find(clientId);
  return client?.secret === secret.join(':') ? client : undefined;
}

function invalidClient(c: Context): Response {
  c.header('WWW-Authenticate', 'Basic realm="oauth"');
  return systemError(c, 401, 'invalid_client', 'Client authentication failed');
}

// The descriptions repeat the code or token, as in Spring Security OAuth2: a partner that logs them logs a secret.
function invalidGrant(c: Context, status: ContentfulStatusCode, description: string): Response {
  return systemError(c, status, 'invalid_grant', description);
}
