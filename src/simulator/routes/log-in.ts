import { Hono, type Context } from 'hono';
import type { WiseEnv } from '../env.js';
import { logInPage, twoFactorPage } from '../pages/log-in.js';
import type { Markup } from '../pages/markup.js';
import { goOn, keepSession } from './page-steps.js';

// Wise docs, environments: the code is always this in the sandbox.
const TWO_FACTOR_CODE = '111111';

/** The routes to log in and out. */
export const logInRoutes = new Hono<WiseEnv>()
  .post('/log-in', (c) => {
    const { customers, sessions } = c.get('wise');
    const context = c.get('context');
    const form = c.get('form');
    const customer = customers.byEmail(form.get('email') ?? '');
    if (!customer || customer.password !== form.get('password')) {
      return c.html(logInPage(context, customers.all(), 'Email and password don’t match.'), 422);
    }
    if (customer.twoFactor) context.session.standing = { step: 'two-factor', customer };
    else sessions.logIn(context.session, customer);
    keepSession(c, context.session);
    return goOn(c);
  })
  .post('/two-factor', (c) => {
    const context = c.get('context');
    const { session } = context;
    if (session.standing.step !== 'two-factor') return goOn(c);
    if (c.get('form').get('code')?.trim() !== TWO_FACTOR_CODE) {
      return c.html(twoFactorPage(context, 'That code is wrong. Try again.'), 422);
    }
    c.get('wise').sessions.logIn(session, session.standing.customer);
    keepSession(c, session);
    return goOn(c);
  })
  .post('/log-out', (c) => {
    c.get('session').standing = { step: 'log-in' };
    return goOn(c);
  });

/** The page that replaces any other while no customer is logged in. */
export function logInGate(c: Context<WiseEnv>): Markup {
  const context = c.get('context');
  return context.session.standing.step === 'two-factor'
    ? twoFactorPage(context)
    : logInPage(context, c.get('wise').customers.all());
}
