import { createHash, randomBytes } from 'node:crypto';

/** A backend with one defect. Receives the request, the correct backend, and the URL of Wise. */
export type Defect = (request: Request, next: Next, wise: string) => Promise<Response>;

type Next = (request: Request) => Promise<Response>;
type Json = Record<string, unknown>;

const EXCHANGE = '/api/wise/exchange';
const EMAIL = '/api/wise/email';
const STATUS = '/api/wise/status';

/** The same request with other headers (null omits one) and an optional other body. */
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

/** Changes the responses of one path. `again` sends the request again with another body. */
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

/** Replaces responses with this `code` or `status`. */
const instead = (path: string, word: string, replacement: (body: Json, answer: Response) => Response): Defect =>
  answering(path, async (answer) => {
    const body = await bodyOf(answer);
    return body['code'] === word || body['status'] === word ? replacement(body, answer) : answer;
  });

/** Sends the code again for a new attempt if the correct backend refuses with this code. */
const elsewhere = (word: string): Defect =>
  answering(EXCHANGE, async (answer, again, body) =>
    (await bodyOf(answer))['code'] === word && 'code' in body ? again({ ...body, attemptId: undefined, state: newState() }) : answer);

/** Changes the 202 response of the email endpoint. */
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

function treatsReplayAsSecondUse(): Defect {
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

async function callWise(wise: string, code: string): Promise<void> {
  const form = { grant_type: 'authorization_code', client_id: 'bank', code, redirect_uri: 'https://bank.example' };
  await fetch(`${wise}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
}

function callsWiseAfterTheLastCode(): Defect {
  return async (request, next, wise) => {
    const { code } = (await request.clone().json().catch(() => ({}))) as Json;
    const answer = await next(request);
    const isOver = (await bodyOf(answer.clone()).catch((): Json => ({})))['code'] === 'too_many_attempts';
    if (isOver && typeof code === 'string') await callWise(wise, code);
    return answer;
  };
}

function callsWiseForEachParallelRequest(): Defect {
  const underWay = new Set<unknown>();
  return async (request, next, wise) => {
    const text = await request.clone().text();
    const code = new URL(request.url).pathname === EXCHANGE && text.startsWith('{') ? (JSON.parse(text) as Json)['code'] : undefined;
    if (typeof code !== 'string') return next(request);
    if (underWay.has(code)) await callWise(wise, code);
    underWay.add(code);
    return next(request).finally(() => underWay.delete(code));
  };
}

function neverFreesACode(): Defect {
  const refused = new Set<unknown>();
  return answering(EXCHANGE, async (answer, _, body) => {
    const isRefused = (await bodyOf(answer))['code'] === 'code_invalid';
    if (isRefused && refused.has(body['code'])) return problem({}, 409, 'code_already_used');
    if (isRefused) refused.add(body['code']);
    return answer;
  });
}

function takesNewValuesForAnOutage(): Defect {
  return async (request, next, wise) => {
    const answer = await next(request);
    if (new URL(request.url).pathname !== EXCHANGE) return answer;
    const { newValues } = (await (await fetch(`${wise}/simulator/switches`)).json()) as Json;
    return newValues === true ? problem({}, 500, 'internal_error') : answer;
  };
}

function storesLinkOfAnotherPerson(): Defect {
  let isKept = false;
  return async (request, next) => {
    const { pathname, search } = new URL(request.url);
    if (pathname === STATUS && search === '' && isKept) return json(200, { status: 'linked', link: LINK });
    const answer = await next(request);
    if (pathname === EXCHANGE && (await bodyOf(answer))['code'] === 'identity_mismatch') isKept = true;
    return answer;
  };
}

/** Which customer, by the session, sent a code or a key first. */
const firstOf = (owners: Map<unknown, string>, value: unknown, request: Request): string => {
  const session = request.headers.get('Cookie') ?? '';
  const first = owners.get(value) ?? session;
  owners.set(value, first);
  return first;
};

function sendsACodeOfAnotherCustomerToWise(): Defect {
  const owners = new Map<unknown, string>();
  return async (request, next, wise) => {
    const text = await request.clone().text();
    const code = new URL(request.url).pathname === EXCHANGE && text.startsWith('{') ? (JSON.parse(text) as Json)['code'] : undefined;
    if (typeof code !== 'string' || firstOf(owners, code, request) === request.headers.get('Cookie')) return next(request);
    const answer = await next(request);
    if ((await bodyOf(answer))['code'] === 'code_already_used') await callWise(wise, code);
    return answer;
  };
}

function findsAnAnswerByItsKeyAlone(): Defect {
  const owners = new Map<unknown, string>();
  const answers = new Map<string, Json>();
  return async (request, next) => {
    const key = request.headers.get('Idempotency-Key') ?? '';
    const isOfOther = firstOf(owners, key, request) !== request.headers.get('Cookie');
    const kept = answers.get(key);
    if (isOfOther && kept) return json(200, kept);
    const answer = await next(request);
    const { subject: _, ...body } = new URL(request.url).pathname === EXCHANGE ? await bodyOf(answer) : {};
    if ('link' in body) answers.set(key, body);
    return answer;
  };
}

/** Replaces the subject in all answers. */
const withSubject = (subjectOf: (request: Request) => string): Defect => async (request, next) => {
  const answer = await next(request);
  const body = [EXCHANGE, STATUS].includes(new URL(request.url).pathname) ? await bodyOf(answer).catch((): Json => ({})) : {};
  return 'subject' in body ? json(answer.status, { ...body, subject: subjectOf(request) }) : answer;
};

/** For each case the defects for which it, and no other case, fails. */
export const DEFECTS: readonly [name: string, defect: string, make: () => Defect][] = [
  ['B1', 'ignores X-Wise-Link', () => withHeaders(() => ({ 'X-Wise-Link': '1' }))],
  ['B1', 'answers the status without X-Wise-Link', () => withHeaders(({ method }) => (method === 'GET' ? { 'X-Wise-Link': '1' } : {}))],
  ['B2', 'ignores Origin and Sec-Fetch-Site', () => withHeaders(({ url }) => ({ 'Origin': new URL(url).origin, 'Sec-Fetch-Site': null }))],
  ['B2', 'accepts a request without Sec-Fetch-Site', () => withHeaders(({ url, headers }) =>
    headers.has('Sec-Fetch-Site') ? {} : { 'Origin': new URL(url).origin })],
  ['B3', 'reads any body as JSON', () => withHeaders(({ method }) => (method === 'POST' ? { 'Content-Type': 'application/json' } : {}))],
  ['B4', 'ignores the owner of an attempt', () => elsewhere('attempt_not_found')],
  ['B4', 'reveals that an attempt belongs to another customer', () => instead(EXCHANGE, 'attempt_not_found', (body) => problem(body, 403, 'not_yours'))],
  ['B4', 'shows the status of another customer’s attempt', () => instead(STATUS, 'none', () => json(200, { status: 'awaiting' }))],
  ['B5', 'treats a replay as a second use', treatsReplayAsSecondUse],
  ['B5', 'answers a replay with other bytes', () => instead(EXCHANGE, 'linked', (body) => json(200, { ...body, at: performance.now() }))],
  ['B6', 'does not compare the body of a key', () => async (request, next) => {
    const hash = createHash('sha256').update(await request.clone().text()).update(request.headers.get('Idempotency-Key') ?? '').digest('hex');
    const key = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5');
    return next(await changed(request, { 'Idempotency-Key': key }));
  }],
  ['B7', 'calls Wise for each parallel request', callsWiseForEachParallelRequest],
  ['B7', 'answers 500 to parallel requests', () => instead(EXCHANGE, 'exchange_in_progress', (body) => problem(body, 500, 'deadlock'))],
  ['B8', 'treats a lost response as an expired code', () => instead(EXCHANGE, 'outcome_unknown', (body) => problem(body, 410, 'code_expired'))],
  ['B8', 'calls a used code retryable', () => instead(EXCHANGE, 'outcome_unknown', (body) => problem(body, 502, 'outcome_unknown', { retryable: true }))],
  ['B9', 'does not compare the identity', () => instead(EXCHANGE, 'identity_mismatch', () => json(200, { status: 'linked', link: LINK }))],
  ['B9', 'reveals what differs', () => instead(EXCHANGE, 'identity_mismatch', (body) => json(409, { ...body, title: 'Not the date of birth' }))],
  ['B9', 'stores the link of another person', storesLinkOfAnotherPerson],
  ['B10', 'sends the access token', () => instead(EXCHANGE, 'linked', (body) => json(200, { ...body, access_token: 'x' }))],
  ['B10', 'passes on the error of Wise', () => instead(EXCHANGE, 'code_expired', (body) => json(410, { ...body, detail: 'invalid_grant' }))],
  ['B10', 'allows answers to be cached', () => withHeader(EXCHANGE, 'Cache-Control', 'private, max-age=60')],
  ['B11', 'accepts a GET', () => async (request, next) =>
    request.method === 'GET' && request.url.endsWith(EXCHANGE) ? json(200, { status: 'discarded' }) : next(request)],
  ['B11', 'sends no Allow header', () => withHeader(EXCHANGE, 'Allow', null)],
  ['B12', 'sends emails without a limit', () => instead(EMAIL, 'rate_limited', () =>
    json(202, { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 }))],
  ['B12', 'sends emails for another customer’s attempt', () => answering(EMAIL, async (answer, again) => (answer.status === 404 ? again({}) : answer))],
  ['B12', 'sends no sentTo', () => emailSent({ sentTo: undefined })],
  ['B12', 'does not mask the address', () => emailSent({ sentTo: 'Sarah@e•••.com' })],
  ['B12', 'sends no resendAfterSeconds', () => emailSent({ resendAfterSeconds: undefined })],
  ['B12', 'sends no resendsLeft', () => emailSent({ resendsLeft: undefined })],
  ['B12', 'sends a ttlSeconds of 0', () => emailSent({ ttlSeconds: 0 })],
  ['B12', 'sends a ttlSeconds longer than the lifetime of a code', () => emailSent({ ttlSeconds: 1801 })],
  ['B12', 'sends ttlSeconds as a string', () => emailSent({ ttlSeconds: '1800' })],
  ['B13', 'does not count wrong codes', () => instead(EXCHANGE, 'code_invalid', (body, answer) => json(answer.status, { ...body, attemptsLeft: 5 }))],
  ['B13', 'calls Wise with a code after too many wrong ones', callsWiseAfterTheLastCode],
  ['B14', 'sends Cross-Origin-Opener-Policy with the redirect page', () => withHeader('/wise-callback.html', 'Cross-Origin-Opener-Policy', 'same-origin')],
  ['B14', 'allows any script in the redirect page', () => withHeader('/wise-callback.html', 'Content-Security-Policy', "script-src 'unsafe-inline'")],
  ['B14', 'allows any site to frame the redirect page', () => withHeader('/wise-callback.html', 'Content-Security-Policy', "default-src 'none'")],
  ['B14', 'enables reports of policy violations, with the code', () => withHeader('/wise-callback.html', 'Content-Security-Policy', "frame-ancestors 'none'; report-uri /csp")],
  ['B14', 'enables reports of network errors, with the code', () => withHeader('/wise-callback.html', 'NEL', '{"report_to":"n","max_age":3600}')],
  ['B14', 'changes the script but not its hash', () => async (request, next) => {
    const answer = await next(request);
    if (!request.url.includes('/wise-callback.html')) return answer;
    return new Response((await answer.text()).replace(/<script\b[^>]*>/, '$&/* minified */'), { headers: answer.headers });
  }],
  ['B15', 'ignores the age of an attempt', () => elsewhere('attempt_expired')],
  ['B15', 'answers invalid_request to an expired code', () => instead(EXCHANGE, 'code_expired', (body) => problem(body, 400, 'invalid_request'))],
  ['B16', 'lets the page decide whether the customer is asked', () => answering(EXCHANGE, async (answer, _, body) =>
    body['source'] !== 'typed' && (await bodyOf(answer))['status'] === 'pending_confirmation' ? json(200, { status: 'linked', link: LINK }) : answer)],
  ['B17', 'never frees a code', neverFreesACode],
  ['B18', 'takes a new value for an outage', takesNewValuesForAnOutage],
  ['B19', 'lets anybody in without a session', () => instead(EXCHANGE, 'session_required', () => json(200, { status: 'discarded' }))],
  ['B19', 'redirects to the log-in', () => instead(STATUS, 'session_required', () => new Response(null, { status: 302, headers: { Location: '/log-in' } }))],
  ['B20', 'ignores the state', () => elsewhere('state_mismatch')],
  ['B21', 'reads a body of any size', () => answering(EXCHANGE, async (answer, again, body) => (answer.status === 413 ? again(body) : answer))],
  ['B22', 'sends a code of another customer to Wise', sendsACodeOfAnotherCustomerToWise],
  ['B22', 'calls the used code of another customer expired', () => {
    const owners = new Map<unknown, string>();
    return async (request, next) => {
      const { code } = (await request.clone().json().catch((): Json => ({}))) as Json;
      const isOfOther = firstOf(owners, code, request) !== request.headers.get('Cookie');
      const answer = await next(request);
      return isOfOther && answer.status === 409 && (await bodyOf(answer))['code'] === 'code_already_used' ? problem({}, 410, 'code_expired') : answer;
    };
  }],
  ['B23', 'finds a stored answer by its key alone', findsAnAnswerByItsKeyAlone],
  ['B24', 'has one subject for all customers', () => withSubject(() => 'all')],
  ['B24', 'has another subject for each request', () => withSubject(({ headers }) => headers.get('Idempotency-Key') ?? headers.get('Cookie') ?? '')],
];
