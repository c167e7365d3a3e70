import { describe, expect, it } from 'vitest';
import { authorizePage, authorizeUrl } from '../../src/server/authorize.js';
import { checkOptions } from '../../src/server/read-options.js';
import type { WiseOptions } from '../../src/server/wise-options.js';

const SANDBOX = { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret' } as const;
const PRODUCTION = { ...SANDBOX, environment: 'production' } as const;
const reject = async (): Promise<never> => {
  throw new Error('never called');
};

const OPTIONS = {
  origin: 'https://bank.example',
  redirectUris: ['https://bank.example/wise-callback.html'],
  database: { query: reject, exec: reject, transaction: reject, close: reject },
  keys: [{ id: '1', secret: Buffer.alloc(32).toString('base64') }],
  session: () => null,
};

const check = (wise: WiseOptions) => (): void => checkOptions({ ...OPTIONS, wise });
const WISE = 'https://wise.com/oauth/authorize/';

describe('the authorize page', () => {
  it.each([
    ['production', WISE],
    ['sandbox', 'https://wise-sandbox.com/oauth/authorize/'],
  ] as const)('of the environment %s', (environment, url) => {
    expect(authorizePage({ ...SANDBOX, environment })).toEqual({ environment, url, clientId: 'bank' });
  });

  it.each([WISE, `${WISE}?coop=same-origin`, 'https://wise.com/oauth/authorize', 'http://localhost:4200/x', 'https://wise.localhost/x', 'http://[::1]:1/x'])(
    'in production may be %s',
    (url) => {
      expect(check({ ...PRODUCTION, authorizeUrl: url })).not.toThrow();
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
    expect(check({ ...PRODUCTION, authorizeUrl: url })).toThrow('wise.authorizeUrl must be on the host of https://wise.com/oauth/authorize/');
  });

  it('in the sandbox must not be the production page', () => {
    expect(check({ ...SANDBOX, authorizeUrl: WISE })).toThrow('wise.authorizeUrl');
  });
});

describe('the authorization request', () => {
  it('replaces parameters of the page, and keeps others', () => {
    const page = { environment: 'production' as const, clientId: 'bank', url: `${WISE}?coop=x&state=old&client_id=other` };
    const { searchParams } = new URL(authorizeUrl(page, 'https://bank.example/back?a=b&c=d', 'new'));
    expect([...searchParams]).toEqual([['coop', 'x'], ['state', 'new'], ['client_id', 'bank'], ['redirect_uri', 'https://bank.example/back?a=b&c=d']]);
  });
});
