// How clients may send their credentials, and `client_id`.
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SECRET } from '../../src/simulator/clients.js';
import { startSimulator, type RunningSimulator } from '../../src/simulator/index.js';
import { Partner } from './partner.js';
import { BANK, simulator } from './simulator.js';

const HARD = { clientId: 'my-app', clientSecret: 'p+q %2B&=:ü-_.~*', redirectUris: ['app://x'] };
/** What a client without form-encoding would have sent, if it had this secret: it decodes to another text. */
const PERCENT = { clientId: 'percent', clientSecret: '100%25', redirectUris: ['app://x'] };

let wise: RunningSimulator;
beforeAll(async () => {
  wise = await startSimulator({ port: 0, clients: [HARD, PERCENT] });
});
afterAll(() => wise.close());

/** What oauth4webapi, which form-encodes strictly, gets for client credentials. */
async function byLibrary(secret: string, clientId = HARD.clientId): Promise<number> {
  const as = { issuer: wise.url, token_endpoint: `${wise.url}/oauth/token` };
  const options = { [oauth.allowInsecureRequests]: true };
  return (await oauth.clientCredentialsGrantRequest(as, { client_id: clientId }, oauth.ClientSecretBasic(secret), {}, options)).status;
}

const raw = async (secret: string, clientId = HARD.clientId) => (await new Partner(wise.url, clientId, secret).token({ grant_type: 'client_credentials' })).status;
const set = (switches: object) => fetch(`${wise.url}/simulator/switches`, { method: 'POST', body: JSON.stringify(switches) });

describe('credentials inside HTTP Basic', () => {
  test('are accepted as they are, and form-encoded', async () => {
    expect([await raw(HARD.clientSecret), await byLibrary(HARD.clientSecret)]).toEqual([200, 200]);
    expect([await raw(PERCENT.clientSecret, 'percent'), await byLibrary(PERCENT.clientSecret, 'percent')]).toEqual([200, 200]);
  });

  test('are refused if they are wrong in both ways', async () => {
    expect([await raw('wrong'), await byLibrary('wrong'), await raw('100%', 'percent'), await raw('%zz')]).toEqual([401, 401, 401, 401]);
  });

  test('are accepted only as they are with the switch rawCredentials', async () => {
    await set({ rawCredentials: true });
    expect([await raw(HARD.clientSecret), await byLibrary(HARD.clientSecret)]).toEqual([200, 401]);
    await set({ rawCredentials: false });
  });

  test('are the same in both ways for the default client', () => {
    for (const text of [BANK.clientId, DEFAULT_SECRET]) expect(text).toMatch(/^[A-Za-z\d]+$/);
  });
});

describe('client_id in the body', () => {
  const { partner, code, control, lines } = simulator();
  const exchange = async () => partner().token({ grant_type: 'authorization_code', code: await code(), redirect_uri: partner().redirectUri });

  test('is required beside HTTP Basic', async () => {
    const { status, body } = await exchange();
    expect([status, body]).toEqual([400, { error: 'invalid_request', error_description: 'Missing client_id' }]);
  });

  test('may be missing with the switch clientIdOptional, and is still compared if it is there', async () => {
    await control('switches', { clientIdOptional: true });
    expect((await exchange()).status).toBe(200);
    expect(lines().at(-1)).toBe('POST /oauth/token authorization_code bank 200');
    const { status } = await partner().token({ grant_type: 'authorization_code', client_id: 'other', code: await code(), redirect_uri: partner().redirectUri });
    expect(status).toBe(401);
  });
});

test('the terminal tells form-encoded credentials from wrong ones', async () => {
  const lines: string[] = [];
  const other = await startSimulator({ port: 0, clients: [HARD], switches: { rawCredentials: true }, log: (line) => lines.push(line) });
  await new Partner(other.url, HARD.clientId, encodeURIComponent(HARD.clientSecret)).token({ grant_type: 'client_credentials' });
  await other.close();
  expect(lines).toEqual(['POST /oauth/token client_credentials 401: the credentials are form-encoded inside HTTP Basic, and the switch "rawCredentials" takes them only as they are']);
});
