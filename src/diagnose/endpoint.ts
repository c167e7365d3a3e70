import { error, ok, unknown, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';
import { TROUBLES, visit, type Answer } from './visit.js';

const MOUNT = 'Mount the endpoint there for POST, or write its path into exchange-url.';
const REFUSE =
  'Refuse such a call with 403 and problem details in JSON, before its body is read: no page of another site can send the header.';

const wrong = (message: string, fix: string): Finding => error('endpoint', message, fix);

/**
 * Whether the endpoint is there, asked by a call that it must refuse: a POST as the element's, but without
 * `X-Wise-Link`. The contract has the backend refuse it (401 without a session, else 403) before it reads the body, so
 * that nothing happens; and the body is an empty object, in which there is nothing to exchange. GET and OPTIONS would
 * be as harmless but tell little: many servers answer both where no POST is taken, and 404 to GET where one is.
 *
 * `email-url` is not asked: a backend that forgets the rule would send an e-mail.
 */
export async function endpoint({ element, given, exchangeUrl }: Scene): Promise<Finding> {
  if (typeof given.exchange === 'function') return ok('endpoint', 'The exchange function serves instead.');
  if (!exchangeUrl) return unknown('endpoint', 'It needs an exchange-url that is right.', 'Mend exchange-url first.');
  // The token of a CSRF protection is among them, perhaps.
  const headers = new Headers(await (typeof element.headers === 'function' ? element.headers() : element.headers));
  headers.delete('X-Wise-Link');
  headers.set('Content-Type', 'application/json');
  headers.set('Accept', 'application/json, application/problem+json');
  const answer = await visit(exchangeUrl, {
    method: 'POST',
    headers,
    body: '{}',
    credentials: 'same-origin',
  });
  if (typeof answer === 'object') return refusalFinding(answer);
  if (answer === 'policy') return wrong(`It could not be asked: ${TROUBLES.policy}.`, 'See page-csp.');
  if (answer === 'redirect') {
    return wrong('It answers with a redirect, and the element follows none.', 'Answer 401 with problem details in JSON where there is no session.');
  }
  if (answer === 'challenge') {
    return wrong(
      `It could not be asked: ${TROUBLES.challenge}.`,
      'Exempt your endpoints from the bot protection: in Cloudflare by a custom rule with the action Skip.',
    );
  }
  return wrong(`It could not be asked: ${TROUBLES[answer]}.`, 'See that the server runs at exchange-url.');
}

/** What the answer to the call without `X-Wise-Link` means. */
export function refusalFinding({ status, headers }: Pick<Answer, 'status' | 'headers'>): Finding {
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(headers.get('Content-Type') ?? '');
  if (status === 404) return wrong('There is nothing at exchange-url: 404.', MOUNT);
  if (status === 405) return wrong('exchange-url does not take POST: 405.', MOUNT);
  if (status < 400) return wrong(`It answered ${status} to a call without X-Wise-Link.`, REFUSE);
  if (status >= 500) return wrong(`It failed: ${status}.`, 'Look into the log of the server.');
  if (status === 429) return unknown('endpoint', 'It has had too many calls: 429.', 'Diagnose again later.');
  if (status !== 401 && status !== 403) {
    return warning('endpoint', `It answered ${status}, not 403, to a call without X-Wise-Link.`, REFUSE);
  }
  if (!isJson) {
    return warning(
      'endpoint',
      `It answered ${status}, but not in JSON: a firewall or a CSRF protection before the endpoint may have refused.`,
      'Let the call through, or give the token of the CSRF protection to the element by its headers property.',
    );
  }
  if (status === 401) return ok('endpoint', 'It is there, and asks for a session first.');
  return ok('endpoint', 'It is there, and refuses a call without X-Wise-Link.');
}
