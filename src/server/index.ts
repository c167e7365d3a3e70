import { toResponse } from './answer.js';
import type { Answer } from './answer.js';
import { accessToken } from './access.js';
import { authorizePage } from './authorize.js';
import { Background } from './background.js';
import { correlationIdOf } from './correlation.js';
import type { Database } from './database.js';
import { assertFingerprintKey } from './fingerprint-key.js';
import { sameRegistrationNumber } from './identity.js';
import type { CompanyRule } from './identity.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { Limits } from './limits.js';
import { describeError } from './log.js';
import type { Log } from './log.js';
import { openMemoryDatabase } from './memory-database.js';
import { migrate } from './migrate.js';
import { Problem } from './problem.js';
import { randomToken } from './random.js';
import { findHandler } from './router.js';
import { makeRoutes } from './routes.js';
import type { Notify, Services } from './services.js';
import { Vault } from './vault.js';
import type { EncryptionKey, EncryptionKeys } from './vault.js';
import { WiseClient } from './wise-client.js';
import type { WiseOptions } from './wise-client.js';

export { openMemoryDatabase } from './memory-database.js';
export type { Database, Queryable } from './database.js';
export type { CompanyRule } from './identity.js';
export type { Limits } from './limits.js';
export type { Log, LogEntry } from './log.js';
export { NoAccess } from './no-access.js';
export type { NoAccessReason } from './no-access.js';
export { openPostgres } from './postgres.js';
export type { Notify } from './services.js';
export type { EncryptionKey, EncryptionKeys } from './vault.js';
export type { WiseOptions } from './wise-client.js';

/** What a partner sets. */
export interface PartnerOptions {
  /** The bank's own origin, as browsers send it: `https://bank.example`. */
  origin: string;
  wise: WiseOptions;
  /** The redirect URIs registered with Wise, byte for byte; the first is the one for typed codes. */
  redirectUris: readonly string[];
  /** Without one everything lives in memory and ends with the process. */
  database?: Database;
  /** Must be given with a database: tokens sealed with a key that dies with the process are lost. */
  encryptionKey?: EncryptionKey;
  /** In its place: the current key first, then older ones, which still open what they sealed. */
  encryptionKeys?: EncryptionKeys;
  /** The key of the first day, once it is no longer in the list; see `Vault.open` for why fingerprints keep it. */
  fingerprintKey?: EncryptionKey;
  companyRule?: CompanyRule;
  clock?: () => Date;
  notify?: Notify;
  log?: Log;
  limits?: Partial<Limits>;
}

/** The backend: a function from `Request` to `Response`, to be mounted under the bank's own server. */
export interface Partner {
  fetch(request: Request): Promise<Response>;
  /** For the bank's own code: an access token of the customer's link, refreshed in time. Throws `NoAccess`. */
  accessToken(customerId: string): Promise<string>;
  /** Waits for work under way, and closes the database unless it was given. */
  close(): Promise<void>;
}

/** Starts the backend: opens and migrates the database, derives the keys, mounts the routes. */
export async function createPartner(options: PartnerOptions): Promise<Partner> {
  if (options.encryptionKey !== undefined && options.encryptionKeys !== undefined) {
    throw new TypeError('Give encryptionKey or encryptionKeys, not both.');
  }
  const keys = options.encryptionKeys ?? (options.encryptionKey && ([options.encryptionKey] as const));
  if (options.database !== undefined && keys === undefined) {
    throw new TypeError('A database of your own needs an encryptionKey of your own.');
  }
  // Compared with the browser's Origin character by character: a slash at the end would refuse everybody.
  if (new URL(options.origin).origin !== options.origin) {
    throw new TypeError('The origin must be scheme, host and port, and nothing after.');
  }
  const [typedRedirectUri, ...otherRedirectUris] = options.redirectUris;
  if (typedRedirectUri === undefined) throw new TypeError('At least one redirect URI must be registered.');
  const vault = await Vault.open(keys ?? [passingKey()], options.fingerprintKey);
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
    companyRule: options.companyRule ?? sameRegistrationNumber,
    clock: options.clock ?? (() => new Date()),
    notify: options.notify ?? (() => {}),
    log,
  };
  const background = new Background();
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
      const given = await answer(request, path, correlationId);
      // An unknown path is the caller's own text, so it is not written down.
      const operation = Object.hasOwn(routes, path) ? `${request.method} ${path}` : 'unknown';
      const durationMs = Math.round(performance.now() - started);
      const { status, problem } = given;
      const refused = problem === undefined ? {} : { problem };
      log({ level: 'info', event: 'request', correlationId, operation, status, durationMs, ...refused });
      return toResponse(given, correlationId);
    },
    accessToken: (customerId) => accessToken({ services, correlationId: crypto.randomUUID() }, customerId),
    async close() {
      await background.finish();
      if (options.database === undefined) await database.close();
    },
  };
}

function passingKey(): EncryptionKey {
  return { id: 'process', secret: Buffer.from(randomToken(), 'base64url').toString('base64') };
}
