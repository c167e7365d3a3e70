import type { Link } from '../contract.js';

/** The account that every scenario links, masked as in the contract. */
export const LINK: Link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' };

/** The scenarios, each with a description. */
export const SCENARIOS = {
  'linked': 'A code from the Wise window links; a typed code links after "is this you?".',
  'linked-before': 'The account was linked before the page was opened; `status-url` reports it.',
  'slow': 'The backend answers "processing" twice, for two seconds each, and then links.',
  'wrong-code': 'A typed code is wrong, with fewer tries left each time, until there are none; a code from the Wise window has expired.',
  'identity-mismatch': 'The Wise account belongs to another person.',
  'profile-missing': 'The Wise account has no profile yet.',
  'unavailable': 'Wise does not answer the backend the first two times; then it links.',
  'outcome-unknown': 'The code was sent to Wise, and the outcome is unknown.',
  'session-required': 'The customer’s session with the bank has ended.',
  'rate-limited': 'Too many requests; the same code can be sent again after 90 seconds.',
  'network-error': 'The backend cannot be reached.',
} as const;

/** The name of a scenario. */
export type Scenario = keyof typeof SCENARIOS;

/** The client, and the paths or URLs of the endpoints: by default `/api/wise/start`, `/api/wise/exchange`, and so on. */
export interface BackendOptions {
  /** The client id at Wise. `bank` by default. */
  clientId?: string;
  /** The URL of the authorize page. That of the environment by default. */
  authorizeUrl?: string;
  start?: string;
  exchange?: string;
  email?: string;
  status?: string;
}

/** One endpoint of the contract, independent of the test framework. */
export interface Endpoint {
  method: 'GET' | 'POST';
  path: string;
  /** The response. `Response.error()` if the backend cannot be reached. */
  answer(request: Request): Promise<Response>;
}

/** The only customer. */
const SUBJECT = 'customer-1';

/** The number of tries for typed codes. */
const TRIES = 5;

/** The endpoints of a fake backend for one scenario. Each call of this function starts with new state. */
export function standIn(scenario: Scenario = 'linked', options: BackendOptions = {}): readonly Endpoint[] {
  const { clientId = 'bank', start = '/api/wise/start', exchange = '/api/wise/exchange', email = '/api/wise/email', status = '/api/wise/status' } = options;
  let attempt = 0;
  let calls = 0;
  let tries = TRIES;
  let current: Body = scenario === 'linked-before' ? linked() : { status: 'none', subject: SUBJECT };

  const settle = (answer: Body): Response => {
    current = { ...answer, subject: SUBJECT };
    return json(answer);
  };
  /** The response to a code. */
  const exchangeCode = (source: unknown): Response => {
    calls += 1;
    switch (scenario) {
      case 'slow':
        if (calls <= 2) return json({ status: 'processing', retryAfterSeconds: 2 }, 202);
        break;
      case 'unavailable':
        if (calls <= 2) return problem('wise_unavailable', 503, { retryable: true });
        break;
      case 'wrong-code':
        if (source !== 'typed') return problem('code_expired', 410, { codeConsumed: true });
        tries -= 1;
        return tries > 0 ? problem('code_invalid', 422, { attemptsLeft: tries }) : problem('too_many_attempts', 429, { retryable: true, retryAfterSeconds: 86_400, attemptsLeft: 0 });
      case 'identity-mismatch':
        return problem('identity_mismatch', 409, { codeConsumed: true });
      case 'profile-missing':
        return problem('profile_missing', 409, { codeConsumed: true });
      case 'outcome-unknown':
        return problem('outcome_unknown', 502, { codeConsumed: true });
      case 'session-required':
        return problem('session_required', 401, { retryable: true });
      case 'rate-limited':
        return problem('rate_limited', 429, { retryable: true, retryAfterSeconds: 90 });
      case 'network-error':
        return Response.error();
      case 'linked':
      case 'linked-before':
    }
    return settle(source === 'typed' ? { status: 'pending_confirmation', attemptId: `a_${attempt}`, link: { ...LINK } } : linked());
  };

  return [
    {
      method: 'POST',
      path: start,
      async answer(request) {
        const { redirectUri, environment } = await bodyOf(request);
        attempt += 1;
        // 43 characters of base64url, as in the contract.
        const state = `${'0'.repeat(42)}${attempt}`.slice(-43);
        const { authorizeUrl = `https://${environment === 'production' ? 'wise' : 'wise-sandbox'}.com/oauth/authorize/` } = options;
        const query = new URLSearchParams({ client_id: clientId, redirect_uri: String(redirectUri), state });
        current = { status: 'awaiting', ttlSeconds: 1800, subject: SUBJECT };
        return json({ attemptId: `a_${attempt}`, state, authorizeUrl: `${authorizeUrl}?${query}`, ttlSeconds: 1800 }, 201);
      },
    },
    {
      method: 'POST',
      path: exchange,
      async answer(request) {
        const { confirm, source } = await bodyOf(request);
        if (confirm === undefined) return exchangeCode(source);
        return settle(confirm ? linked() : { status: 'discarded' });
      },
    },
    {
      method: 'POST',
      path: email,
      answer: async () => json({ sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4, ttlSeconds: 1800 }, 202),
    },
    { method: 'GET', path: status, answer: async () => json(current) },
  ];
}

type Body = Record<string, unknown>;

const linked = (): Body => ({ status: 'linked', link: { ...LINK }, subject: SUBJECT });

const bodyOf = async (request: Request): Promise<Body> => Object(await request.json()) as Body;

const json = (body: Body, status = 200): Response => Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

/** Problem details (RFC 9457), as in the contract. */
function problem(code: string, status: number, more: Body = {}): Response {
  const body = { type: `https://bank.example/problems/${code.replaceAll('_', '-')}`, title: code, status, code, retryable: false, correlationId: 'c0ffee00-1234-4321-8888-0123456789ab', ...more };
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', 'Content-Type': 'application/problem+json' } });
}
