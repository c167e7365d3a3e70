import { Hono, type Context } from 'hono';
import { Chance, newSeed } from './chance.js';
import { allowedHostsOnly } from './allowed-hosts.js';
import { meridianBank, type Client } from './clients.js';
import type { Customer } from './customer.js';
import type { WiseEnv } from './env.js';
import { logFailure } from './failure.js';
import { messagePage } from './pages/message.js';
import { apiCalls, only } from './routes/api-paths.js';
import { apiHeaders, compressed, latency, noSuchEndpoint, outage } from './routes/api-steps.js';
import { authorizeRoutes } from './routes/authorize.js';
import { loggedCall } from './routes/call-log.js';
import { isMutualTls } from './routes/client-certificate.js';
import { controlRoutes, ownOriginOnly } from './routes/control.js';
import { logInRoutes } from './routes/log-in.js';
import { overviewRoutes } from './routes/overview.js';
import { browserSession, namedFlow, ownFormOnly, pageHeaders } from './routes/page-steps.js';
import { profileRoutes } from './routes/profiles.js';
import { settingsRoutes } from './routes/settings.js';
import { signUpRoutes } from './routes/sign-up.js';
import { countedTokenCall, TOKEN_PATHS, tokenRoutes } from './routes/token.js';
import { userRoutes } from './routes/users.js';
import type { Switches } from './switches.js';
import { Wise } from './wise.js';

/** The options of the simulator. Without `clients` the only partner is Meridian Bank at `partnerOrigin`. */
export interface WiseOptions {
  readonly clients?: readonly Client[];
  readonly partnerOrigin?: string;
  /** Creates the customers, also after a reset. Default: the test customers. */
  readonly customers?: () => Customer[];
  /** Names that `Host` may have besides loopback ones. Default: none. */
  readonly allowedHosts?: readonly string[];
  /** Receives the lines for the terminal. Default: none is written. */
  readonly log?: (line: string) => void;
  /** The initial switches, also after a reset. Default: everything works. */
  readonly switches?: Partial<Switches>;
  /** The seed of all random values. Default: a new one for each start. */
  readonly seed?: string;
}

const pageRoutes = [authorizeRoutes, logInRoutes, signUpRoutes, settingsRoutes];
const isApiCall = apiCalls([overviewRoutes, ...pageRoutes].flatMap(({ routes }) => routes));
const isForApi = (c: Context<WiseEnv>): boolean => isMutualTls(c) || isApiCall(c);

/**
 * The simulator as an HTTP application: first the API, then the control routes, then the customer's pages. Each part has
 * its own middleware, and a request that one part answers never reaches the next.
 */
export function createWise(options: WiseOptions = {}): Hono<WiseEnv> {
  const { partnerOrigin = 'http://localhost:4100', customers, switches, seed = newSeed(), allowedHosts = [], log = () => {} } = options;
  const { clients = [meridianBank(partnerOrigin)] } = options;
  // A reset without a seed continues the random sequence, so that codes are not repeated.
  const fresh = (chance: Chance) => new Wise({ clients, customers, switches }, chance);
  let wise = fresh(new Chance(seed));
  const app = new Hono<WiseEnv>();

  app.onError(logFailure);
  app.use(async (c, next) => {
    c.set('wise', wise);
    c.set('log', log);
    return next();
  });
  app.use(allowedHostsOnly(allowedHosts));

  for (const step of [latency, compressed, apiHeaders, loggedCall]) app.use(only(isForApi, step));
  for (const path of TOKEN_PATHS) app.use(path, countedTokenCall);
  app.use(only(isForApi, outage));
  for (const routes of [tokenRoutes, userRoutes, profileRoutes]) app.route('/', routes);
  app.use(only(isForApi, async (c) => noSuchEndpoint(c)));

  app.use('/simulator/*', ownOriginOnly);
  app.route('/', controlRoutes((newSeedText) => { wise = fresh(newSeedText === undefined ? wise.chance : new Chance(newSeedText)); }));

  app.use(pageHeaders, browserSession, ownFormOnly, namedFlow);
  app.route('/', overviewRoutes);
  app.use(latency);
  for (const routes of pageRoutes) app.route('/', routes);
  const notFound = messagePage('No such page', 'Start at the overview.', { href: '/', text: 'Overview' });
  app.all('*', (c) => c.html(notFound, 404));
  return app;
}
