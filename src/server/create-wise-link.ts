/** Puts the parts of the backend together. */
import { accessToken } from './access.js';
import { authorizePage } from './authorize.js';
import { Background } from './background.js';
import { isAnswering, isDatabaseUnavailable } from './database.js';
import { Endpoint } from './endpoint.js';
import { assertFingerprintKey } from './fingerprint-key.js';
import { forget } from './forget.js';
import { Guard } from './guard.js';
import { companyRule } from './identity/same-company.js';
import { samePerson } from './identity/same-person.js';
import { linkedProfiles } from './linked-profiles.js';
import { DEFAULT_LIMITS } from './limits.js';
import { describeError } from './log.js';
import { maintain } from './maintain.js';
import { assertMigrated, migrate } from './migrate.js';
import { assertNeededKeys } from './needed-keys.js';
import { NodeAdapter } from './node-adapter.js';
import { Outbox } from './outbox.js';
import { checkOptions } from './read-options.js';
import { reportRefused } from './report-refused.js';
import { startPolling } from './polling.js';
import { makeRoutes } from './routes.js';
import type { Services } from './services.js';
import { Sessions } from './session.js';
import { startSweeping } from './sweeping.js';
import { Telemetry } from './telemetry.js';
import { openTransport } from './transport.js';
import type { Transport } from './transport.js';
import { Vault } from './vault.js';
import { WiseClient } from './wise-client.js';
import type { WiseLink } from './wise-link.js';
import type { WiseLinkOptions } from './wise-link-options.js';

const READY_WITHIN_MS = 2000;

/** The pause between two looks for events that were not delivered at once. */
const POLL_MS = 1000;

/** The pause between two looks for links that must be checked. */
const MAINTAIN_MS = 60_000;

const BODY_WAS_READ = 'Other code has read the body of a request. Mount wise-link before it.';

/**
 * Starts the backend: checks the options, migrates the database, and opens the connections to Wise. Throws `TypeError` with one
 * sentence for each wrong option.
 */
export async function createWiseLink(options: WiseLinkOptions): Promise<WiseLink> {
  checkOptions(options);
  const { database, session, isSessionLive, origin, basePath = '/api/wise' } = options;
  const vault = await Vault.open(options.keys, options.fingerprintKey, options.sealer);
  await (options.migrate === false ? assertMigrated(database) : migrate(database));
  await assertFingerprintKey(database, vault);
  await assertNeededKeys(database, new Set([...options.keys.map(({ id }) => id), ...(options.sealer ? ['*'] : [])]));
  const telemetry = await Telemetry.open();
  const transport = openTransport(options.wise, telemetry);
  const log = telemetry.observing(options.log ?? (() => {}));
  const outbox = new Outbox(database, options.hooks ?? {}, log);
  const background = new Background();
  const services = openServices({ ...options, log }, { vault, transport, outbox, background });
  const adapter = new NodeAdapter(origin, basePath, () => log({ level: 'error', event: 'misconfigured', correlationId: '', hint: BODY_WAS_READ }));
  const find = (request: Request): ReturnType<typeof session> => session(request, adapter.incoming(request));
  const sessions = new Sessions({ find, isLive: isSessionLive, vault });
  const routes = makeRoutes(services, { guard: new Guard(origin, sessions), sessions, background });
  const endpoint = new Endpoint(routes, { basePath, log, telemetry });
  const stopSweeping = startSweeping(services);
  const stopDelivering = outbox.isEmpty ? undefined : startPolling(() => outbox.poll(), POLL_MS);
  const stopMaintaining = options.maintenance === false ? undefined : startPolling(() => checkLinks(services, () => endpoint.isClosed), MAINTAIN_MS);
  const close = async (): Promise<void> => {
    await endpoint.close();
    outbox.stop();
    await stopMaintaining?.();
    await stopSweeping();
    await stopDelivering?.();
    await background.finish();
    await transport.close();
  };
  let closing: Promise<void> | undefined;
  return {
    fetch: (request) => endpoint.fetch(request),
    node: (request, response, next) => adapter.handle((wanted) => endpoint.reply(wanted), { request, response, next }),
    accessToken: (customerId, which) => background.run(accessToken({ services, correlationId: crypto.randomUUID() }, customerId, which)),
    linkedProfiles: (customerId) => background.run(linkedProfiles(services, customerId)),
    reportRefused: (customerId, token) => background.run(reportRefused(services, customerId, token)),
    forget: (customerId) => background.run(forget(database, customerId)),
    live: () => !endpoint.isClosed,
    ready: async () => !endpoint.isClosed && (await isAnswering(database, READY_WITHIN_MS)),
    close: () => (closing ??= close()),
  };
}

// While the database is away, the requests say so.
async function checkLinks(services: Services, isStopped: () => boolean): Promise<void> {
  await maintain(services, isStopped).catch((error: unknown) => {
    if (!isDatabaseUnavailable(error)) services.log({ level: 'error', event: 'internal_error', correlationId: crypto.randomUUID(), ...describeError(error) });
  });
}

interface Parts {
  vault: Vault;
  transport: Transport;
  outbox: Outbox;
  background: Background;
}

function openServices(options: WiseLinkOptions, { vault, transport, outbox, background }: Parts): Services {
  const { database, wise, redirectUris, requireStart = true, log = () => {} } = options;
  const isSamePerson = options.samePerson ?? samePerson;
  const [typedRedirectUri = '', ...otherRedirectUris] = redirectUris;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  return {
    database,
    vault,
    wise: new WiseClient({ timeoutMs: limits.wiseTimeoutMs, ...wise }, transport, log),
    authorize: authorizePage(wise),
    limits,
    redirectUris: [typedRedirectUri, ...otherRedirectUris],
    rules: { samePerson: isSamePerson, sameCompany: options.sameCompany ?? companyRule(isSamePerson) },
    requireStart,
    notify: (customerId) => background.run(outbox.deliver(customerId)),
    log,
  };
}
