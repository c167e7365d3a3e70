import { isInApp } from '../launch/in-app.js';
import { isAtRedirectUri } from '../oauth/redirect-uri.js';
import { error, ok, unknown, warning, type Finding } from './finding.js';
import { redirectHeaders } from './redirect-headers.js';
import { scriptFindings } from './redirect-script.js';
import type { Scene } from './scene.js';
import { scriptsIn } from './script.js';
import { NAVIGATION, TROUBLES, visit, type Trouble } from './visit.js';
import { workerFinding } from './worker.js';

const EXEMPT = 'Exempt redirect-uri from the bot protection: in Cloudflare by a custom rule with the action Skip.';
const PUT = 'Put dist/cdn/callback.html there, as it is.';

const right = (message: string): Finding => ok('redirect-page', message);
const wrong = (message: string, fix: string): Finding => error('redirect-page', message, fix);
const open = (message: string, fix: string): Finding => unknown('redirect-page', message, fix);

/** Whether the redirect URI leads to a page that can hand the code over. */
export async function redirectPage({ redirectUri, page }: Scene): Promise<Finding[]> {
  if (!redirectUri) return [open('It needs a redirect-uri that is right.', 'Mend redirect-uri first.')];
  const address = new URL(redirectUri);
  if (address.origin !== location.origin) return [elsewhere(address.origin)];
  const own = await page;
  if (isAtRedirectUri(new URL(location.href), redirectUri.split('?', 1).join())) {
    const found = right('The redirect URI is this page, which takes the code out of its address.');
    return typeof own === 'object' ? [found, ...redirectHeaders(own, 'element')] : [found];
  }
  // Without cookies, as the browser may bring the customer back from Wise without them.
  const answer = await visit(redirectUri, { credentials: 'omit', headers: NAVIGATION });
  if (typeof answer !== 'object') return [troubled(answer)];
  const { status, headers, text } = answer;
  if (status !== 200) return [wrong(`The server answers ${status}.`, `${PUT} It needs no session.`)];
  if (!/^text\/html\b/i.test(headers.get('Content-Type') ?? '')) {
    return [wrong('What the server sends is no HTML.', 'Serve the redirect page as text/html.')];
  }
  const kind = kindOf(text);
  const worker = (): Promise<Finding> => workerFinding(redirectUri, (html) => kindOf(html) === kind, own);
  if (kind === 'ours') return [...(await scriptFindings(answer, address)), await worker(), ...redirectHeaders(answer, kind)];
  if (kind === 'element') {
    const found = right('A page with a <wise-link> is there, which takes the code out of its address.');
    return [found, await worker(), ...redirectHeaders(answer, kind)];
  }
  if (typeof own === 'object' && own.text === text) return [samePage()];
  return [wrong('What the server sends is neither the redirect page nor a page with a <wise-link>.', PUT)];
}

function troubled(trouble: Trouble): Finding {
  if (trouble === 'policy') return open(`It could not be asked for: ${TROUBLES.policy}.`, 'See page-csp.');
  if (trouble === 'challenge') return wrong(`It could not be asked for: ${TROUBLES[trouble]}, and its scripts can read the code.`, EXEMPT);
  if (trouble !== 'redirect') return wrong(`It could not be asked for: ${TROUBLES[trouble]}.`, PUT);
  return wrong(
    'The server answers with a redirect, which may lose the code.',
    'Serve the redirect page itself at redirect-uri, and to visitors without a session too.',
  );
}

/** An application answers every address with one document. */
const samePage = (): Finding =>
  open(
    'The server sends the same document as here, which does not tell whether a <wise-link> is shown there.',
    'Open redirect-uri and look. If none is shown, have the server send dist/cdn/callback.html there.',
  );

function elsewhere(origin: string): Finding {
  // The page of a native shell is likely to have a shell that catches the URL; a customer's browser is not.
  const level = isInApp(navigator.userAgent) ? warning : error;
  return level(
    'redirect-page',
    `redirect-uri is on ${origin}, this page on ${location.origin}. Only a native shell can bring the code from there.`,
    `Register one on ${location.origin}, or open this page on ${origin}. A native shell has to call handleCallback.`,
  );
}

/** What a page is: ours by the texts that its script shows, or by the name of its messages; or an element's. */
export function kindOf(html: string): 'ours' | 'element' | 'stranger' {
  const hasTexts = ['done', 'back', 'lost'].every((name) => new RegExp(`\\bclass\\s*=\\s*["']?${name}\\b`).test(html));
  if (scriptsIn(html).some(({ src, text }) => (hasTexts && src) || /wise-link:/.test(text))) return 'ours';
  return /<wise-link[\s>]/i.test(html) ? 'element' : 'stranger';
}
