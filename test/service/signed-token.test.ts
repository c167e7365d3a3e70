import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { keySet } from '../../src/service/key-set.js';
import { signedToken } from '../../src/service/signed-token.js';
import { answerJson, SARAH, startBankServer } from './bank-server.js';

const ISSUER = 'https://bank.example';
const AUDIENCE = 'wise-link';
const CLAIMS = { sid: 'session-1', given_name: 'Sarah', family_name: 'Jenkins', birthdate: '1985-05-20', email: 'sarah@example.com' };
const MINUTE = 60;

interface Key {
  privateKey: CryptoKey;
  jwk: JWK;
}

async function newKey(kid: string, alg = 'ES256'): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

const [first, second] = [await newKey('first'), await newKey('second', 'RS256')];
const bank = await startBankServer(answerJson({ keys: [first.jwk] }));
let time = 0;
let find = signedToken({ keys: keySet(bank.url), issuer: ISSUER, audience: AUDIENCE });

beforeEach(() => {
  bank.answer = answerJson({ keys: [first.jwk] });
  bank.received.length = 0;
  time = 0;
  find = signedToken({ keys: keySet(bank.url, () => time), issuer: ISSUER, audience: AUDIENCE });
});

/** A token that lasts ten minutes. */
function token(changes: Record<string, unknown> = {}, { privateKey, jwk }: Key = first): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'sarah', iat: now, exp: now + 10 * MINUTE, ...CLAIMS, ...changes };
  return new SignJWT(claims).setProtectedHeader({ alg: jwk.alg ?? '', ...(jwk.kid && { kid: jwk.kid }) }).sign(privateKey);
}

const ask = (text: string): unknown => find(new Request('https://bank.example/api/wise/status', { headers: { Authorization: `Bearer ${text}` } }));
const ahead = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describe('a signed token', () => {
  it('says who is logged in', async () => {
    expect(await ask(await token())).toEqual(SARAH);
    const company = { name: 'Haddad Trading Ltd', registration_number: 'SC123456' };
    expect(await ask(await token({ company }))).toMatchObject({ customer: { company: { name: 'Haddad Trading Ltd', registrationNumber: 'SC123456' } } });
  });

  it('can be in a cookie', async () => {
    find = signedToken({ keys: keySet(bank.url), issuer: ISSUER, audience: AUDIENCE, cookie: 'id' });
    const from = async (cookie: string): Promise<unknown> => find(new Request('https://bank.example/', { headers: { Cookie: cookie } }));
    const text = await token();
    expect(await from(`a=b; id=${text}; c=d`)).toEqual(SARAH);
    // Another site of the domain may have set a second one.
    expect(await from(`id=${text}; id=x`)).toBeNull();
    expect(await from('a=b')).toBeNull();
    expect(await ask(text)).toBeNull();
  });

  it.each<[string, () => Promise<string>]>([
    ['has expired', () => token({ exp: ahead(-MINUTE) })],
    ['never expires', () => token({ exp: undefined })],
    ['is not valid yet', () => token({ nbf: ahead(MINUTE) })],
    ['is for another service', () => token({ aud: 'payments' })],
    ['is of another issuer', () => token({ iss: 'https://other.example' })],
    ['names no customer', () => token({ sub: undefined })],
    ['names no session', () => token({ sid: undefined })],
    ['is not signed', async () => new UnsecuredJWT({ sub: 'sarah', sid: 's', iss: ISSUER, aud: AUDIENCE, exp: ahead(MINUTE) }).encode()],
    ['has a signature of another key', async () => token({}, { ...second, jwk: { ...first.jwk, alg: 'RS256' } })],
    ['is no token', async () => 'abc'],
  ])('is no log-in if it %s', async (_, make) => {
    expect(await ask(await make())).toBeNull();
  });

  it('for another service is named in the log: it would look like a log-out', async () => {
    const hints: string[] = [];
    find = signedToken({ keys: keySet(bank.url), issuer: ISSUER, audience: AUDIENCE, refused: (hint) => void hints.push(hint) });
    await ask(await token({ aud: 'payments' }));
    await ask(await token({ exp: ahead(-MINUTE) }));
    expect(hints).toEqual(['The token has another aud than this service expects.']);
  });

  it('may be half a minute off', async () => {
    expect(await ask(await token({ exp: ahead(-20), nbf: ahead(20) }))).toEqual(SARAH);
  });

  it('with a wrong claim is an outage that names the claim', async () => {
    await expect(ask(await token({ birthdate: 7 }))).rejects.toMatchObject({ name: 'SessionUnavailable', message: 'The token has the wrong shape: customer.dateOfBirth.' });
  });
});

