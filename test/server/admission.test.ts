import { describe, expect, it } from 'vitest';
import { Guard } from '../../src/server/guard.js';
import type { Session, Sessions } from '../../src/server/session.js';

const ORIGIN = 'https://bank.example';
const SESSION = { sessionId: 'session of sarah' } as Session;
const OWN = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin', 'X-Wise-Link': '1', 'Content-Type': 'application/json' };

type Headers = Record<string, string | null>;
type Admission = (guard: Guard, request: Request) => unknown;

/** What the guard says to a request whose headers differ from those of the bank's own page. */
async function answer(admission: Admission, changes: Headers, session: Session | null = SESSION): Promise<unknown> {
  const guard = new Guard(ORIGIN, { sessionOf: async () => session } as Partial<Sessions> as Sessions);
  const headers = Object.entries({ ...OWN, ...changes }).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]));
  const request = new Request(`${ORIGIN}/api/wise/exchange`, { method: 'POST', headers, body: '{"a":1}' });
  return Promise.resolve(request).then((given) => admission(guard, given)).catch((problem: unknown) => (problem as { code: unknown }).code);
}

const read: Admission = (guard, request) => guard.admitRead(request);
const get: Admission = (guard, request) => guard.admitGet(request);
const change: Admission = (guard, request) => guard.admitChange(request);
const sameOrigin: Admission = (guard, request) => guard.assertSameOrigin(request);

const FOREIGN: [string, Headers][] = [
  ['another origin', { Origin: 'https://evil.example', 'Sec-Fetch-Site': null }],
  ['another site', { Origin: null, 'Sec-Fetch-Site': 'cross-site' }],
  ['a sibling site', { Origin: null, 'Sec-Fetch-Site': 'same-site' }],
  ['the own origin from another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['another origin from the own site', { Origin: 'https://evil.example' }],
];
const NEITHER: Headers = { Origin: null, 'Sec-Fetch-Site': null };
const ONE_OF_THEM: [string, Headers][] = [
  ['Origin only', { 'Sec-Fetch-Site': null }],
  ['Sec-Fetch-Site only', { Origin: null }],
];

describe('a request without a session', () => {
  it.each([['a read', read], ['a GET', get], ['a change', change]])('is refused: %s', async (_, admission) => {
    expect(await answer(admission, {}, null)).toBe('session_required');
  });

  it('of another origin is refused for the session', async () => {
    expect(await answer(change, { Origin: 'https://evil.example' }, null)).toBe('session_required');
  });
});

describe.each([['a GET', get, SESSION], ['a change', change, SESSION], ['a start', sameOrigin, undefined]] as const)('%s', (_, admission, admitted) => {
  it.each(FOREIGN)('of %s is refused', async (__, headers) => {
    expect(await answer(admission, headers)).toBe('csrf_failed');
  });

  it.each(ONE_OF_THEM)('of the own page is admitted, with %s', async (__, headers) => {
    expect(await answer(admission, headers)).toEqual(admitted);
  });
});

describe('a request with neither Origin nor Sec-Fetch-Site', () => {
  it.each([['a GET', get, SESSION], ['a change', change, 'csrf_failed'], ['a start', sameOrigin, 'csrf_failed']] as const)('%s: %o', async (_, admission, expected) => {
    expect(await answer(admission, NEITHER)).toEqual(expected);
  });
});

describe('a request without X-Wise-Link', () => {
  it.each([null, 'true'])('is refused, unless a page of the bank reads or starts: %s', async (value) => {
    const answers = [get, change, read, sameOrigin].map((admission) => answer(admission, { 'X-Wise-Link': value }));
    expect(await Promise.all(answers)).toEqual(['csrf_failed', 'csrf_failed', SESSION, undefined]);
  });
});

describe('a request with a body', () => {
  const whole: Admission = (guard, request) => guard.admit(request, 'corr-1');

  it('is admitted with its session, correlation id and body', async () => {
    expect(await answer(whole, {})).toEqual({ ...SESSION, correlationId: 'corr-1', text: '{"a":1}', value: { a: 1 } });
  });

  it('has all other checks before the body', async () => {
    expect(await answer(whole, { 'Content-Type': 'text/plain' })).toBe('unsupported_media_type');
    expect(await answer(whole, { ...NEITHER, 'Content-Type': 'text/plain' })).toBe('csrf_failed');
  });
});
