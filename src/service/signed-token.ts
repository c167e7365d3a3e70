import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { SessionUnavailable } from '../server/session-unavailable.js';
import type { FindSession } from '../server/session.js';
import { readBankSession } from './bank-session.js';
import { KeysUnavailable } from './key-set.js';

/** Asymmetric ones only: a shared secret would let this service make tokens too. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'Ed25519', 'EdDSA'];

/** By how much the clocks of the bank and of this machine may differ, in seconds. */
const CLOCK_TOLERANCE = 30;

/** How tokens are checked, and where they are. */
export interface TokenOptions {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
  /** The cookie that has the token. Default: the token is in `Authorization: Bearer`. */
  cookie?: string | undefined;
  /** Gets a fixed sentence about a token that no setting of a customer can repair. */
  refused?: (hint: string) => void;
}

/**
 * Reads who is logged in from a token that the bank has signed (RFC 7519), with the claims of OpenID Connect Core 1.0 section 5.1: `sub`,
 * `sid`, `given_name`, `family_name`, `birthdate`, `email`; and `company`, as `{ name, registration_number }`.
 */
export function signedToken({ keys, issuer, audience, cookie, refused = () => {} }: TokenOptions): FindSession {
  return async ({ headers }) => {
    const token = cookie ? fromCookie(headers.get('cookie') ?? '', cookie) : /^Bearer +([\w.-]+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (!token) return null;
    try {
      const requiredClaims = ['exp', 'sub', 'sid'];
      const { payload } = await jwtVerify(token, keys, { algorithms: ALGORITHMS, issuer, audience, clockTolerance: CLOCK_TOLERANCE, requiredClaims });
      return readBankSession(sessionOf(payload), 'The token');
    } catch (cause) {
      if (cause instanceof SessionUnavailable) throw cause;
      if (!isRefusal(cause)) throw new SessionUnavailable(cause instanceof KeysUnavailable ? cause.message : 'The key set of WISE_LINK_TOKEN_JWKS_URL cannot be fetched.', { cause });
      // The signature was right, so this is a mistake in the settings of one side, which would look like a log-out.
      if (cause instanceof errors.JWTClaimValidationFailed) refused(`The token has another ${cause.claim} than this service expects.`);
      else if (cause instanceof errors.JOSEAlgNotAllowed) refused('The token is signed with an algorithm that is not accepted.');
      return null;
    }
  };
}

/** Whether the token is at fault, and not the key set. */
const isRefusal = (cause: unknown): boolean =>
  cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout) && !(cause instanceof errors.JWKSInvalid) && cause.code !== 'ERR_JOSE_GENERIC';

function sessionOf({ sub, sid, given_name: givenName, family_name: familyName, birthdate: dateOfBirth, email, company }: JWTPayload): unknown {
  const { name, registration_number: registrationNumber } = Object(company) as Record<string, unknown>;
  return { sessionId: sid, customer: { id: sub, givenName, familyName, dateOfBirth, email, company: company === undefined || company === null ? null : { name, registrationNumber } } };
}

/** The value of a cookie (RFC 6265 section 4.2.1); none if the name is there twice, as another site of the domain could have set one. */
function fromCookie(header: string, name: string): string | undefined {
  const found = header.split(';').flatMap((pair) => {
    const [key, value = ''] = pair.split(/=(.*)/s);
    return key?.trim() === name ? [value.trim()] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}
