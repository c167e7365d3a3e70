import { describe, expect, it } from 'vitest';
import { authorizePage, authorizeUrl } from '../../src/server/authorize.js';

const SANDBOX = { apiUrl: 'https://api.wise-sandbox.com', clientId: 'bank', clientSecret: 'secret' };
const PRODUCTION = { ...SANDBOX, apiUrl: 'https://api.wise.com' };
const WISE = 'https://wise.com/oauth/authorize/';

describe('the authorize page', () => {
  it.each([
    ['https://api.wise.com', 'production', WISE],
    ['https://api-mtls.transferwise.com', 'production', WISE],
    ['https://api.wise-sandbox.com', 'sandbox', 'https://wise-sandbox.com/oauth/authorize/'],
    ['http://127.0.0.1:4200', 'sandbox', 'https://wise-sandbox.com/oauth/authorize/'],
  ])('of %s is the one of %s', (apiUrl, environment, url) => {
    expect(authorizePage({ ...SANDBOX, apiUrl })).toEqual({ environment, url, clientId: 'bank' });
  });

  it.each([WISE, `${WISE}?coop=same-origin`, 'https://wise.com/oauth/authorize', 'http://localhost:4200/x', 'https://wise.localhost/x', 'http://[::1]:1/x'])(
    'in production may be %s',
    (url) => {
      expect(authorizePage({ ...PRODUCTION, authorizeUrl: url }).url).toBe(url);
    },
  );

  it.each([
    'https://user@wise.com/oauth/authorize/',
    'https://user:password@wise.com/oauth/authorize/',
    'https://:password@wise.com/oauth/authorize/',
    'https://wise.com:444/oauth/authorize/',
    'https://wise.com/oauth/authorize/#',
    'https://wise.com/oauth/authorize/#fragment',
    'http://wise.com/oauth/authorize/',
    'https://wise.com.evil.example/oauth/authorize/',
    'https://evil.example/oauth/authorize/',
    'https://wise-sandbox.com/oauth/authorize/',
    'https://localhost.evil.example/',
    'https://user@localhost/',
    'javascript://127.0.0.1/%0aalert(1)',
    'ftp://127.0.0.1/',
    '/oauth/authorize/',
    '',
  ])('in production must not be %s', (url) => {
    expect(() => authorizePage({ ...PRODUCTION, authorizeUrl: url })).toThrow(TypeError);
  });

  it('in the sandbox must not be the production page', () => {
    expect(() => authorizePage({ ...SANDBOX, authorizeUrl: WISE })).toThrow(TypeError);
  });
});

describe('the authorization request', () => {
  it('replaces parameters of the page, and keeps others', () => {
    const page = { environment: 'production' as const, clientId: 'bank', url: `${WISE}?coop=x&state=old&client_id=other` };
    const { searchParams } = new URL(authorizeUrl(page, 'https://bank.example/back?a=b&c=d', 'new'));
    expect([...searchParams]).toEqual([['coop', 'x'], ['state', 'new'], ['client_id', 'bank'], ['redirect_uri', 'https://bank.example/back?a=b&c=d']]);
  });
});
