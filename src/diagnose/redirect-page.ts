/** Checks the page at the redirect URI. */
import { isInApp } from '../launch/in-app.js';
import { isAtRedirectUri } from '../oauth/redirect-uri.js';
import { error, ok, unknown, warning, type Finding } from './finding.js';
import { redirectHeaders } from './redirect-headers.js';
import { scriptFindings } from './redirect-script.js';
import type { Scene } from './scene.js';
import { scriptsIn } from './script.js';
import { NAVIGATION, TROUBLES, visit, type Trouble } from './visit.js';
import { workerFinding } from './worker.js';

const EXEMPT = 'Exclude redirect-uri from the bot protection: in Cloudflare, with a custom rule and the action Skip.';
const PUT = 'Serve dist/cdn/callback.html there, unchanged.';

const right = (message: string): Finding => ok('redirect-page', message);
const wrong = (message: string, fix: string): Finding => error('redirect-page', message, fix);
const undecided = (message: string, fix: string): Finding => unknown('redirect-page', message, fix);

/** Checks that a page that can submit the authorization response is at the redirect URI. */
export async function redirectPage({ redirectUri, page }: Scene): Promise<Finding[]> {
  if (!redirectUri) return [undecided('This check needs a valid redirect-uri.', 'Fix redirect-uri first.')];
  const address = new URL(redirectUri);
  if (address.origin !== location.origin) return [elsewhere(address.origin)];
  const own = await page;
  if (isAtRedirectUri(new URL(location.href), redirectUri.split('?', 1).join())) {
    const found = right('The redirect URI is this page, which removes the code from its URL.');
    return typeof own === 'object' ? [found, ...redirectHeaders(own, 'element')] : [found];
  }
  // Without cookies: the browser may send none when the customer returns from Wise.
  const answer = await visit(redirectUri, { credentials: 'omit', headers: NAVIGATION });
  if (typeof answer !== 'object') return [troubled(answer)];
  const { status, headers, text } = answer;
  if (status !== 200) return [wrong(`The server answers ${status}.`, `${PUT} It needs no session.`)];
  if (!/^text\/html\b/i.test(headers.get('Content-Type') ?? '')) {
    return [wrong('The response of the server is not HTML.', 'Serve the redirect page as text/html.')];
  }
  const kind = kindOf(text);
  const worker = (): Promise<Finding> => workerFinding(redirectUri, (html) => kindOf(html) === kind, own);
  if (kind === 'ours') return [...(await scriptFindings(answer, address)), await worker(), ...redirectHeaders(answer, kind)];
  if (kind === 'element') {
    const found = right('The redirect URI is a page with a <wise-link>, which removes the code from its URL.');
    return [found, await worker(), ...redirectHeaders(answer, kind)];
  }
  if (typeof own === 'object' && own.text === text) return [samePage()];
  return [wrong('The response of the server is neither the redirect page nor a page with a <wise-link>.', PUT)];
}

function troubled(trouble: Trouble): Finding {
  if (trouble === 'policy') return undecided(`The request failed: ${TROUBLES.policy}.`, 'See page-csp.');
  if (trouble === 'challenge') return wrong(`The request failed: ${TROUBLES[trouble]}, and its scripts can read the code.`, EXEMPT);
  if (trouble !== 'redirect') return wrong(`The request failed: ${TROUBLES[trouble]}.`, PUT);
  return wrong(
    'The server answers with a redirect, which may lose the code.',
    'Serve the redirect page itself at redirect-uri, also to visitors without a session.',
  );
}

/** The finding for an application that answers every path with the same document. */
const samePage = (): Finding =>
  undecided(
    'The server sends the same document as for this page, which does not show whether it contains a <wise-link> there.',
    'Open redirect-uri. If it shows no <wise-link>, configure the server to send dist/cdn/callback.html there.',
  );

function elsewhere(origin: string): Finding {
  // In an app, a native shell probably intercepts the URL. A browser does not.
  const level = isInApp(navigator.userAgent) ? warning : error;
  return level(
    'redirect-page',
    `redirect-uri is on ${origin}, and this page is on ${location.origin}. Only a native shell can get the code from there.`,
    `Register one on ${location.origin}, or open this page on ${origin}. A native shell must call handleCallback.`,
  );
}

/** Classifies a page: the redirect page (by its texts or its message type), a page with the element, or another page. */
export function kindOf(html: string): 'ours' | 'element' | 'other' {
  const hasTexts = ['done', 'back', 'lost'].every((name) => new RegExp(`\\bclass\\s*=\\s*["']?${name}\\b`).test(html));
  if (scriptsIn(html).some(({ src, text }) => (hasTexts && src) || /wise-link:/.test(text))) return 'ours';
  return /<wise-link[\s>]/i.test(html) ? 'element' : 'other';
}