describe('the key set', () => {
  it('is fetched once for many tokens', async () => {
    const text = await token();
    await Promise.all([ask(text), ask(text), ask(text)]);
    expect(bank.received).toHaveLength(1);
  });

  it('does not log out a customer whose key it cannot have: right after a fetch it is not fetched again', async () => {
    expect(await ask(await token())).toEqual(SARAH);
    bank.answer = answerJson({ keys: [second.jwk, first.jwk] });
    await expect(ask(await token({}, second))).rejects.toMatchObject({ name: 'SessionUnavailable', message: 'The key set may be too old for the token.' });
  });

  it('that was fetched for a token, and does not have its key, is a log-out', async () => {
    find = signedToken({ keys: keySet(bank.url, () => time, 0), issuer: ISSUER, audience: AUDIENCE });
    expect(await ask(await token({}, second))).toBeNull();
  });

  it('with two keys that fit needs the key id in the token', async () => {
    const other = await newKey('other');
    bank.answer = answerJson({ keys: [first.jwk, other.jwk] });
    const { kid: _, ...jwk } = first.jwk;
    await expect(ask(await token({}, { ...first, jwk }))).rejects.toMatchObject({ message: 'The header of the token needs a kid: more than one key fits.' });
  });

  it('is fetched again after a rotation', async () => {
    find = signedToken({ keys: keySet(bank.url, () => time, 0), issuer: ISSUER, audience: AUDIENCE });
    expect(await ask(await token())).toEqual(SARAH);
    bank.answer = answerJson({ keys: [second.jwk, first.jwk] });
    expect(await ask(await token({}, second))).toEqual(SARAH);
    expect(await ask(await token())).toEqual(SARAH);
  });

  it.each<[string, typeof bank.answer]>([
    ['is down', answerJson({}, 503)],
    ['answers without keys', answerJson({ error: 'x' })],
    ['answers without a key', answerJson({ keys: [] })],
    ['answers with a key that is none', answerJson({ keys: [null] })],
    ['answers with HTML', (_, response) => void response.end('<p>')],
  ])('is an outage, not a log-out, if it %s; and is asked once in five seconds', async (_, answer) => {
    bank.answer = answer;
    const text = await token();
    for (let request = 0; request < 3; request += 1) await expect(ask(text)).rejects.toMatchObject({ name: 'SessionUnavailable' });
    expect(bank.received).toHaveLength(1);
    bank.answer = answerJson({ keys: [first.jwk] });
    time = 5000;
    expect(await ask(text)).toEqual(SARAH);
  });

  it('is used for an hour while it cannot be fetched, and then no longer', async () => {
    find = signedToken({ keys: keySet(bank.url, () => time, 0), issuer: ISSUER, audience: AUDIENCE });
    expect(await ask(await token())).toEqual(SARAH);
    bank.answer = answerJson({}, 503);
    time = 3600 * 1000;
    // It may be a new key.
    await expect(ask(await token({}, second))).rejects.toMatchObject({ name: 'SessionUnavailable' });
    expect(await ask(await token())).toEqual(SARAH);
    time += 5001;
    await expect(ask(await token({}, second))).rejects.toMatchObject({ name: 'SessionUnavailable' });
  });
});
