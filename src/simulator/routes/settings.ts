import { Hono, type Context } from 'hono';
import type { Customer } from '../customer.js';
import type { WiseEnv } from '../env.js';
import { settingsPage } from '../pages/settings.js';
import { logInGate } from './log-in.js';

/** The routes of the customer's settings: linked apps, disconnecting, and the email address. */
export const settingsRoutes = new Hono<WiseEnv>()
  .get('/settings', (c) => settings(c))
  .post('/settings/disconnect', (c) => {
    const customer = loggedIn(c);
    if (customer) c.get('wise').disconnect(customer.userId, c.get('form').get('client') ?? '');
    return c.redirect('/settings', 303);
  })
  .post('/settings/email', (c) => {
    const wise = c.get('wise');
    const customer = loggedIn(c);
    const email = c.get('form').get('email')?.trim() ?? '';
    if (customer) {
      const free = email.includes('@') && !wise.customers.byEmail(email);
      if (!free) return settings(c, 'That address is not valid, or somebody has it already.');
      customer.email = email;
      // This revokes all tokens (Wise docs, partner KYC) and the partner's registration code.
      customer.registrationCode = undefined;
      wise.disconnect(customer.userId);
    }
    return c.redirect('/settings', 303);
  });

function settings(c: Context<WiseEnv>, problem?: string) {
  const { clients, tokens } = c.get('wise');
  const customer = loggedIn(c);
  if (!customer) return c.html(logInGate(c));

  const apps = tokens.linksOf(customer.userId).flatMap(({ grant }) => {
    const client = clients.find(grant.clientId);
    return client ? [{ client, profile: customer.profiles.find(({ id }) => id === grant.profileId) }] : [];
  });
  return c.html(settingsPage(c.get('context'), apps, problem), problem === undefined ? 200 : 422);
}

function loggedIn(c: Context<WiseEnv>): Customer | undefined {
  const { standing } = c.get('session');
  return standing.step === 'in' ? standing.customer : undefined;
}
