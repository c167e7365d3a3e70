import type { GrantType } from './oauth/token-request.js';

/** Counts the requests to the simulator, so that a test can check "exactly once". */
export class Counters {
  /** Authorization requests, including refused ones. */
  authorize = 0;
  /** Well-formed calls of the token endpoint, including refused ones. */
  readonly token: Record<GrantType, number> =
    { authorization_code: 0, refresh_token: 0, client_credentials: 0, registration_code: 0 };
  /** Calls of the token endpoint that got an error response. */
  tokenRefused = 0;
}
