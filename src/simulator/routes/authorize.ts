import { Hono, type Context } from 'hono';
import type { Customer } from '../customer.js';
import type { WiseEnv } from '../env.js';
import type { Flow } from '../flows.js';
import { readAuthorizeRequest } from '../oauth/authorize-request.js';
import { ignoredNote } from '../oauth/ignored-note.js';
import { declinedUrl, successUrl } from '../oauth/callback-url.js';
import { chooseProfilePage, noProfilePage } from '../pages/choose-profile.js';
import { codePage, consentPage, declinedPage } from '../pages/consent.js';
import type { Markup } from '../pages/markup.js';
import { messagePage } from '../pages/message.js';
import { refusalPage } from '../pages/refusal.js';
import { flowSwitchesFrom } from '../switch-schema.js';
import { logInGate } from './log-in.js';
import { goOn, openerPolicy, stalePage } from './page-steps.js';

// Wise's documentation has the slash, Wise's own sample does not.
const AUTHORIZE_PATHS = ['/oauth/authorize', '/oauth/authorize/'];

/** The authorization endpoint and its pages, from the partner's link to the customer's answer. */
export const authorizeRoutes = new Hono<WiseEnv>()
  .on('GET', AUTHORIZE_PATHS, (c) => {
    const { clients, counters, flows, switches } = c.get('wise');
    counters.authorize++;
    const query = new URL(c.req.url).searchParams;
    const request = readAuthorizeRequest(query, clients);
    if ('problem' in request) {
      c.get('log')(`GET /oauth/authorize 400: ${request.reason}`);
      return c.html(refusalPage(request), 400);
    }
    if (request.ignored.length > 0) c.get('log')(`GET /oauth/authorize ${request.client.clientId}: ${ignoredNote(request.ignored)}`);
    const flowSwitches = flowSwitchesFrom(query, switches);
    if (!flowSwitches) return c.html(messagePage('No such switch', 'The overview has the settings that exist.'), 400);
    const session = c.get('session');
    const flow = flows.start({ session, request, switches: flowSwitches });
    c.set('context', { session, flow });
    openerPolicy(c, flowSwitches.coop);
    return c.html(flowPage(c, flow));
  })
  .get('/oauth/continue', (c) => {
    const { flow } = c.get('context');
    return flow ? c.html(flowPage(c, flow)) : c.html(stalePage(), 403);
  })
  .post('/oauth/profile', (c) => {
    const { flow, customer } = openFlow(c);
    if (!flow || !customer) return c.html(stalePage(), 403);
    const profile = customer.profiles.find(({ id }) => id.toString() === c.get('form').get('profile'));
    if (!profile && customer.profiles.length > 0) {
      return c.html(chooseProfilePage(c.get('context'), customer, 'Choose one of your profiles.'), 422);
    }
    flow.choice = { customer, profile };
    return goOn(c);
  })
  .post('/oauth/consent', (c) => {
    const { flow, customer } = openFlow(c);
    if (!flow || !customer || flow.choice?.customer !== customer) return c.html(stalePage(), 403);
    const decision = c.get('form').get('decision');
    if (decision === 'give') return giveAccess(c, flow, customer);
    if (decision === 'decline') flow.outcome = { kind: 'declined' };
    return goOn(c);
  });

function giveAccess(c: Context<WiseEnv>, flow: Flow, { userId }: Customer): Response {
  const { client, redirectUri, showCode } = flow.request;
  const profileId = flow.choice?.profile?.id;
  const sentTo = showCode ? undefined : redirectUri;
  const code = c.get('wise').codes.issue({ clientId: client.clientId, userId, profileId }, sentTo);
  if (sentTo === undefined) {
    flow.outcome = { kind: 'code shown', code };
    return goOn(c);
  }
  flow.outcome = { kind: 'sent back' };
  return c.redirect(successUrl(sentTo, flow.request, flow.switches, { code, profileId }), 302);
}

/** The flow if it has no outcome yet, and the customer if one is logged in. */
function openFlow(c: Context<WiseEnv>): { flow: Flow | undefined; customer: Customer | undefined } {
  const { flow, session: { standing } } = c.get('context');
  return {
    flow: flow?.outcome ? undefined : flow,
    customer: standing.step === 'in' ? standing.customer : undefined,
  };
}

/** The page for the current step of the flow. */
function flowPage(c: Context<WiseEnv>, flow: Flow): Markup {
  const { session: { standing }, request, outcome, choice, switches } = flow;
  const context = c.get('context');
  switch (outcome?.kind) {
    case 'declined': {
      const { redirectUri } = request;
      return declinedPage(flow, redirectUri === undefined ? undefined : declinedUrl(redirectUri, request, switches));
    }
    case 'code shown':
      return codePage(flow, outcome.code);
    case 'sent back':
      return stalePage();
    case undefined:
      if (standing.step !== 'in') return logInGate(c);
      if (choice?.customer === standing.customer) return consentPage(context, flow, choice.profile);
      if (standing.customer.profiles.length === 0) return noProfilePage(context);
      return chooseProfilePage(context, standing.customer);
  }
}
