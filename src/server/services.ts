import type { AuthorizePage } from './authorize.js';
import type { Database } from './database.js';
import type { IdentityRules } from './identity.js';
import type { Limits } from './limits.js';
import type { Log } from './log.js';
import type { Vault } from './vault.js';
import type { WiseClient } from './wise-client.js';

/** The dependencies of the endpoints. */
export interface Services {
  database: Database;
  vault: Vault;
  wise: WiseClient;
  authorize: AuthorizePage;
  limits: Limits;
  redirectUris: readonly [string, ...string[]];
  rules: IdentityRules;
  /** Whether a code is refused unless the start endpoint created its attempt. */
  requireStart: boolean;
  /** Delivers the events of a customer to the bank's hooks. */
  notify: (customerId: string) => Promise<void>;
  log: Log;
}

/** The services, and the correlation id of the request that is processed. */
export interface Job {
  services: Services;
  correlationId: string;
}
