import type { GrantType } from './oauth/token-request.js';

/** What the simulator was asked, so that a test can say "exactly once". */
export class Counters {
  /** Requests of the authorize page, refused ones too. */
  authorize = 0;
  /** Well-formed calls of the token endpoint, granted or not. */
  readonly token: Record<GrantType, number> =
    { authorization_code: 0, refresh_token: 0, client_credentials: 0, registration_code: 0 };
  /** Calls of the token endpoint that were answered with an error. */
  tokenRefused = 0;
}
