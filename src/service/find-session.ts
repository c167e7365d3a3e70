/** Chooses how the service learns who is logged in. */
import type { FindSession } from '../server/session.js';
import type { Values } from './environment.js';
import { forwardAuthentication } from './forward-authentication.js';
import { keySet } from './key-set.js';
import { privateUrl, wrongUrl } from './private-url.js';
import { signedToken } from './signed-token.js';

const OF_TOKENS = ['WISE_LINK_TOKEN_ISSUER', 'WISE_LINK_TOKEN_AUDIENCE', 'WISE_LINK_TOKEN_COOKIE'] as const;

const nobody: FindSession = () => null;

/** How the service learns who is logged in: by forward authentication, or by a signed token. */
export function readFindSession(values: Values, say: (sentence: string) => void, refused: (hint: string) => void): FindSession {
  const { WISE_LINK_SESSION_URL: sessionUrl, WISE_LINK_TOKEN_JWKS_URL: jwksUrl, WISE_LINK_TOKEN_ISSUER: issuer, WISE_LINK_TOKEN_AUDIENCE: audience } = values;
  if (Boolean(sessionUrl) === Boolean(jwksUrl)) {
    say('Set either WISE_LINK_SESSION_URL or WISE_LINK_TOKEN_JWKS_URL: the service must learn who is logged in.');
    return nobody;
  }
  if (sessionUrl) {
    for (const name of OF_TOKENS) if (values[name]) say(`${name} is not used together with WISE_LINK_SESSION_URL: remove one.`);
    const url = privateUrl(sessionUrl);
    if (!url) say(wrongUrl('WISE_LINK_SESSION_URL'));
    return url ? forwardAuthentication(url) : nobody;
  }
  const url = privateUrl(jwksUrl ?? '');
  if (!url) say(wrongUrl('WISE_LINK_TOKEN_JWKS_URL'));
  if (!issuer || !audience) say('WISE_LINK_TOKEN_JWKS_URL needs WISE_LINK_TOKEN_ISSUER and WISE_LINK_TOKEN_AUDIENCE: a token for another service must not work here.');
  const { WISE_LINK_TOKEN_COOKIE: cookie } = values;
  // The characters of a cookie's name (RFC 6265 section 4.1.1).
  if (cookie && !/^[\w!#$%&'*+.^`|~-]+$/.test(cookie)) say('WISE_LINK_TOKEN_COOKIE must be the name of a cookie.');
  return url && issuer && audience ? signedToken({ keys: keySet(url), issuer, audience, cookie, refused }) : nobody;
}
