import { CHOICES } from '../src/simulator/switches.js';

/**
 * The Cross-Origin-Opener-Policy of one of the bank's pages, '' for none. Tests set it with the cookie
 * `demo_coop_callback` for the redirect page and `demo_coop_page` for all others. It is a cookie so that browsers do not
 * affect each other. The simulator has a switch for its own pages.
 */
export function openerPolicy(cookie: string | undefined, pathname: string): string {
  const name = pathname === '/wise-callback.html' ? 'demo_coop_callback' : 'demo_coop_page';
  const cookies = cookie?.split(/; */) ?? [];
  return CHOICES.coop.find((policy) => cookies.includes(`${name}=${policy}`)) ?? '';
}
