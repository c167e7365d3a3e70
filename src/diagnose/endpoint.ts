/** Checks the exchange endpoint. */
import { error, ok, unknown, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';
import { TROUBLES, visit, type Answer } from './visit.js';

const MOUNT = 'Mount the endpoint there for POST, or set exchange-url to its path.';
const REFUSE =
  'Refuse such a call with 403 and problem details in JSON before you read its body: a page on another site cannot send the header.';

const wrong = (message: string, fix: string): Finding => error('endpoint', message, fix);

/**
 * Checks that the endpoint exists with a call that it must refuse: a POST like the element's, but without
 * `X-Wise-Link`. The contract requires the backend to refuse it (401 without a session, else 403) before it reads the
 * body, and the body is an empty object, so nothing is exchanged. GET and OPTIONS would prove little: many servers answer
 * both where POST is not allowed, and answer 404 to GET where POST is allowed.
 *
 * `email-url` is not called: a backend that does not check the header would send an email.
 */
export async function endpoint({ element, given, exchangeUrl }: Scene): Promise<Finding> {
  if (typeof given.exchange === 'function') return ok('endpoint', 'The exchange function is used instead.');
  if (!exchangeUrl) return unknown('endpoint', 'This check needs a valid exchange-url.', 'Fix exchange-url first.');
  // May include the partner's CSRF token.
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
  if (answer === 'policy') return wrong(`The call failed: ${TROUBLES.policy}.`, 'See page-csp.');
  if (answer === 'redirect') {
    return wrong('The endpoint answers with a redirect, and the element follows no redirects.', 'Without a session, answer 401 with problem details in JSON.');
  }
  if (answer === 'challenge') {
    return wrong(
      `The call failed: ${TROUBLES.challenge}.`,
      'Exclude your endpoints from the bot protection: in Cloudflare, with a custom rule and the action Skip.',
    );
  }
  return wrong(`The call failed: ${TROUBLES[answer]}.`, 'Check that the server runs at exchange-url.');
}

/** The finding for the response to the call without `X-Wise-Link`. */
export function refusalFinding({ status, headers }: Pick<Answer, 'status' | 'headers'>): Finding {
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(headers.get('Content-Type') ?? '');
  if (status === 404) return wrong('exchange-url was not found: 404.', MOUNT);
  if (status === 405) return wrong('exchange-url does not allow POST: 405.', MOUNT);
  if (status < 400) return wrong(`The endpoint answered ${status} to a call without X-Wise-Link.`, REFUSE);
  if (status >= 500) return wrong(`The endpoint failed: ${status}.`, 'Read the log of the server.');
  if (status === 429) return unknown('endpoint', 'The endpoint received too many calls: 429.', 'Run diagnose again later.');
  if (status !== 401 && status !== 403) {
    return warning('endpoint', `The endpoint answered ${status}, not 403, to a call without X-Wise-Link.`, REFUSE);
  }
  if (!isJson) {
    return warning(
      'endpoint',
      `The endpoint answered ${status}, but not in JSON: a firewall or a CSRF protection in front of it may have refused the call.`,
      'Allow the call, or add the CSRF token with the headers property of the element.',
    );
  }
  if (status === 401) return ok('endpoint', 'The endpoint exists, and requires a session.');
  return ok('endpoint', 'The endpoint exists, and refuses a call without X-Wise-Link.');
}
