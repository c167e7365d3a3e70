// The function `startSimulator` of `wise-link/simulator`, and its options.
import { afterEach, describe, expect, test } from 'vitest';
import { OptionError, startSimulator, type RunningSimulator, type StartSimulatorOptions } from '../../src/simulator/index.js';
import { WiseCustomer } from './customer.js';
import { Partner } from './partner.js';

const ADDRESS = { addressFirstLine: '1 Lane', city: 'Leeds', countryIso2Code: 'GB', countryIso3Code: 'gbr', postCode: 'LS1', stateCode: null };

const running: RunningSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

async function started(options: StartSimulatorOptions = {}): Promise<RunningSimulator> {
  const one = await startSimulator({ port: 0, ...options });
  running.push(one);
  return one;
}

const refused = (options: object) => startSimulator({ port: 0, ...options }).then(
  () => 'it started',
  (cause: unknown) => (cause instanceof OptionError ? cause.message : cause),
);

describe('startSimulator', () => {
  test('without options registers the demo bank, and returns its seed and its clients', async () => {
    const { url, seed, clients } = await started();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(seed).toMatch(/^[0-9a-f]{16}$/);
    expect(clients).toMatchObject([{ clientId: 'bank', name: 'Meridian Bank' }]);
  });

  test('registers one client by its options, and customers, so that it links', async () => {
    const redirectUri = 'https://app.example/callback?from=wise';
    const { url } = await started({
      clientId: 'app',
      clientSecret: 'hush hush',
      clientName: 'My App',
      redirectUris: [redirectUri],
      customers: [{ email: 'ada@example.com', profiles: [{ type: 'PERSONAL', id: '9007199254740993', firstName: 'Ada', lastName: 'Kern', dateOfBirth: '1990-01-31', address: ADDRESS }] }],
    });
    const app = new Partner(url, 'app', 'hush hush', redirectUri);
    const customer = new WiseCustomer(url);
    await customer.authorize(app.authorizeUrl({ state: 's' }));
    await customer.logInAs('Ada Kern');
    await customer.chooseProfile();
    expect(customer.page.heading).toBe('Give My App access to your Wise account?');
    const code = (await customer.giveAccess()).searchParams.get('code') ?? '';
    const { body } = await app.exchange(code);
    expect((await app.profiles(body['access_token'])).body['items']).toMatchObject([{ id: 9007199254740993n, firstName: 'Ada', dateOfBirth: '1990-01-31', address: ADDRESS }]);
    expect((await app.profiles(body['access_token'])).text).not.toContain('Sarah');
  });

  test.each([
    ['no option', {}, [['bank', ['http://localhost:4100/wise-callback.html', 'http://localhost:4100/wise-callback.html?via=query', 'http://localhost:4100/same-page.html']]]],
    ['a redirect URI', { redirectUris: ['app://x'] }, [['bank', ['app://x']]]],
    ['a redirect URI and an origin', { redirectUris: ['app://x'], partnerOrigin: 'http://b.test' },
      [['bank', ['app://x', 'http://b.test/wise-callback.html', 'http://b.test/wise-callback.html?via=query', 'http://b.test/same-page.html']]]],
    ['a list of clients', { clients: [{ clientId: 'a', redirectUris: ['a://'] }, { clientId: 'b', redirectUris: ['b://'] }] }, [['a', ['a://']], ['b', ['b://']]]],
    ['one client and a list', { clientId: 'c', redirectUris: ['c://'], clients: [{ clientId: 'a', redirectUris: ['a://'] }] }, [['c', ['c://']], ['a', ['a://']]]],
  ])('with %s registers', async (_, options, registered) => {
    const { clients } = await started(options);
    expect(clients.map(({ clientId, redirectUris }) => [clientId, redirectUris])).toEqual(registered);
  });

  test('has the switches of its scenario and single ones, also after a reset', async () => {
    const { url } = await started({ scenario: 'isolated', switches: { profileIdName: 'profileID' } });
    await fetch(`${url}/simulator/reset`, { method: 'POST' });
    expect(await (await fetch(`${url}/simulator/switches`)).json()).toMatchObject({ coop: 'same-origin', profileIdName: 'profileID', unavailable: false });
  });

  test('has its own customers also after a reset, with changes undone', async () => {
    const { url } = await started({ customers: [{ email: 'ada@example.com' }] });
    const customer = new WiseCustomer(url);
    await customer.open('/settings');
    await customer.logInAs('ada@example.com');
    await customer.press('Change email', { email: 'new@example.com' });
    await fetch(`${url}/simulator/reset`, { method: 'POST' });
    expect((await new WiseCustomer(url).open('/')).text).toMatch(/ada@example\.com/);
  });

  test('reports its calls to `log`', async () => {
    const lines: string[] = [];
    const { url } = await started({ log: (line) => lines.push(line) });
    await new Partner(url).profiles('x');
    expect(lines).toEqual(['GET /v2/profiles 401: the token was never issued']);
  });

  test('takes an option that is undefined as not given', async () => {
    expect(await refused({ seed: undefined })).toBe('it started');
  });
});

