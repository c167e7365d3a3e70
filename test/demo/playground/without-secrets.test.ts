// Tests that the playground shows no secret of a request or an answer.
import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../../demo/site/playground/without-secrets.js';

describe('without secrets', () => {
  test.each([
    ['the code of a request', 'request', { code: 'G2s8EJ', source: 'typed' }, { code: '…', source: 'typed' }],
    ['the state', 'request', { state: 'abc', attemptId: 'a_1' }, { state: '…', attemptId: 'a_1' }],
    ['the state in a URL of an answer', 'answer', { authorizeUrl: 'https://wise.com/oauth/authorize/?state=abc', state: 'abc' }, { authorizeUrl: 'https://wise.com/oauth/authorize/?…', state: '…' }],
    ['a member that is not known', 'answer', { accessToken: 'abc', status: 'linked' }, { accessToken: '…', status: 'linked' }],
    ['a member of an inner object', 'answer', { link: { displayName: 'S•••', email: 'sarah@example.com' } }, { link: { displayName: 'S•••', email: '…' } }],
  ] as const)('%s is hidden', (_, kind, body, expected) => {
    expect(JSON.parse(withoutSecrets(JSON.stringify(body), kind))).toEqual(expected);
  });

  test('the code of an error stays', () => {
    expect(withoutSecrets('{"code":"code_expired"}', 'answer')).toBe('{"code":"code_expired"}');
  });

  test.each([['text that is not JSON', 'code=G2s8EJ'], ['a JSON text', '"G2s8EJ"'], ['no body', ''], ['null', 'null']])('%s is not shown', (_, body) => {
    expect(withoutSecrets(body, 'request')).toBe('');
  });
});
