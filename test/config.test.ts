// Tests which attribute values `readConfig` accepts and refuses.
import { describe, expect, test } from 'vitest';
import { isLoopback, readConfig } from '../src/config.js';

const PAGE = 'https://bank.example/account';
const good = {
  environment: 'sandbox',
  clientId: 'bank',
  redirectUri: 'https://bank.example/cb',
  exchangeUrl: '/api/wise/exchange',
};

describe('readConfig accepts', () => {
  test('the four required attributes', () => {
    expect(readConfig(good, PAGE)).toEqual({
      environment: 'sandbox',
      authorizeUrl: 'https://wise-sandbox.com/oauth/authorize/',
      clientId: 'bank',
      redirectUri: 'https://bank.example/cb',
      exchangeUrl: 'https://bank.example/api/wise/exchange',
      startUrl: '',
      emailUrl: '',
      statusUrl: '',
      exchange: undefined,
      mode: 'auto',
    });
  });

  test('L10 the host of production', () => {
    expect(readConfig({ ...good, environment: 'production' }, PAGE).authorizeUrl).toBe('https://wise.com/oauth/authorize/');
  });

  test('an exchange function instead of the URL', () => {
    const exchange = (): void => {};
    expect(readConfig({ ...good, exchange }, PAGE)).toMatchObject({ exchange, exchangeUrl: '' });
  });

  test.each(['#main', '#/link', '?a=1#b'])('R5 a page at %s', (where) => {
    expect(readConfig(good, PAGE + where).exchangeUrl).toBe('https://bank.example/api/wise/exchange');
  });

  test.each([
    ['the Wise host of the environment', 'https://wise-sandbox.com/oauth/authorize?x=1'],
    ['a simulator on loopback', 'http://127.0.0.1:4200/oauth/authorize/'],
    ['a simulator on a loopback host name', 'http://wise.localhost:4200/oauth/authorize/'],
  ])('as authorize-url %s', (_, authorizeUrl) => {
    expect(readConfig({ ...good, authorizeUrl }, PAGE).authorizeUrl).toBe(authorizeUrl);
  });

  test('as redirect-uri http on loopback, byte for byte', () => {
    const redirectUri = 'http://LOCALHOST:4100/cb?b=2&a=%7e';
    expect(readConfig({ ...good, redirectUri }, PAGE).redirectUri).toBe(redirectUri);
  });
});

const HOSTILE = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)',
  'data:text/html,x', 'blob:https://bank.example/1', 'filesystem:https://bank.example/1', 'vbscript:x', 'about:blank',
  'view-source:https://wise.com', '//evil.example', '\\\\evil.example', 'https://wise.com@evil.example/',
  'https://wise.com%2eevil.example/', 'https://wise.com.evil.example/', 'https://wіse.com/', 'https://user:pw@wise.com/',
  'https://:pw@wise.com/', 'https://[', '//wise.com:x', 'https://wise.com/oauth/authorize/#',
  'http://evil.example/', 'https://evil.example/', 'http://wise.com/oauth/authorize/', 'https://wise.com:444/oauth/authorize/',
  'https://bank.example/#x', `https://evil.example/${'a'.repeat(1e6)}`,
].map((url) => [url.slice(0, 60), url] as const);

describe('readConfig refuses as authorize-url', () => {
  const relative = ['https://wise.com/oauth/authorize/', 'oauth/authorize', '/oauth/authorize', 'https://api.wise.com/oauth/authorize'].map((url) => [url, url] as const);
  test.each([...HOSTILE, ...relative])('N1–N6 %s', (_, authorizeUrl) => {
    expect(() => readConfig({ ...good, authorizeUrl }, PAGE)).toThrow(/^authorize-url=".*" is refused\. Write /su);
  });

  test.each([
    'https://user@wise.com/oauth/authorize/', 'https://user:password@wise.com/oauth/authorize/', 'https://wise.com:444/oauth/authorize/',
    'https://wise.com/oauth/authorize/#', 'https://wise.com/oauth/authorize/#fragment', 'http://wise.com/oauth/authorize/',
    'https://wise-sandbox.com/oauth/authorize/', 'https://wise.com.evil.example/oauth/authorize/',
  ])('in production %s', (authorizeUrl) => {
    expect(() => readConfig({ ...good, environment: 'production', authorizeUrl }, PAGE)).toThrow(/^authorize-url=".*" is refused\. Write /su);
  });

  test.each(['https://sandbox.transferwise.tech/oauth/authorize/', 'https://sandbox.wise.tech/oauth/authorize/'])(
    'L11 the retired sandbox %s, with a message that it is retired',
    (authorizeUrl) => {
      expect(() => readConfig({ ...good, authorizeUrl }, PAGE)).toThrow(/retired/);
    },
  );
});