describe('a wrong option is refused with one sentence', () => {
  test.each([
    [{ port: 70_000 }, 'port 70000 is not a port number.'],
    [{ port: 1.5 }, 'port 1.5 is not a port number.'],
    [{ partnerOrigin: 'http://localhost:3000/' }, 'partnerOrigin "http://localhost:3000/" is not an origin: write it as "http://localhost:4100".'],
    [{ redirectUris: ['/callback'] }, 'redirectUris[0] "/callback" is not an absolute URI without a fragment.'],
    [{ redirectUris: ['https://a.example/#x'] }, 'redirectUris[0] "https://a.example/#x" is not an absolute URI without a fragment.'],
    [{ redirectUris: 'https://a.example/' }, 'redirectUris must be a list.'],
    [{ clientId: 'a:b' }, 'clientId "a:b" must have no colon and no space.'],
    [{ clientSecret: '' }, 'clientSecret must be a text that is not empty.'],
    [{ clientSecret: 7 }, 'clientSecret must be a text that is not empty.'],
    [{ clients: [{ clientId: 'a' }] }, 'clients[0].redirectUris must be a list.'],
    [{ clients: [{ redirectUris: [] }] }, 'clients[0].clientId is missing.'],
    [{ clients: [{ clientId: 'a', redirectUris: [], secret: 'x' }] }, 'clients[0] has no option "secret".'],
    [{ clientId: 'a', clients: [{ clientId: 'a', redirectUris: [] }] }, 'The client id "a" is registered twice.'],
    [{ customers: [{ email: 'x' }] }, 'customers[0].email "x" is not an email address.'],
    [{ customers: [{ email: 'a@b.example', twoFactor: 'yes' }] }, 'customers[0].twoFactor "yes" must be true or false.'],
    [{ customers: [{ email: 'a@b.example' }, { email: 'A@b.example' }] }, 'Two customers have the email address "a@b.example".'],
    [{ customers: [{ email: 'a@b.example', profiles: [{ type: 'person' }] }] }, 'customers[0].profiles[0].type must be "PERSONAL" or "BUSINESS".'],
    [{ customers: [{ email: 'a@b.example', profiles: [{ type: 'BUSINESS', businessName: 'A', id: -1 }] }] }, 'customers[0].profiles[0].id -1 is not a positive whole number.'],
    [{ customers: [{ email: 'a@b.example', profiles: [{ type: 'PERSONAL', firstName: 'A', lastName: 'B', dateOfBirth: '1.2.1990' }] }] },
      'customers[0].profiles[0].dateOfBirth "1.2.1990" is not a date: write it as "1985-05-20".'],
    [{ customers: [{ email: 'a@b.example', label: 'A', profiles: [{ type: 'BUSINESS', businessName: 'A', id: 5 }, { type: 'BUSINESS', businessName: 'B', id: '5' }] }] },
      'Two profiles have the id 5.'],
    [{ customers: [{ email: 'a@b.example', profiles: [{ type: 'PERSONAL', firstName: 'A', lastName: 'B' }, { type: 'PERSONAL', firstName: 'C', lastName: 'D' }] }] },
      'The customer "a@b.example" has two personal profiles; Wise allows one.'],
    [{ customers: [{ email: 'a@b.example', label: 'A' }, { email: 'b@b.example', label: 'A' }] }, 'Two customers have the label "A": give one of them another "label".'],
    [{ customers: [{ email: 'a@b.example', profiles: [{ type: 'BUSINESS', businessName: 'A', address: { ...ADDRESS, countryIso2Code: 'gb' } }] }] },
      'customers[0].profiles[0].address.countryIso2Code "gb" is not two capital letters.'],
    [{ scenario: 'broken' }, 'scenario "broken" is not a scenario: there are works, slow, unavailable, rate-limited, isolated, no-state-on-error.'],
    [{ switches: { latencyMs: -1 } }, 'switches.latencyMs -1 must be a whole number from 0 to 600000.'],
    [{ switches: { coop: 'x' } }, 'switches.coop "x" must be one of "", "same-origin", "same-origin-allow-popups", "noopener-allow-popups".'],
    [{ switches: { broken: true } }, 'switches has no option "broken".'],
    [{ allowedHosts: ['http://wise.test'] }, 'allowedHosts[0] "http://wise.test" is not a host name without a port.'],
    [{ mtls: { port: -1 } }, 'mtls.port -1 is not a port number.'],
    [{ mtls: true }, 'mtls must be an object.'],
    [{ switches: [] }, 'switches must be an object.'],
    [{ customers: ['x'] }, 'customers[0] must be an object.'],
    [{ clients: [null] }, 'clients[0] must be an object.'],
    [{ customers: [{ email: 'a@b.example', profiles: [7] }] }, 'customers[0].profiles[0] must be an object.'],
    [{ redirectUri: 'x' }, 'There is no option "redirectUri".'],
  ])('%j', async (options, sentence) => {
    expect(await refused(options)).toBe(sentence);
  });

  test('for each mistake', async () => {
    expect(await refused({ port: -1, seed: '' })).toBe('port -1 is not a port number.\nseed "" must be a text that is not empty.');
  });

  test('that does not repeat a secret', async () => {
    expect(await refused({ clientSecret: ['hush'] })).not.toContain('hush');
    expect(await refused({ customers: [{ email: 'a@b.example', password: ['hush'] }] })).not.toContain('hush');
  });
});
