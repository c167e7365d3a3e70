/** Checks the headers of the page that the element is on. */
import { error, ok, unknown, warning, type Finding } from './finding.js';
import { framesAround } from './frame.js';
import { Policy } from './policy.js';
import { reload, type Scene } from './scene.js';
import { TROUBLES, type Trouble } from './visit.js';

const OPENER = 'Cross-Origin-Opener-Policy';
const ALLOW = "Add 'self' to connect-src of each of its policies (to default-src if there is no connect-src).";

/** Checks whether the page isolates itself from the Wise window. Only the header of the top-level page counts. */
export async function pageOpener({ page }: Scene): Promise<Finding> {
  const frames = framesAround();
  if (frames.includes(undefined)) {
    return unknown(
      'page-coop',
      'The top-level page is on another origin, so its headers cannot be read.',
      `Check that it sends no ${OPENER}, or same-origin-allow-popups.`,
    );
  }
  const visit = await (frames.length > 0 ? reload((top ?? window).location.href) : page);
  return typeof visit === 'object' ? openerFinding(visit.headers) : unreadable('page-coop', visit);
}

/** The finding for the headers of a page that opens the Wise window. */
export function openerFinding(headers: Headers): Finding {
  const [, value] = /^\s*(same-origin|noopener-allow-popups)\s*(;|$)/.exec(headers.get(OPENER) ?? '') ?? [];
  if (!value) return ok('page-coop', 'The page does not isolate itself from the Wise window.');
  return warning(
    'page-coop',
    `The page sends ${OPENER}: ${value}, which disables postMessage with the Wise window. Only BroadcastChannel works.`,
    `Send ${OPENER}: same-origin-allow-popups, unless the page must be cross-origin isolated.`,
  );
}

/** Checks that the page's own policy allows connections to its endpoints. */
export async function pagePolicy({ page, exchangeUrl, others }: Scene): Promise<Finding> {
  const visit = await page;
  const metas = [...document.querySelectorAll<HTMLMetaElement>('head > meta[http-equiv="content-security-policy" i]')];
  const policies = metas.map(({ content }) => new Policy(content));
  if (typeof visit === 'object') policies.push(...Policy.of(visit.headers.get('Content-Security-Policy')));
  const refused = refusedBy(policies, [exchangeUrl, ...others], location.href);
  // The policy may have blocked diagnose's own request for the page.
  const where = refused.join(' and ') || (visit === 'policy' && 'its own origin');
  if (where) return error('page-csp', `The page's Content-Security-Policy forbids connections to ${where}.`, ALLOW);
  if (typeof visit !== 'object') return unreadable('page-csp', visit);
  if (policies.length === 0) return ok('page-csp', 'The page has no Content-Security-Policy.');
  return ok('page-csp', "The page's Content-Security-Policy allows connections to its endpoint.");
}

/** The URLs that at least one of these policies forbids a page to connect to. */
export function refusedBy(policies: readonly Policy[], addresses: readonly string[], page: string): string[] {
  return addresses.filter(
    (url) => url && !policies.every((policy) => policy.allowsConnection(new URL(url), new URL(page))),
  );
}

const unreadable = (check: 'page-coop' | 'page-csp', trouble: Trouble): Finding =>
  unknown(
    check,
    `The page's headers could not be read: ${TROUBLES[trouble]}.`,
    'Read them in the network panel of the developer tools, after a reload without a code in the URL.',
  );
