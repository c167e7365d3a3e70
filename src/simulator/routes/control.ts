import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { WiseEnv } from '../env.js';
import { changeSwitches, switchesFromText } from '../switch-schema.js';
import { isForm, postedForm } from './posted-form.js';
import { postedJson } from './posted-json.js';

/** Refuses requests from pages of another origin, which could guess the simulator's port. */
export const ownOriginOnly: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('Origin');
  const foreign = origin !== undefined && origin !== new URL(c.req.url).origin;
  return foreign ? c.json({ error: 'forbidden' }, 403) : next();
};

/** The routes with which tests and the overview page control the simulator. `reset` replaces its state, with a new seed if given. */
export function controlRoutes(reset: (seed?: string) => void) {
  return new Hono<WiseEnv>()
    .get('/simulator/counters', (c) => {
      const { counters: { authorize, token, tokenRefused }, outbox } = c.get('wise');
      return c.json({ authorize, token, tokenRefused, emails: outbox.all().length });
    })
    .get('/simulator/outbox', (c) => {
      const { origin } = new URL(c.req.url);
      return c.json(c.get('wise').outbox.all().map((mail) => ({ ...mail, link: `${origin}${mail.link}` })));
    })
    .get('/simulator/switches', (c) => c.json(c.get('wise').switches))
    .post('/simulator/switches', async (c) => {
      const wise = c.get('wise');
      const change = isForm(c) ? switchesFromText(Object.fromEntries(await postedForm(c))) : await postedJson(c);
      const switches = changeSwitches(wise.switches, change);
      if (!switches) return c.json({ error: 'no such switch or setting' }, 400);
      wise.switches = switches;
      return done(c, switches);
    })
    .post('/simulator/clock', async (c) => {
      const { clock } = c.get('wise');
      const { advanceSeconds } = (await postedJson(c)) ?? {};
      if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0)) {
        return c.json({ error: 'advanceSeconds must be a number, and the clock does not go back' }, 400);
      }
      clock.advance(advanceSeconds);
      return c.json({ now: new Date(clock.now()).toISOString() });
    })
    .post('/simulator/reset', async (c) => {
      const { seed } = (await postedJson(c)) ?? {};
      if (seed !== undefined && typeof seed !== 'string') return c.json({ error: 'seed must be a string' }, 400);
      reset(seed);
      return done(c, { reset: true });
    });
}

/** Redirects a form back to the overview page, and answers any other caller with JSON. */
function done(c: Context, result: object): Response {
  return isForm(c) ? c.redirect('/simulator', 303) : c.json(result);
}
