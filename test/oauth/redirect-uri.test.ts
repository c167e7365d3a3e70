import { describe, expect, test } from 'vitest';
import { isAtRedirectUri, isResponseTo } from '../../src/oauth/redirect-uri.js';

const BANK = 'https://bank.example';
const RESPONSE = 'code=c&state=s';

describe('a response is at the redirect URI', () => {
  test.each([
    ['the same', '/wise-callback.html', `/wise-callback.html?${RESPONSE}`],
    ['a host adds a trailing slash', '/wise', `/wise/?${RESPONSE}`],
    ['a host removes the trailing slash', '/wise/', `/wise?${RESPONSE}`],
    ['a host removes .html', '/wise-callback.html', `/wise-callback?${RESPONSE}`],
    ['a host removes .htm', '/wise-callback.htm', `/wise-callback?${RESPONSE}`],
    ['a host adds .html', '/wise-callback', `/wise-callback.html?${RESPONSE}`],
    ['a host removes .html and adds a slash', '/wise-callback.html', `/wise-callback/?${RESPONSE}`],
    ['a host removes index.html', '/wise/index.html', `/wise/?${RESPONSE}`],
    ['a host adds index.html', '/wise/', `/wise/index.html?${RESPONSE}`],
    ['the root of the site', '/', `/index.html?${RESPONSE}`],
    ['a host adds a language', '/wise', `/de/wise?${RESPONSE}`],
    ['a host adds a language to the root of the site', '/', `/de?${RESPONSE}`],
    ['a host adds a language with a region', '/wise.html', `/pt-BR/wise?${RESPONSE}`],
    ['a path that begins with two slashes', '//wise-callback.html', `//wise-callback.html?${RESPONSE}`],
    ['a parameter that was registered', '/cb?client=a', `/cb?client=a&${RESPONSE}`],
    ['parameters in another order', '/cb?client=a&env=test', `/cb?${RESPONSE}&env=test&client=a`],
    ['a parameter that was registered twice', '/cb?a=1&a=2', `/cb?a=1&a=2&${RESPONSE}`],
    ['a parameter that was not registered', '/cb', `/cb?utm_source=x&${RESPONSE}`],
  ])('%s', (_, registered, answered) => {
    expect(isAtRedirectUri(new URL(BANK + answered), BANK + registered)).toBe(true);
  });
});

describe('a response is not at the redirect URI', () => {
  test.each([
    ['another page of the site', '/wise-callback.html', `${BANK}/sandbox/wise-callback.html`],
    ['another page in the same folder', '/wise-callback.html', `${BANK}/wise-callback-2.html`],
    ['a page below it', '/wise', `${BANK}/wise/other`],
    ['a page that only ends in the same word', '/wise', `${BANK}/not-wise`],
    ['another case', '/wise', `${BANK}/Wise`],
    ['of another country, where both are registered', '/de/wise', `${BANK}/uk/wise`],
    ['of no country, where one is registered', '/de/wise', `${BANK}/wise`],
    ['a folder that is no language', '/wise', `${BANK}/test/wise`],
    ['a language within the path', '/wise/cb', `${BANK}/wise/de/cb`],
    ['another host', '/wise', 'https://bank.example.evil/wise'],
    ['another port', '/wise', 'https://bank.example:444/wise'],
    ['another scheme', '/wise', 'http://bank.example/wise'],
    ['without a registered parameter', '/cb?client=a', `${BANK}/cb`],
    ['with another value of a registered parameter', '/cb?client=a', `${BANK}/cb?client=b`],
    ['with a registered parameter twice', '/cb?client=a', `${BANK}/cb?client=a&client=b`],
  ])('%s', (_, registered, answered) => {
    const url = new URL(answered);
    url.searchParams.append('code', 'c');
    expect(isAtRedirectUri(url, BANK + registered)).toBe(false);
  });
});

test.each([
  ['its state at its redirect URI', 's', '/wise', true],
  ['another state', 't', '/wise', false],
  ['its state elsewhere', 's', '/other', false],
])('a URL with %s', (_, state, path, isOurs) => {
  const url = new URL(`${BANK}${path}?code=c&state=${state}`);
  expect(isResponseTo(url, { state: 's', config: { redirectUri: `${BANK}/wise` } })).toBe(isOurs);
});
