import { Hono } from 'hono';
import { Chance, newSeed } from './chance.js';
import { meridianBank, type Client } from './clients.js';
import type { WiseEnv } from './env.js';
import { tellFailure } from './failure.js';
import { messagePage } from './pages/message.js';
import { systemError } from './routes/api-answer.js';
import { apiHeaders, latency, outage } from './routes/api-steps.js';
import { authorizeRoutes } from './routes/authorize.js';
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

/** Which partners Wise knows; without `clients` it is Meridian Bank, at `partnerOrigin`. */
export interface WiseOptions {
  readonly clients?: readonly Client[];
  readonly partnerOrigin?: string;
  /** How it behaves, also after a reset; by default it works. */
  readonly switches?: Partial<Switches>;
  /** What its random values follow from; by default they are new ones each time. */
  readonly seed?: string;
}

const API_PATHS = ['/oauth/token', '/v1/*', '/v2/*', '/2026Q3/*'];

/**
 * A Wise as an HTTP application: first the API, then the control routes, then the customer's pages. Each part has its
 * own steps, and what a part answers the next one never sees.
 */
export function createWise({ clients, partnerOrigin = 'http://localhost:4100', switches, seed = newSeed() }: WiseOptions = {}): Hono<WiseEnv> {
  // Without another seed a reset goes on where it was: a partner who keeps what he has seen would know the codes already.
  const fresh = (chance: Chance) => new Wise(clients ?? [meridianBank(partnerOrigin)], chance, switches);
  let wise = fresh(new Chance(seed));
  const app = new Hono<WiseEnv>();

  app.onError(tellFailure);
  app.use(async (c, next) => {
    c.set('wise', wise);
    return next();
  });

  for (const path of API_PATHS) app.use(path, latency, apiHeaders);
  for (const path of TOKEN_PATHS) app.use(path, countedTokenCall);
  for (const path of API_PATHS) app.use(path, outage);
  for (const routes of [tokenRoutes, userRoutes, profileRoutes]) app.route('/', routes);
  for (const path of API_PATHS) app.all(path, (c) => systemError(c, 404, 'not_found', 'No such endpoint'));

  app.use('/simulator/*', ownOriginOnly);
  app.route('/', controlRoutes((another) => { wise = fresh(another === undefined ? wise.chance : new Chance(another)); }));

  app.use(pageHeaders, browserSession, ownFormOnly, namedFlow);
  app.route('/', overviewRoutes);
  app.use(latency);
  for (const routes of [authorizeRoutes, logInRoutes, signUpRoutes, settingsRoutes]) app.route('/', routes);
  const nowhere = messagePage('No such page', 'Start at the overview.', { href: '/', text: 'Overview' });
  app.all('*', (c) => c.html(nowhere, 404));
  return app;
}
