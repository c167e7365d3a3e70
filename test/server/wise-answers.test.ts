import { describe, expect, it } from 'vitest';
import { readExists, readNotUnique, readOAuthError, readProfiles, readTokens } from '../../src/server/wise-answers.js';
import { personal } from './fake-wise.js';

/** Parses, and returns the result with the names of unknown values. */
function reported<T>(parse: (onUnknown: (name: string) => void) => T): [T, string[]] {
  const names: string[] = [];
  return [parse((name) => names.push(name)), names];
}

describe('profiles', () => {
  it('are parsed with their ids as text', () => {
    const address = { addressFirstLine: '1 High Street', city: 'Leeds', countryIso2Code: 'gb', postCode: 'LS1', stateCode: null };
    const text = `[${personal({ address }).replace('30000000', '9223372036854775807')}]`;
    expect(reported((onUnknown) => readProfiles(text, onUnknown))).toEqual([
      [
        {
          id: '9223372036854775807',
          userId: '9889627',
          type: 'personal',
          masked: false,
          name: 'Sarah Jenkins',
          firstName: 'Sarah',
          lastName: 'Jenkins',
          dateOfBirth: '1985-05-20',
          registrationNumber: null,
          country: 'GB',
          address: { line: '1 High Street', city: 'Leeds', postCode: 'LS1', stateCode: null },
        },
      ],
      [],
    ]);
  });

  it.each([
    ['no JSON', '<html>'],
    ['an object', '{"id":1}'],
    ['one with an id that is text', `[${personal()},${personal({ id: 'x' })}]`],
    ['one with an id that is a fraction', `[${personal()},${personal({ id: 1.5 })}]`],
    ['one that is text', `[${personal()},"x"]`],
  ])('%s is null', (_, text) => {
    expect(readProfiles(text)).toBeNull();
  });

  it.each<[string, string, string[], object]>([
    ['a type', personal({ type: 'TRUST' }), ['type'], { id: '30000000', type: 'other' }],
    ['no type', personal({ type: undefined }), ['type'], { type: 'other' }],
    ['a type that every object has', personal({ type: 'constructor' }), ['type'], { type: 'other' }],
    ['a state', personal({ currentState: 'DORMANT' }), ['currentState'], { type: 'personal' }],
    ['a birthday that is an object', personal({ dateOfBirth: { year: 1985 } }), ['dateOfBirth'], { dateOfBirth: null }],
    ['an address that is text', personal({ address: 'Leeds' }), ['address'], { address: null, country: null }],
    ['an additional field', personal({ loyaltyTier: 'gold' }), ['loyaltyTier'], { type: 'personal' }],
    ['an additional field whose name is data', personal({ 'sarah@example.com': 1 }), [], { type: 'personal' }],
    ['a mask that is text', personal({ obfuscated: 'partly' }), ['obfuscated'], { masked: true }],
  ])('with %s that is not known stay in the list, and its name is reported', (_, text, names, profile) => {
    const [found, reportedNames] = reported((onUnknown) => readProfiles(`[${text},${personal({ id: 2 })}]`, onUnknown));
    expect(reportedNames).toEqual(names);
    expect(found).toMatchObject([profile, { id: '2', type: 'personal', masked: false }]);
  });
});

describe('tokens', () => {
  const plain = { accessToken: 'a', refreshToken: 'r', expiresAt: null, refreshTokenExpiresAt: null };

  it.each<[string, Record<string, unknown>, string[]]>([
    ['nothing more', {}, []],
    ['a type in capitals', { token_type: 'Bearer' }, []],
    ['another type', { token_type: 'mac' }, ['token_type']],
    ['no type', { token_type: undefined }, ['token_type']],
    ['a type that is an object', { token_type: {} }, ['token_type', 'token_type']],
    ['an expiry that is an object', { expires_at: {} }, ['expires_at']],
    ['an expiry that is true', { refresh_token_expires_at: true }, ['refresh_token_expires_at']],
    ['an additional field', { dpop_key: 1 }, ['dpop_key']],
  ])('with %s are read, and unknown names are reported', (_, more, names) => {
    const text = JSON.stringify({ access_token: 'a', refresh_token: 'r', token_type: 'bearer', ...more });
    expect(reported((onUnknown) => readTokens(text, undefined, onUnknown))).toEqual([plain, names]);
  });

  it('keep the old refresh token if the new one cannot be read', () => {
    expect(readTokens('{"access_token":"a","refresh_token":{}}', 'old')).toEqual({ ...plain, refreshToken: 'old' });
    expect(readTokens('{"access_token":"a","refresh_token":""}', 'old')).toEqual({ ...plain, refreshToken: 'old' });
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
