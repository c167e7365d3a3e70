import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { WiseEnv } from '../env.js';
import { messagePage } from '../pages/message.js';
import { STYLE_HASH } from '../pages/style.js';
import type { Session } from '../sessions.js';
import { postedForm } from './posted-form.js';

// Cookies ignore ports, so the name must differ from those of a partner's server on this host.
const COOKIE = 'wise_session';

// No form-action: Chromium also applies it to the redirect after a form, and would block the redirect to the partner
// after "Give access". No script-src: every page works without JavaScript.
const POLICY = `default-src 'none'; style-src ${STYLE_HASH}; img-src data:; base-uri 'none'; frame-ancestors 'none'`;

/** Sets the headers of every page. Wise's own are not documented; these are the strictest for a log-in page. */
export const pageHeaders: MiddlewareHandler<WiseEnv> = async (c, next) => {
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', POLICY);
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('X-Frame-Options', 'DENY');
  openerPolicy(c, c.get('wise').switches.coop);
  await next();
};

/** Sets the page's Cross-Origin-Opener-Policy, or removes it if empty. */
export function openerPolicy(c: Context, policy: string): void {
  c.header('Cross-Origin-Opener-Policy', policy === '' ? undefined : policy);
}

/** Finds the session of the browser's cookie, or starts one. */
export const browserSession: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const { sessions } = c.get('wise');
  const known = sessions.find(getCookie(c, COOKIE));
  const session = known ?? sessions.start();
  if (!known) keepSession(c, session);
  c.set('session', session);
  return next();
};

/** Sets the session cookie. */
export function keepSession(c: Context, session: Session): void {
  setCookie(c, COOKIE, session.id, { httpOnly: true, sameSite: 'Lax', path: '/' });
}

/** Reads the posted form and checks its CSRF token. */
export const ownFormOnly: MiddlewareHandler<WiseEnv> = async (c, next) => {
  if (c.req.method !== 'POST') return next();
  const form = await postedForm(c);
  if (form.get('csrf') !== c.get('session').csrf) return c.html(stalePage(), 403);
  c.set('form', form);
  return next();
};

/** Finds the flow from the form or the link. Ignores a flow of another browser. */
export const namedFlow: MiddlewareHandler<WiseEnv> = async (c, next) => {
  const session = c.get('session');
  const id = c.req.method === 'POST' ? c.get('form').get('flow') : c.req.query('flow');
  const flow = c.get('wise').flows.find(id, session);
  if (flow) openerPolicy(c, flow.switches.coop);
  c.set('context', { session, flow });
  return next();
};

/** Redirects to the next page of the flow, or to the settings if there is no flow. */
export function goOn(c: Context<WiseEnv>): Response {
  const { flow } = c.get('context');
  return c.redirect(flow ? `/oauth/continue?flow=${flow.id}` : '/settings', 303);
}

/** The page for a form or a link whose session or flow no longer exists. */
export function stalePage() {
  return messagePage('This page is out of date', 'Please go back to the app that you came from, and start again.');
}
