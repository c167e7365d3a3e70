import { CHOICES } from '../src/simulator/switches.js';

/**
 * The Cross-Origin-Opener-Policy that one of the bank's pages is asked to have, '' for none: by the cookie
 * `demo_coop_callback` for the redirect page, `demo_coop_page` for the others. A cookie, so that no browser disturbs
 * another. Wise's own pages have a switch for it.
 */
export function openerPolicy(cookie: string | undefined, pathname: string): string {
  const name = pathname === '/wise-callback.html' ? 'demo_coop_callback' : 'demo_coop_page';
  const cookies = cookie?.split(/; */) ?? [];
  return CHOICES.coop.find((policy) => cookies.includes(`${name}=${policy}`)) ?? '';
}
