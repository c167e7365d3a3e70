import { toResponse } from './answer.js';
import type { Answer } from './answer.js';
import { accessToken } from './access.js';
import type { AccessOptions } from './access.js';
import { authorizePage } from './authorize.js';
import { Background } from './background.js';
import { correlationIdOf } from './correlation.js';
import type { Database } from './database.js';
import { assertFingerprintKey } from './fingerprint-key.js';
import type { IdentityRules } from './identity.js';
import { companyRule } from './identity/same-company.js';
import { samePerson } from './identity/same-person.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Limits } from './limits.js';
import { describeError } from './log.js';
import type { Log } from './log.js';
import { linkedProfiles } from './linked-profiles.js';
import type { LinkedProfile } from './linked-profiles.js';
import { openMemoryDatabase } from './memory-database.js';
import { migrate } from './migrate.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import { findHandler } from './router.js';
import { makeRoutes } from './routes.js';
import type { Notify, Services } from './services.js';
import { startSweeping } from './sweeping.js';
import { Vault } from './vault.js';
import type { EncryptionKey, EncryptionKeys } from './vault.js';
import { WiseClient } from './wise-client.js';
import type { WiseOptions } from './wise-client.js';

export type { AccessOptions } from './access.js';
export { openMemoryDatabase } from './memory-database.js';
export type { Database, Queryable } from './database.js';
export type { IdentityRules } from './identity.js';
export type { Comparison, IdentityRule, Resemblance } from './identity/rule.js';
export type { Address, Profile } from './profile.js';
export type { LinkedProfile } from './linked-profiles.js';
export type { Limits } from './limits.js';
export type { Log, LogEntry } from './log.js';
export { NoAccess } from './no-access.js';
export type { NoAccessReason } from './no-access.js';
export { openPostgres } from './postgres.js';
export { sweep } from './sweep.js';
export type { Swept } from './sweep.js';
export type { Notify } from './services.js';
export type { EncryptionKey, EncryptionKeys } from './vault.js';
export type { WiseOptions } from './wise-client.js';

/** The options of `createPartner`. */
export interface PartnerOptions {
  /** The bank's own origin, as browsers send it: `https://bank.example`. */
  origin: string;
  wise: WiseOptions;
  /** The redirect URIs registered with Wise, byte for byte; the first is the one for typed codes. */
  redirectUris: readonly string[];
  /** Default: an in-memory database that is lost when the process ends. */
  database?: Database;
  /** Required with `database`: tokens sealed with a key that only this process knows would be lost. */
  encryptionKey?: EncryptionKey;
  /** Instead of `encryptionKey`: the current key first, then older keys, which still decrypt what they sealed. */
  encryptionKeys?: EncryptionKeys;
  /** The first key that this database ever had. Required once that key is no longer in the list; see `Vault.open`. */
  fingerprintKey?: EncryptionKey;
  /** Replaces the rule for personal profiles. Default: the same date of birth and name. */
  samePerson?: IdentityRules['samePerson'];
  /** Replaces the rule for business profiles. Default: the same registration number and name, and no personal profile of somebody else beside it. */
  sameCompany?: IdentityRules['sameCompany'];
  /**
   * Whether every attempt must begin at the start endpoint. Default: true. If false, the page may make the state itself, and
   * such a code is treated like a typed one: the customer must always answer "is this you?".
   */
  requireStart?: boolean;
  notify?: Notify;
  log?: Log;
  limits?: Partial<Limits>;
}

/** The backend: a function from `Request` to `Response`, mounted in the bank's own server. */
export interface Partner {
  fetch(request: Request): Promise<Response>;
  /** For the bank's own code: a valid access token of the customer's link, refreshed if needed. Throws `NoAccess`. */
  accessToken(customerId: string, options?: AccessOptions): Promise<string>;
  /** For the bank's own code: the profiles that the customer has linked, newest first. */
  linkedProfiles(customerId: string): Promise<LinkedProfile[]>;
  /** Waits for running work, and closes the database unless it was passed as an option. */
  close(): Promise<void>;
}

/** Starts the backend: opens and migrates the database, derives the keys, mounts the routes. Throws `TypeError` for a wrong option. */
export async function createPartner(options: PartnerOptions): Promise<Partner> {
  if (options.encryptionKey !== undefined && options.encryptionKeys !== undefined) {
    throw new TypeError('Set encryptionKey or encryptionKeys, not both.');
  }
  const keys = options.encryptionKeys ?? (options.encryptionKey && ([options.encryptionKey] as const));
  if (options.database !== undefined && keys === undefined) {
    throw new TypeError('The option database needs the option encryptionKey.');
  }
  // Compared with the browser's Origin character by character: a slash at the end would refuse every request.
  if (new URL(options.origin).origin !== options.origin) {
    throw new TypeError('The option origin must be scheme, host and port only, such as https://bank.example.');
  }
  const [typedRedirectUri, ...otherRedirectUris] = options.redirectUris;
  if (typedRedirectUri === undefined) throw new TypeError('The option redirectUris needs at least one redirect URI.');
  const vault = await Vault.open(keys ?? [temporaryKey()], options.fingerprintKey);
  const database = options.database ?? (await openMemoryDatabase());
  await migrate(database);
  await assertFingerprintKey(database, vault);
  const log = options.log ?? (() => {});
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const services: Services = {
    database,
    vault,
    wise: new WiseClient(options.wise, limits.wiseTimeoutMs, log),
    authorize: authorizePage(options.wise),
    limits,
    redirectUris: [typedRedirectUri, ...otherRedirectUris],
    rules: {
      samePerson: options.samePerson ?? samePerson,
      sameCompany: options.sameCompany ?? companyRule(options.samePerson ?? samePerson),
    },
    requireStart: options.requireStart ?? true,
    notify: options.notify ?? (() => {}),
    log,
  };
  const background = new Background();
  const stopSweeping = startSweeping(services);
  const routes = makeRoutes(services, background, options.origin);

  async function answer(request: Request, path: string, correlationId: string): Promise<Answer> {
    try {
      return await findHandler(routes, path, request.method)(request, correlationId);
    } catch (error) {
      if (error instanceof Problem) return error.toAnswer(correlationId);
      log({ level: 'error', event: 'internal_error', correlationId, ...describeError(error) });
      return new Problem('internal_error').toAnswer(correlationId);
    }
  }

  return {
    async fetch(request) {
      const correlationId = correlationIdOf(request);
      const path = new URL(request.url).pathname;
      const started = performance.now();
      const answered = await answer(request, path, correlationId);
      // An unknown path is untrusted text, so it is not logged.
      const operation = Object.hasOwn(routes, path) ? `${request.method} ${path}` : 'unknown';
      const durationMs = Math.round(performance.now() - started);
      const { status, problem } = answered;
      const refused = problem === undefined ? {} : { problem };
      log({ level: 'info', event: 'request', correlationId, operation, status, durationMs, ...refused });
      return toResponse(answered, correlationId);
    },
    accessToken: (customerId, which) => accessToken({ services, correlationId: crypto.randomUUID() }, customerId, which),
    linkedProfiles: (customerId) => linkedProfiles(services, customerId),
    async close() {
      await stopSweeping();
      await background.finish();
      if (options.database === undefined) await database.close();
    },
  };
}

function temporaryKey(): EncryptionKey {
  return { id: 'process', secret: Buffer.from(randomToken(), 'base64url').toString('base64') };
}
