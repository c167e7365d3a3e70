import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Client } from '../clients.js';
import type { CodeProblem } from '../codes.js';
import type { WiseEnv } from '../env.js';
import { authenticated } from '../oauth/client-credentials.js';
import { ignoredNote } from '../oauth/ignored-note.js';
import { clientAnswer, customerAnswer } from '../oauth/token-answer.js';
import { readTokenRequest, type TokenRequest } from '../oauth/token-request.js';
import { answer, systemError } from './api-answer.js';
import { withVersion } from './api-paths.js';
import { because } from './call-log.js';
import { maySpeakFor, OTHER_CERTIFICATE } from './client-certificate.js';
import { isForm, postedForm } from './posted-form.js';

/** With and without the version prefix: Wise documents both. */
export const TOKEN_PATHS = withVersion('/oauth/token');

/** Reads and counts the call before anything can refuse it, including an outage. */
export const countedTokenCall: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const { counters, switches } = c.get('wise');
  const form = await postedForm(c);
  const request = readTokenRequest(form, switches);
  if (request.grantType !== 'none') {
    counters.token[request.grantType]++;
    c.get('call').grantType = request.grantType;
  }
  c.set('tokenForm', form);
  c.set('tokenRequest', request);
  await next();
  if (c.res.status >= 400) counters.tokenRefused++;
};

/** The token endpoint. */
export const tokenRoutes = new Hono<WiseEnv>().on('POST', TOKEN_PATHS, (c) => {
  const { clients, switches } = c.get('wise');
  const client = authenticated(c.req.header('Authorization'), c.get('tokenForm'), clients, switches.rawCredentials);
  if ('problem' in client) return invalidClient(c, client.problem);
  c.get('call').clientId = client.clientId;
  if (!maySpeakFor(c, client.clientId)) return invalidClient(c, OTHER_CERTIFICATE);

  const request = c.get('tokenRequest');
  if ('clientId' in request && (request.clientId ?? client.clientId) !== client.clientId) {
    return invalidClient(c, 'client_id in the body differs from the client of HTTP Basic');
  }
  noteVerifier(c);
  return issued(c, client, request);
});

/** Tells a client that relies on PKCE that Wise does not check it. */
function noteVerifier(c: Context<WiseEnv>): void {
  if (c.get('tokenForm').has('code_verifier')) c.get('log')(`POST /oauth/token ${c.get('call').clientId}: ${ignoredNote(['code_verifier'])}`);
}

function issued(c: Context<WiseEnv>, client: Client, request: TokenRequest): Response {
  const { customers, tokens, switches } = c.get('wise');
  switch (request.grantType) {
    case 'none':
      because(c, isForm(c) ? request.reason : 'the body is not a form (application/x-www-form-urlencoded)');
      return systemError(c, 400, request.error, request.description);

    case 'client_credentials':
      return answer(c, clientAnswer(tokens.forClient(client.clientId, switches.clientTokens)));

    case 'authorization_code':
      return exchanged(c, client, request);

    case 'refresh_token': {
      const refreshed = tokens.refresh(request.refreshToken, client.clientId);
      if (refreshed) return answer(c, customerAnswer(refreshed));
      because(c, `the refresh token ${tokens.problemOf(request.refreshToken)}`);
      return invalidGrant(c, 400, `Invalid refresh token: ${request.refreshToken}`);
    }

    case 'registration_code': {
      const customer = customers.byEmail(request.email);
      if (customer?.registrationCode !== request.registrationCode) {
        because(c, 'the registration code is not that of this address, or the customer changed the address');
        // Wise documents 401 in the API reference and 400 in a guide; the reference is newer.
        return invalidGrant(c, 401, 'Invalid user credentials.');
      }
      const grant = { clientId: client.clientId, userId: customer.userId, profileId: undefined };
      return answer(c, customerAnswer(tokens.forCustomer(grant)));
    }
  }
}

const REASONS: Readonly<Record<CodeProblem, string>> = {
  'never issued': 'the code was never issued; upper and lower case matter',
  'spent': 'the code was sent before: it works once, and a refused call uses it up too',
  'revoked': 'the customer disconnected the app before the code was exchanged',
  'expired': 'the code has expired: it is valid for 30 minutes',
  'of another client': 'the code was issued to another client',
  'other redirect URI': 'redirect_uri is not that of the authorization request',
};

function exchanged(c: Context<WiseEnv>, client: Client, { code, redirectUri }: { code: string; redirectUri: string }): Response {
  const { codes, tokens } = c.get('wise');
  const redeemed = codes.redeem(code, client.clientId, (issuedFor) =>
    issuedFor === undefined ? client.redirectUris.includes(redirectUri) : issuedFor === redirectUri);
  if ('grant' in redeemed) return answer(c, customerAnswer(tokens.forCustomer(redeemed.grant)));
  because(c, REASONS[redeemed.problem]);
  return invalidGrant(c, 400, redeemed.problem === 'other redirect URI' ? 'Redirect URI mismatch.' : `Invalid authorization code: ${code}`);
}

function invalidClient(c: Context<WiseEnv>, reason: string): Response {
  because(c, reason);
  c.header('WWW-Authenticate', 'Basic realm="oauth"');
  return systemError(c, 401, 'invalid_client', 'Client authentication failed');
}

// The descriptions repeat the code or token, as in Spring Security OAuth2: a partner that logs them logs a secret.
function invalidGrant(c: Context, status: ContentfulStatusCode, description: string): Response {
  return systemError(c, status, 'invalid_grant', description);
}
