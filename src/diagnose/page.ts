import { error, ok, unknown, warning, type Finding } from './finding.js';
import { framesAround } from './frame.js';
import { Policy } from './policy.js';
import { reload, type Scene } from './scene.js';
import { TROUBLES, type Trouble } from './visit.js';

const OPENER = 'Cross-Origin-Opener-Policy';
const ALLOW = "Add 'self' to connect-src of each of its policies (default-src where there is no connect-src).";

/** Whether the page cuts the Wise window off. Only the outermost page's header counts. */
export async function pageOpener({ page }: Scene): Promise<Finding> {
  const frames = framesAround();
  if (frames.includes(undefined)) {
    return unknown(
      'page-coop',
      'The outermost page is on another origin, which keeps its headers to itself.',
      `See that it sends no ${OPENER}, or same-origin-allow-popups.`,
    );
  }
  const visit = await (frames.length > 0 ? reload((top ?? window).location.href) : page);
  return typeof visit === 'object' ? openerFinding(visit.headers) : unread('page-coop', visit);
}

/** What the headers of a page mean for the window that it opens. */
export function openerFinding(headers: Headers): Finding {
  const [, value] = /^\s*(same-origin|noopener-allow-popups)\s*(;|$)/.exec(headers.get(OPENER) ?? '') ?? [];
  if (!value) return ok('page-coop', 'The page does not isolate itself from the Wise window.');
  return warning(
    'page-coop',
    `The page sends ${OPENER}: ${value}, which cuts postMessage with the Wise window. A BroadcastChannel remains.`,
    `Send ${OPENER}: same-origin-allow-popups, unless the page has to be cross-origin isolated.`,
  );
}

/** Whether the page's own policy lets the code through to its endpoint. */
export async function pagePolicy({ page, exchangeUrl, others }: Scene): Promise<Finding> {
  const visit = await page;
  const metas = [...document.querySelectorAll<HTMLMetaElement>('head > meta[http-equiv="content-security-policy" i]')];
  const policies = metas.map(({ content }) => new Policy(content));
  if (typeof visit === 'object') policies.push(...Policy.of(visit.headers.get('Content-Security-Policy')));
  const refused = refusedBy(policies, [exchangeUrl, ...others], location.href);
  // Our own request for the page may have met the very policy.
  const where = refused.join(' and ') || (visit === 'policy' && 'its own origin');
  if (where) return error('page-csp', `The page's Content-Security-Policy forbids to connect to ${where}.`, ALLOW);
  if (typeof visit !== 'object') return unread('page-csp', visit);
  if (policies.length === 0) return ok('page-csp', 'The page has no Content-Security-Policy.');
  return ok('page-csp', "The page's Content-Security-Policy lets it connect to its endpoint.");
}

/** The addresses to which not all of these policies let a page connect. */
export function refusedBy(policies: readonly Policy[], addresses: readonly string[], page: string): string[] {
  return addresses.filter(
    (url) => url && !policies.every((policy) => policy.allowsConnection(new URL(url), new URL(page))),
  );
}

const unread = (check: 'page-coop' | 'page-csp', trouble: Trouble): Finding =>
  unknown(
    check,
    `The page's headers could not be read: ${TROUBLES[trouble]}.`,
    'Look at them in the network panel of the developer tools, after a reload without a code in the address.',
  );
