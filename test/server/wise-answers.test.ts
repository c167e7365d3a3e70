import { describe, expect, it } from 'vitest';
import { readExists, readNotUnique, readOAuthError, readProfiles, readTokens } from '../../src/server/wise-answers.js';
import { personal } from './fake-wise.js';

describe('profiles', () => {
  it('are parsed with their ids as text', () => {
    const text = `[${personal().replace('30000000', '9223372036854775807')}]`;
    expect(readProfiles(text)).toEqual([
      {
        id: '9223372036854775807',
        type: 'personal',
        masked: false,
        name: 'Sarah Jenkins',
        dateOfBirth: '1985-05-20',
        registrationNumber: null,
      },
    ]);
  });

  it.each([
    ['no JSON', '<html>'],
    ['an object', '{"id":1}'],
    ['an id that is no number', '[{"type":"PERSONAL","id":"x"}]'],
    ['a fraction', '[{"type":"PERSONAL","id":1.5}]'],
    ['one valid and one invalid', `[${personal()},{"type":"TRUST","id":2}]`],
    ['a birthday that is an object', `[${personal({ dateOfBirth: { year: 1985 } })}]`],
  ])('%s makes the whole list null', (_, text) => {
    expect(readProfiles(text)).toBeNull();
  });
});

describe('tokens', () => {
  it('may come with more or fewer fields than documented', () => {
    expect(readTokens('{"access_token":"a","refresh_token":"r","new":1}')).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresAt: null,
      refreshTokenExpiresAt: null,
    });
  });

  const NONE = ['{"access_token":"a"}', '{"access_token":"","refresh_token":"r"}', '[]', 'null', ''];
  it.each(NONE)('%s is null', (text) => {
    expect(readTokens(text)).toBeNull();
  });
});

describe('other responses', () => {
  it.each([
    ['{"error":"invalid_grant","error_description":"…"}', 'invalid_grant'],
    ['{"errors":[]}', null],
    ['{"error":{"code":1}}', null],
  ])('OAuth error %s → %s', (text, expected) => {
    expect(readOAuthError(text)).toBe(expected);
  });

  it.each([
    ['{"exists":true}', true],
    ['{"exists":false}', false],
    ['{"exists":1}', null],
  ])('%s → %s', (text, expected) => {
    expect(readExists(text)).toBe(expected);
  });

  it.each([
    ['{"errors":[{"code":"NOT_UNIQUE","path":"email","arguments":null}]}', true],
    ['{"errors":[{"code":"Size"},{"code":"NOT_UNIQUE"}]}', true],
    ['{"errors":[{"code":"CONFLICT","message":"NOT_UNIQUE"}]}', false],
    ['{"errors":{"code":"NOT_UNIQUE"}}', false],
    ['<html>NOT_UNIQUE</html>', false],
  ])('not unique: %s → %s', (text, expected) => {
    expect(readNotUnique(text)).toBe(expected);
  });
});
