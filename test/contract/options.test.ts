import { describe, expect, it } from 'vitest';
import { readOptions as readAll } from '../../contract/kit/options.js';

const URL_OF_MINE = 'https://bank.example/api/link/exchange';

const readOptions = (args: string[], env: NodeJS.ProcessEnv = { WISE_CONTRACT_TOKEN: 't' }): ReturnType<typeof readAll> => readAll(args, env);

describe('the options of the kit', () => {
  it('require only the exchange URL and default to the demo', () => {
    expect(readOptions([URL_OF_MINE])).toMatchObject({
      exchangeUrl: new URL(URL_OF_MINE),
      startUrl: undefined,
      wise: new URL('http://127.0.0.1:4200'),
      clientId: 'bank',
      redirectUri: 'https://bank.example/wise-callback.html',
      origin: 'https://bank.example',
      headers: {},
      longestWait: 90,
    });
  });

  it('resolve the other URLs relative to the exchange URL', () => {
    const options = readOptions([URL_OF_MINE, '--start-url', 'start', '--email-url', '/api/mail', '--status-url', 'http://localhost:1/s']);
    expect(options).toMatchObject({
      startUrl: new URL('https://bank.example/api/link/start'),
      emailUrl: new URL('https://bank.example/api/mail'),
      statusUrl: new URL('http://localhost:1/s'),
    });
  });

  it('accept the public origin of a backend behind a proxy', () => {
    const options = readOptions(['http://127.0.0.1:8080/exchange', '--origin', 'https://bank.example']);
    expect(options).toMatchObject({ origin: 'https://bank.example', redirectUri: 'https://bank.example/wise-callback.html' });
  });

  it('accept any number of request headers', () => {
    const options = readOptions([URL_OF_MINE, '--header', 'X-CSRF-Token: a:b', '--header', 'X-Tenant:7']);
    expect(options).toMatchObject({ headers: { 'X-CSRF-Token': 'a:b', 'X-Tenant': '7' } });
  });

  it.each([
    ['no URL at all', [], /URL of your exchange/],
    ['two URLs', [URL_OF_MINE, URL_OF_MINE], /only that/],
    ['an invalid URL', ['bank.example'], /“bank.example” is not a URL/],
    ['a header without a value', [URL_OF_MINE, '--header', 'X-CSRF-Token'], /--header must be/],
    ['a URL of another protocol', ['ftp://bank.example/'], /with http: or https:/],
    ['a password in a URL, without printing it', ['https://user:pa55@bank.example/'], /^A URL must have no user and no password: bank.example.$/],
    ['an option that is there twice', [URL_OF_MINE, '--origin', 'https://a.example', '--origin', 'https://b.example'], /--origin only once/],
    ['an empty option', [URL_OF_MINE, '--junit='], /--junit is empty/],
    ['a longest wait that is no number', [URL_OF_MINE, '--longest-wait', 'ten'], /number of seconds, not “ten”/],
    ['one file for both reports', [URL_OF_MINE, '--junit', 'a', '--json', 'a'], /different files/],
    ['an unknown option', [URL_OF_MINE, '--cokie', 'a=b'], /--cokie/],
    ['a secret as an argument, without printing it', [URL_OF_MINE, '--cookie', 'a=5ecret'], /^--cookie is not an option, .* set the environment variable WISE_CONTRACT_COOKIE\.$/],
    ['a header that the kit sends itself', [URL_OF_MINE, '--header', 'cookie: a=b'], /^--header cookie: the kit sends/],
    ['a header with a line break', [URL_OF_MINE, '--header', 'X-A: b\r\nX-C: d'], /--header must be/],
  ])('refuse %s', (_, args, reason) => {
    expect(() => readOptions(args)).toThrow(expect.objectContaining({ message: expect.stringMatching(reason) }));
  });

  it('include --help', () => {
    expect(readOptions(['--help'])).toBe('help');
  });
});
