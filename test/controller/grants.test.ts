import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/attempt/attempt.js';
import { confirmation, eventOf, isSubmitted, responseEvent, typedGrant } from '../../src/controller/grants.js';
import { LinkError } from '../../src/errors.js';
import type { State, Transport } from '../../src/flow/state.js';

const REDIRECT_URI = 'https://bank.example/cb';
const attempt = { state: 's', id: 'correlation', attemptId: '', url: 'https://wise.com/oauth/authorize/?state=s', config: { redirectUri: REDIRECT_URI } } as Attempt;
const started: Attempt = { ...attempt, attemptId: 'a_1' };
const LINK = { displayName: 'S', profileType: 'personal', profileRef: '1' } as const;
const REQUEST = { key: 'k', payload: { attemptId: 'a', confirm: true } };
const UUID = /^[\da-f-]{36}$/;

describe('the event of an authorization response', () => {
  const read = (query: string, of = attempt): unknown => responseEvent(new URL(`${REDIRECT_URI}?${query}`), of, 'message');

  test('submits the grant, with the id of the attempt as idempotency key', () => {
    const payload = { state: 's', redirectUri: REDIRECT_URI, code: 'c', profileId: '3', source: 'redirect' };
    expect(read('state=s&code=c&profileId=3')).toEqual({ type: 'grant-submitted', request: { key: 'correlation', payload }, transport: 'message' });
  });

  test.each<Transport>(['message', 'channel', 'storage', 'url', 'callback'])('is the same request in every tab that reads the response: %s', (transport) => {
    const event = responseEvent(new URL(`${REDIRECT_URI}?state=s&code=c`), attempt, transport);
    expect(event).toMatchObject({ request: { key: 'correlation', payload: { state: 's', redirectUri: REDIRECT_URI, code: 'c', source: 'redirect' } } });
  });

  test('names the attempt that the backend started', () => {
    expect(read('state=s&code=c', started)).toMatchObject({ request: { payload: { attemptId: 'a_1' } } });
    expect(read('state=s&code=c')).not.toHaveProperty('request.payload.attemptId');
  });

  test('is "declined" if the customer gave no access', () => {
    expect(read('state=s&error=access_denied')).toEqual({ type: 'declined' });
  });

  test.each([
    ['another state', 'state=other&code=c', 'state_mismatch'],
    ['no code', 'state=s', 'authorization_failed'],
  ])('throws for %s', (_, query, code) => {
    expect(() => read(query)).toThrow(code);
  });
});

describe('the event of a typed code', () => {
  const refused = { code: 'G2s8EJ', key: 'used' };

  test('submits the code that was read from the text', () => {
    const event = typedGrant(' G2s 8EJ. ', started, undefined);
    const payload = { attemptId: 'a_1', state: 's', redirectUri: REDIRECT_URI, code: 'G2s8EJ', source: 'typed' };
    expect(event).toEqual({ type: 'grant-submitted', request: { key: expect.stringMatching(UUID), payload }, transport: 'typed' });
  });

  test('keeps the key of the same wrong code, and has another key for another code', () => {
    expect(typedGrant('G2s8EJ', attempt, refused)).toMatchObject({ request: { key: 'used' } });
    expect(typedGrant('G2s8EK', attempt, refused)).toMatchObject({ request: { key: expect.stringMatching(UUID) } });
  });

  test('throws for a text that is no code', () => {
    expect(() => typedGrant('', attempt, undefined)).toThrow(LinkError);
  });
});

test('the answer to "is this you?" has its own key', () => {
  const event = confirmation('a_1', false);
  expect(event).toMatchObject({ type: 'grant-submitted', request: { key: expect.stringMatching(UUID), payload: { attemptId: 'a_1', confirm: false } } });
});

test('what cannot be read is a failure', () => {
  const error = new LinkError('code_missing');
  expect(eventOf(() => ({ type: 'declined' }))).toEqual({ type: 'declined' });
  expect(eventOf(() => { throw error; })).toEqual({ type: 'failed', error });
});

test.each<[State, boolean]>([
  [{ phase: 'exchanging', request: REQUEST }, true],
  [{ phase: 'exchanging', request: undefined }, false],
  [{ phase: 'failed', error: new LinkError('wise_unavailable'), request: REQUEST }, true],
  [{ phase: 'failed', error: new LinkError('code_expired'), request: undefined }, false],
  [{ phase: 'confirming', link: LINK, attemptId: 'a' }, true],
  [{ phase: 'linked', link: LINK }, true],
  [{ phase: 'awaiting-code' }, false],
])('in %o, a code has been submitted: %s', (state, expected) => {
  expect(isSubmitted(state)).toBe(expected);
});
