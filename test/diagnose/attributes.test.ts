// Tests the findings for the attributes.
import { describe, expect, test } from 'vitest';
import { attribute } from '../../src/diagnose/attributes.js';
import { attributesOf, ATTRIBUTES, readAlone } from '../../src/diagnose/given.js';

const PAGE = 'https://bank.example/account';
const good = {
  environment: 'production',
  clientId: 'bank',
  redirectUri: 'https://bank.example/cb',
  exchangeUrl: '/api',
};

describe('an attribute', () => {
  const wrong = (given: object, page = PAGE): Record<string, string> => {
    const findings = ATTRIBUTES.map((name) => attribute(name, given, page)).filter(({ level }) => level !== 'ok');
    return Object.fromEntries(findings.map(({ check, message, fix }) => [check, `${message} ${fix}`]));
  };

  test('that is valid is ok', () => {
    expect(wrong(good)).toEqual({});
    expect(
      wrong({ ...good, mode: 'email', emailUrl: '/email', authorizeUrl: 'https://wise.com/oauth/authorize/' }),
    ).toEqual({});
  });

  test('that is invalid is reported with the fix, and not only the first one', () => {
    expect(
      wrong({
        environment: 'live',
        redirectUri: 'http://bank.example/cb',
        exchangeUrl: 'https://evil.example/',
        mode: 'iframe',
      }),
    ).toEqual({
      environment: 'environment="live" is refused. Write sandbox or production.',
      'client-id': 'client-id is missing. Write your client id at Wise.',
      'redirect-uri': 'redirect-uri="http://bank.example/cb" is refused. Write the https: URI registered with Wise.',
      'exchange-url': 'exchange-url="https://evil.example/" is refused. Write a path on this origin.',
      mode: 'mode="iframe" is refused. Write auto, popup, redirect or email.',
    });
  });

  test('S6 authorize-url must match the environment', () => {
    const authorizeUrl = 'https://wise.com/oauth/authorize/';
    expect(Object.keys(wrong({ ...good, authorizeUrl }))).toEqual([]);
    expect(Object.keys(wrong({ ...good, environment: 'sandbox', authorizeUrl }))).toEqual(['authorize-url']);
  });

  test('exchange-url is optional with an exchange function', () => {
    expect(wrong({ ...good, exchangeUrl: undefined, exchange: () => {} })).toEqual({});
  });

  test('L13 is also read on a page without https, which is another finding', () => {
    expect(wrong(good, 'http://bank.example/account')).toEqual({});
  });

  test('is read on loopback with the URL of the page', () => {
    const local = { ...good, redirectUri: 'http://localhost:4100/cb', exchangeUrl: 'http://localhost:4100/api' };
    expect(wrong(local, 'http://localhost:4100/')).toEqual({});
  });

  test.each(['about:srcdoc', 'blob:https://bank.example/1', 'data:text/html,x', 'file:///index.html'])(
    'cannot be read at %s',
    (page) => {
      expect(attribute('exchange-url', good, page).level).toBe('unknown');
      expect(readAlone('exchange-url', good, page)).toBeUndefined();
    },
  );
});

test('reads the properties, or the attributes if no script upgraded the element', () => {
  const element = document.createElement('not-upgraded');
  element.setAttribute('client-id', 'written');
  element.setAttribute('mode', 'popup');
  Object.assign(element, { mode: 'email', exchange: 7 });
  expect(attributesOf(element)).toMatchObject({ clientId: 'written', mode: 'email', environment: null, exchange: 7 });
});
