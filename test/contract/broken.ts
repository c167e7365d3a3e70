import { createHash, randomBytes } from 'node:crypto';

/** A backend that is right but for one thing: it gets the request, the right backend, and where Wise is. */
export type Defect = (request: Request, next: Next, wise: string) => Promise<Response>;

type Next = (request: Request) => Promise<Response>;
type Json = Record<string, unknown>;

const EXCHANGE = '/api/wise/exchange';
const EMAIL = '/api/wise/email';
const STATUS = '/api/wise/status';

/** The same request with other headers (null: left out), and another body. */
async function changed(request: Request, headers: Record<string, string | null>, body?: Json): Promise<Request> {
  const sent = new Headers(request.headers);
  sent.delete('Content-Length');
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  }
  const text = body === undefined ? await request.text() : JSON.stringify(body);
  return new Request(request.url, { method: request.method, headers: sent, ...(text !== '' && { body: text }) });
}

const withHeaders = (headers: (request: Request) => Record<string, string | null>): Defect => async (request, next) =>
  next(await changed(request, headers(request)));

/** Works on the answers to one path; the request can still be read, and sent again. */
const answering = (path: string, work: (answer: Response, again: Again, body: Json) => Promise<Response>): Defect => async (request, next) => {
  if (new URL(request.url).pathname !== path) return next(request);
  const text = await request.text();
  const body: Json = text.startsWith('{') ? (JSON.parse(text) as Json) : {};
  const again: Again = async (wanted) => next(await changed(request, {}, wanted));
  const whole = { method: request.method, headers: request.headers, ...(text !== '' && { body: text }) };
  return work(await next(new Request(request.url, whole)), again, body);
};

type Again = (body: Json) => Promise<Response>;

const json = (status: number, body: unknown): Response => Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });

const bodyOf = async (answer: Response): Promise<Json> => {
  const text = await answer.clone().text();
  return text === '' ? {} : (JSON.parse(text) as Json);
};

/** Says something else where the right backend would say this, by `code` or `status`. */
const instead = (path: string, word: string, say: (body: Json, answer: Response) => Response): Defect =>
  answering(path, async (answer) => {
    const body = await bodyOf(answer);
    return body['code'] === word || body['status'] === word ? say(body, answer) : answer;
  });

/** Brings the code in another attempt, made for it, where the right backend would refuse with this. */
const elsewhere = (word: string, changes: Json = {}): Defect =>
  answering(EXCHANGE, async (answer, again, body) =>
    (await bodyOf(answer))['code'] === word && 'code' in body
      ? again({ ...body, ...changes, attemptId: undefined, state: newState() })
      : answer);

/** Says something else of an e-mail that was sent. */
const emailSent = (changes: Json): Defect =>
  answering(EMAIL, async (answer) => (answer.status === 202 ? json(202, { ...(await bodyOf(answer)), ...changes }) : answer));

const newState = (): string => randomBytes(32).toString('base64url');

const withHeader = (path: string, name: string, value: string | null): Defect => async (request, next) => {
  const answer = await next(request);
  if (new URL(request.url).pathname !== path) return answer;
  const headers = new Headers(answer.headers);
  if (value === null) headers.delete(name);
  else headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
};

const problem = (body: Json, status: number, code: string, more: Json = {}): Response => json(status, { ...body, status, code, ...more });
const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5999' };

function forgetsAnAnswerOnceGiven(): Defect {
  const given = new Set<string>();
  return async (request, next) => {
    const key = request.headers.get('Idempotency-Key') ?? '';
    const answer = await next(request);
    const body = new URL(request.url).pathname === EXCHANGE ? await bodyOf(answer) : {};
    if (body['status'] !== 'linked') return answer;
    if (given.has(key)) return problem({}, 409, 'code_already_used');
    given.add(key);
    return answer;
  };
}

