import type { AuthorizePage } from './authorize.js';
import type { Database } from './database.js';
import type { CompanyRule } from './identity.js';
import type { Limits } from './limits.js';
import type { MaskedLink } from './link.js';
import type { Log } from './log.js';
import type { Vault } from './vault.js';
import type { WiseClient } from './wise-client.js';

/** Told after a customer's account was linked, once: the bank's own notice to the customer hangs here. */
export type Notify = (linked: { customerId: string; link: MaskedLink }) => void | Promise<void>;

/** What the endpoints work with. */
export interface Services {
  database: Database;
  vault: Vault;
  wise: WiseClient;
  authorize: AuthorizePage;
  limits: Limits;
  redirectUris: readonly [string, ...string[]];
  companyRule: CompanyRule;
  clock: () => Date;
  notify: Notify;
  log: Log;
}

/** Whom and what a piece of work is for. */
export interface Job {
  services: Services;
  correlationId: string;
}