describe('readConfig refuses as an endpoint', () => {
  test.each(HOSTILE)('N1–N6 %s', (_, url) => {
    expect(() => readConfig({ ...good, exchangeUrl: url }, PAGE)).toThrow(/^exchange-url=".*" is refused\. Write /su);
    expect(() => readConfig({ ...good, emailUrl: url }, PAGE)).toThrow(/^email-url=".*" is refused\. Write /su);
    expect(() => readConfig({ ...good, startUrl: url }, PAGE)).toThrow(/^start-url=".*" is refused\. Write /su);
    expect(() => readConfig({ ...good, statusUrl: url }, PAGE)).toThrow(/^status-url=".*" is refused\. Write /su);
  });
});

describe('readConfig refuses', () => {
  test.each([
    ['L12 no environment', { environment: undefined }, 'environment is missing. Write sandbox or production'],
    ['another environment', { environment: 'live' }, 'environment="live" is refused. Write sandbox or production'],
    ['the name of an Object.prototype member as the environment', { environment: 'toString' }, 'environment="toString" is refused. Write sandbox or production'],
    ['no client-id', { clientId: '' }, 'client-id is missing. Write your client id at Wise'],
    ['no redirect-uri', { redirectUri: null }, 'redirect-uri is missing. Write the https: URI registered with Wise'],
    ['http off loopback', { redirectUri: 'http://bank.example/cb' }, 'redirect-uri="http://bank.example/cb" is refused. Write the https: URI registered with Wise'],
    ['javascript: as redirect-uri', { redirectUri: 'javascript:1' }, 'redirect-uri="javascript:1" is refused. Write the https: URI registered with Wise'],
    ['neither exchange-url nor exchange', { exchangeUrl: undefined }, 'exchange-url is missing. Write a path on this origin'],
    ['an empty exchange-url, which is the page itself', { exchangeUrl: '' }, 'exchange-url is missing. Write a path on this origin'],
    ['N5 another origin', { exchangeUrl: 'https://api.bank.example/x' }, 'exchange-url="https://api.bank.example/x" is refused. Write a path on this origin'],
    ['an unknown mode', { mode: 'iframe' }, 'mode="iframe" is refused. Write auto, popup, redirect or email'],
    ['N11 a value that is not a string', { clientId: 7 }, 'client-id is missing. Write your client id at Wise'],
  ])('%s', (_, wrong, message) => {
    expect(() => readConfig({ ...good, ...wrong }, PAGE)).toThrow(expect.objectContaining({ code: 'misconfigured', message }));
  });

  test('L13 a page not served over https', () => {
    expect(() => readConfig(good, 'http://bank.example/')).toThrow('This page needs an https: address');
  });

  test.each(['about:srcdoc', 'about:blank', 'blob:https://bank.example/1', 'data:text/html,x', 'file:///index.html'])(
    'H7 a page without its own address: %s',
    (page) => {
      expect(() => readConfig(good, page)).toThrow(expect.objectContaining({ code: 'misconfigured', message: 'This page needs an https: address' }));
    },
  );
});

test.each([
  ['localhost', true], ['wise.localhost', true], ['127.0.0.1', true], ['127.8.8.8', true], ['[::1]', true],
  ['localhost.evil.example', false], ['evillocalhost', false], ['127.0.0.1.evil.example', false], ['10.0.0.1', false],
])('isLoopback(%s) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