function callsWiseForEachOfManyRequests(): Defect {
  const underWay = new Set<unknown>();
  return async (request, next, wise) => {
    const text = await request.clone().text();
    const code = new URL(request.url).pathname === EXCHANGE && text.startsWith('{') ? (JSON.parse(text) as Json)['code'] : undefined;
    if (typeof code !== 'string') return next(request);
    if (underWay.has(code)) {
      const form = { grant_type: 'authorization_code', client_id: 'bank', code, redirect_uri: 'https://bank.example' };
      await fetch(`${wise}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    }
    underWay.add(code);
    return next(request).finally(() => underWay.delete(code));
  };
}

function keepsTheLinkOfAStranger(): Defect {
  let isKept = false;
  return async (request, next) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === STATUS && search === '' && isKept) return json(200, { status: 'linked', link: LINK });
    const answer = await next(request);
    if (pathname === EXCHANGE && (await bodyOf(answer))['code'] === 'identity_mismatch') isKept = true;
    return answer;
  };
}

/** For each case the ways of being wrong by which it, and no other case, fails. */
export const DEFECTS: readonly [name: string, defect: string, make: () => Defect][] = [
  ['B1', 'ignores X-Wise-Link', () => withHeaders(() => ({ 'X-Wise-Link': '1' }))],
  ['B1', 'shows without X-Wise-Link how things stand', () => withHeaders(({ method }) => (method === 'GET' ? { 'X-Wise-Link': '1' } : {}))],
  ['B2', 'ignores Origin and Sec-Fetch-Site', () => withHeaders(({ url }) => ({ 'Origin': new URL(url).origin, 'Sec-Fetch-Site': null }))],
  ['B2', 'believes a request without Sec-Fetch-Site', () => withHeaders(({ url, headers }) =>
    headers.has('Sec-Fetch-Site') ? {} : { 'Origin': new URL(url).origin })],
  ['B3', 'reads any body as JSON', () => withHeaders(({ method }) => (method === 'POST' ? { 'Content-Type': 'application/json' } : {}))],
  ['B4', 'ignores whose attempt it is', () => elsewhere('attempt_not_found')],
  ['B4', 'tells that an attempt is another’s', () => instead(EXCHANGE, 'attempt_not_found', (body) => problem(body, 403, 'not_yours'))],
  ['B4', 'shows how another’s attempt stands', () => instead(STATUS, 'none', () => json(200, { status: 'awaiting' }))],
  ['B5', 'takes a replay for a second use', forgetsAnAnswerOnceGiven],
  ['B5', 'says the same in other words', () => instead(EXCHANGE, 'linked', (body) => json(200, { ...body, at: performance.now() }))],
  ['B6', 'forgets which body a key had', () => async (request, next) => {
    const hash = createHash('sha256').update(await request.clone().text()).update(request.headers.get('Idempotency-Key') ?? '').digest('hex');
    const key = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
    return next(await changed(request, { 'Idempotency-Key': key }));
  }],
  ['B7', 'calls Wise for each of many requests', callsWiseForEachOfManyRequests],
  ['B7', 'breaks when two want the same row', () => instead(EXCHANGE, 'exchange_in_progress', (body) => problem(body, 500, 'deadlock'))],
  ['B8', 'takes a lost answer for an old code', () => instead(EXCHANGE, 'outcome_unknown', (body) => problem(body, 410, 'code_expired'))],
  ['B8', 'wants a spent code again', () => instead(EXCHANGE, 'outcome_unknown', (body) => problem(body, 502, 'outcome_unknown', { retryable: true }))],
  ['B9', 'does not compare who it is', () => instead(EXCHANGE, 'identity_mismatch', () => json(200, { status: 'linked', link: LINK }))],
  ['B9', 'tells what differs', () => instead(EXCHANGE, 'identity_mismatch', (body) => json(409, { ...body, title: 'Not the date of birth' }))],
  ['B9', 'keeps the link of a stranger', keepsTheLinkOfAStranger],
  ['B10', 'sends the token along', () => instead(EXCHANGE, 'linked', (body) => json(200, { ...body, access_token: 'x' }))],
  ['B10', 'passes on what Wise said', () => instead(EXCHANGE, 'code_expired', (body) => json(410, { ...body, detail: 'invalid_grant' }))],
  ['B10', 'lets answers be cached', () => withHeader(EXCHANGE, 'Cache-Control', 'private, max-age=60')],
  ['B11', 'takes a GET', () => async (request, next) =>
    request.method === 'GET' && request.url.endsWith(EXCHANGE) ? json(200, { status: 'discarded' }) : next(request)],
  ['B11', 'does not say what it allows', () => withHeader(EXCHANGE, 'Allow', null)],
  ['B12', 'sends e-mails as often as one likes', () => instead(EMAIL, 'rate_limited', () =>
    json(202, { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 }))],
  ['B12', 'sends e-mails for anybody’s attempt', () => answering(EMAIL, async (answer, again) => (answer.status === 404 ? again({}) : answer))],
  ['B12', 'does not tell to whom the e-mail goes', () => emailSent({ sentTo: undefined })],
  ['B12', 'shows the name in the address', () => emailSent({ sentTo: 'Sarah@e•••.com' })],
  ['B12', 'does not tell when another e-mail may be asked for', () => emailSent({ resendAfterSeconds: undefined })],
  ['B12', 'does not tell how many e-mails are left', () => emailSent({ resendsLeft: undefined })],
  ['B12', 'leaves a code no time', () => emailSent({ ttlSeconds: 0 })],
  ['B12', 'promises a code more time than Wise gives it', () => emailSent({ ttlSeconds: 1801 })],
  ['B12', 'tells the time for a code as a text', () => emailSent({ ttlSeconds: '1800' })],
  ['B13', 'does not count wrong codes', () => elsewhere('code_invalid')],
  ['B13', 'takes a right code after too many wrong ones', () => elsewhere('too_many_attempts', { source: 'popup' })],
  ['B14', 'cuts the redirect page off', () => withHeader('/wise-callback.html', 'Cross-Origin-Opener-Policy', 'same-origin')],
  ['B14', 'lets any script run in the redirect page', () => withHeader('/wise-callback.html', 'Content-Security-Policy', "script-src 'unsafe-inline'")],
  ['B14', 'lets anybody frame the redirect page', () => withHeader('/wise-callback.html', 'Content-Security-Policy', "default-src 'none'")],
  ['B14', 'has the policy’s violations told, with the code', () => withHeader('/wise-callback.html', 'Content-Security-Policy', "frame-ancestors 'none'; report-uri /csp")],
  ['B14', 'has the network’s errors told, with the code', () => withHeader('/wise-callback.html', 'NEL', '{"report_to":"n","max_age":3600}')],
  ['B14', 'has the hash of another script', () => async (request, next) => {
    const answer = await next(request);
    if (!request.url.includes('/wise-callback.html')) return answer;
    return new Response((await answer.text()).replace(/<script\b[^>]*>/, '$&/* minified */'), { headers: answer.headers });
  }],
  ['B15', 'forgets how old an attempt is', () => elsewhere('attempt_expired')],
  ['B15', 'blames the request for an old code', () => instead(EXCHANGE, 'code_expired', (body) => problem(body, 400, 'invalid_request'))],
];
