import { describe, expect, it, vi } from 'vitest';
import type { Answer, Confirmation, ExchangePayload, Grant, Link } from '../../src/contract.js';
import { readAnswer, readProblem } from '../../src/backend/response.js';
import { faults, place, schema } from './document.js';
import type { Json } from './document.js';
import { expectAsDocumented, media, operations, responses } from './operation.js';

// The fake backend of the component tests needs a browser worker, which these tests do not use.
vi.mock('msw/browser', () => ({ setupWorker: () => ({}) }));
const { linked, pending, problem, sent } = await import('../support/backend.js');

const STATE = 'mC0f7ZrXn3vPq1sTjW8yKdL2bH5gA9eU4iOxR6tYwEk';
const REDIRECT_URI = 'https://bank.example/wise-callback.html';
const PERSON = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } satisfies Link;
const COMPANY = { displayName: 'H••• T•••', profileType: 'business', profileRef: '•••0995' } satisfies Link;

// Checked against the types at compile time and the schema at run time, so that the two cannot drift apart.
const LINKS = [PERSON, COMPANY] satisfies Link[];
const GRANTS = [
  { state: STATE, code: 'G2s8EJ', profileId: '9007199254740993', source: 'redirect', redirectUri: REDIRECT_URI },
  { attemptId: 'a_1', state: STATE, code: 'G2s8EJ', profileId: '1', source: 'redirect', redirectUri: REDIRECT_URI },
  { state: STATE, code: 'ABCDEF', source: 'typed', redirectUri: REDIRECT_URI },
] satisfies Grant[];
const CONFIRMATIONS = [{ attemptId: 'a_1', confirm: true }, { attemptId: 'a_1', confirm: false }] satisfies Confirmation[];
const ANSWERS = [
  { status: 'linked', link: PERSON },
  { status: 'pending_confirmation', attemptId: 'a_1', link: COMPANY },
  { status: 'processing', retryAfterSeconds: 2 },
  { status: 'discarded' },
] satisfies Answer[];
const SAMPLES: [string, readonly unknown[]][] = [
  ['Link', LINKS],
  ['Grant', GRANTS],
  ['Confirmation', CONFIRMATIONS],
  ['ExchangePayload', [...GRANTS, ...CONFIRMATIONS] satisfies ExchangePayload[]],
  ['Answer', ANSWERS],
];

// These objects name each member exactly once, so that none is missing on either side.
const MEMBERS: [string, Record<string, true>][] = [
  ['Link', { displayName: true, profileType: true, profileRef: true } satisfies Record<keyof Link, true>],
  ['Grant', { attemptId: true, state: true, code: true, profileId: true, source: true, redirectUri: true } satisfies Record<keyof Grant, true>],
  ['Confirmation', { attemptId: true, confirm: true } satisfies Record<keyof Confirmation, true>],
];
const STATUSES = { linked: true, pending_confirmation: true, processing: true, discarded: true } satisfies Record<Answer['status'], true>;

describe('the element’s types', () => {
  it.each(SAMPLES)('the TypeScript type %s fits its schema', (name, samples) => {
    for (const sample of samples) expect(faults(schema(name), sample), JSON.stringify(sample)).toEqual([]);
  });

  it.each(MEMBERS)('%s has the same members in TypeScript and the schema', (name, members) => {
    expect(Object.keys(place(`${schema(name)}/properties`).value).toSorted()).toEqual(Object.keys(members).toSorted());
  });

  it('Answer has the same alternatives in TypeScript and the schema', () => {
    const names = (place(schema('Answer')).value['oneOf'] as Json[]).map(({ $ref }) => place(`${String($ref).slice(1)}/properties/status`).value['const']);
    expect(names).toEqual(Object.keys(STATUSES));
  });

  it('enumerations have the same values in TypeScript and the schema', () => {
    const sources = { popup: true, redirect: true, typed: true } satisfies Record<Grant['source'], true>;
    const kinds = { personal: true, business: true } satisfies Record<Link['profileType'], true>;
    expect(place(`${schema('Grant')}/properties/source`).value['enum']).toEqual(Object.keys(sources));
    expect(place(`${schema('Link')}/properties/profileType`).value['enum']).toEqual(Object.keys(kinds));
  });
});

const exchange = operations().find(({ path }) => path === '/api/wise/exchange');
const shown = new Map(
  [...responses(exchange?.operation ?? place('')).values()]
    .flatMap(media)
    .flatMap(({ examples }) => examples.map(({ pointer, value }) => [pointer.split('/').at(-1) ?? '', value['value'] as Json])),
);

describe('the examples of the exchange', () => {
  it.each([
    ['linked', { type: 'linked', link: { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } }],
    ['business', { type: 'linked', link: { profileType: 'business' } }],
    ['pending_confirmation', { type: 'confirmation-required', attemptId: expect.stringMatching(/^a_/) as unknown }],
    ['discarded', { type: 'discarded' }],
  ])('%s is read by the element as documented', (name, meaning) => {
    expect(readAnswer(shown.get(name))).toMatchObject(meaning);
  });

  it('processing makes the element ask again in two seconds', () => {
    expect(readAnswer(shown.get('processing'))).toBe(2);
  });

  it('each problem has a code of the element, its retryable value and a correlation id', () => {
    const problems = [...shown.values()].filter((value) => 'code' in value && value['code'] !== 'internal_error');
    expect(problems).toHaveLength(20);
    for (const value of problems) {
      expect(readProblem(value, Number(value['status']), 'ours')).toMatchObject({
        code: value['code'],
        retryable: value['retryable'],
        correlationId: value['correlationId'],
      });
    }
  });

  it('an unknown problem is retryable if it is a 5xx', () => {
    expect(readProblem(shown.get('internal_error'), 500, 'ours')).toMatchObject({ code: 'backend_unavailable', retryable: true });
  });
});

describe('the fake backend of the component tests', () => {
  const got = async (answer: () => Response) => {
    const response = answer();
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  };

  it.each([['linked', linked], ['pending', pending]])('answers “%s” as documented', async (_, answer) => {
    expectAsDocumented('POST', '/api/wise/exchange', await got(answer));
  });

  it('answers “sent” as documented', async () => {
    expectAsDocumented('POST', '/api/wise/email', await got(sent));
  });

  it.each([
    ['csrf_failed', 403, {}],
    ['state_mismatch', 409, {}],
    ['identity_mismatch', 409, {}],
    ['code_expired', 410, {}],
    ['code_invalid', 422, { attemptsLeft: 3 }],
    ['rate_limited', 429, { retryable: true, retryAfterSeconds: 7 }],
    ['wise_unavailable', 503, { retryable: true }],
    ['outcome_unknown', 502, { codeConsumed: true }],
  ])('answers %s as documented', async (code, status, more) => {
    expectAsDocumented('POST', '/api/wise/exchange', await got(problem(code, status, more)));
  });
});
