// What the simulator says about parameters that Wise does not document.
import { describe, expect, test } from 'vitest';
import { simulator } from './simulator.js';

const { customer, partner, lines } = simulator();

const PKCE = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };

async function atConsent(parameters: Record<string, string>) {
  const visitor = customer();
  await visitor.authorize(partner().authorizeUrl(parameters));
  await visitor.logInAs('Sarah Jenkins');
  await visitor.chooseProfile();
  return visitor;
}

describe('the consent page and the terminal say that Wise ignores', () => {
  test.each([
    ['PKCE', PKCE, 'Wise documents no PKCE. Ignored: code_challenge, code_challenge_method.'],
    ['a response_type other than code', { response_type: 'token' }, 'Wise documents no response_type and always answers with a code. Ignored: response_type.'],
    ['both', { ...PKCE, response_type: 'code id_token' },
      'Wise documents no PKCE. Wise documents no response_type and always answers with a code. Ignored: code_challenge, code_challenge_method, response_type.'],
  ])('%s', async (_, parameters, note) => {
    const visitor = await atConsent(parameters);
    expect(visitor.page.text).toContain(`For developers ${note}`);
    expect(lines()).toEqual([`GET /oauth/authorize bank: ${note}`]);
    expect((await visitor.giveAccess()).searchParams.get('code')).toMatch(/./);
  });
});

test('the terminal says that Wise ignores code_verifier, and the code is exchanged', async () => {
  const code = (await (await atConsent({})).giveAccess()).searchParams.get('code') ?? '';
  const { status } = await partner().token({
    grant_type: 'authorization_code', client_id: 'bank', code, redirect_uri: partner().redirectUri, code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  });
  expect(status).toBe(200);
  expect(lines()[0]).toBe('POST /oauth/token bank: Wise documents no PKCE. Ignored: code_verifier.');
});

test('nothing is said about response_type=code and parameters that every client may send', async () => {
  const visitor = await atConsent({ response_type: 'code', scope: 'transfers', state: 's' });
  expect(visitor.page.text).not.toContain('For developers');
  expect(lines()).toEqual([]);
});
