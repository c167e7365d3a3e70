import type { Database } from './queryable.js';
import type { Hooks } from './hooks.js';
import type { IdentityRules } from './identity.js';
import type { Limits } from './limits.js';
import type { Log } from './log.js';
import type { Sealer } from './sealer.js';
import type { FindSession, IsSessionLive } from './session.js';
import type { EncryptionKey } from './vault.js';
import type { WiseOptions } from './wise-options.js';

/** The options of `createWiseLink`. */
export interface WiseLinkOptions {
  /** The bank's own origin, as browsers send it: `https://bank.example`. */
  origin: string;
  /** The path below which the endpoints are. Default: `/api/wise`. */
  basePath?: string;
  wise: WiseOptions;
  /** The redirect URIs registered with Wise, byte for byte; the first is the one for typed codes. */
  redirectUris: readonly string[];
  /** From `wise-link/server/postgres` or `wise-link/server/pglite`. */
  database: Database;
  /** Creates and migrates the tables at the start. Default: true. With false, run `npx wise-link-migrate` before. */
  migrate?: boolean;
  /** The current key first, then older keys, which still decrypt what they sealed. */
  keys: readonly EncryptionKey[];
  /** The first key that this database ever had. Required once that key is no longer in `keys`. */
  fingerprintKey?: EncryptionKey;
  /** Encrypts with a key management service in place of the first of `keys`, which stay for the hashes and for older rows. */
  sealer?: Sealer;
  session: FindSession;
  /**
   * Whether a session still lasts. While it does, another session of the same customer cannot finish the attempts that it started.
   * Without this option another session can, but the customer is then asked "is this you?".
   */
  isSessionLive?: IsSessionLive;
  /** Replaces the rule for personal profiles. Default: the same date of birth and name. */
  samePerson?: IdentityRules['samePerson'];
  /** Replaces the rule for business profiles. Default: the same registration number and name, and no personal profile of somebody else beside it. */
  sameCompany?: IdentityRules['sameCompany'];
  /**
   * Whether every attempt must begin at the start endpoint. Default: true. If false, the page may make the state itself, and
   * such a code is treated like a typed one: the customer must always answer "is this you?".
   */
  requireStart?: boolean;
  hooks?: Hooks;
  /** Whether this process checks the links that nobody has asked for in a day. Default: true. */
  maintenance?: boolean;
  /** Default: those of the contract. */
  limits?: Partial<Limits>;
  /** Receives each line of the log. Default: nothing is logged. */
  log?: Log;
}
