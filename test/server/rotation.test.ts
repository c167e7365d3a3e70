import { describe, expect, it } from 'vitest';
import type { Sealer } from '../../src/server/index.js';
import { ENCRYPTION_KEY, newCode, useBank } from './bank.js';

const bank = useBank();
const NEW_KEY = { id: 'test-2', secret: Buffer.alloc(32, 9).toString('base64') };

describe('after the encryption key was rotated', () => {
  it('the tokens of an old link still work, and a refresh seals them with the new key', async () => {
    await (await bank.browser('sarah')).exchange();
    await expect(bank.restart({ keys: [NEW_KEY], fingerprintKey: ENCRYPTION_KEY })).rejects.toThrow('sealed by keys that the options do not have: test-1.');
    await bank.restart({ keys: [NEW_KEY, ENCRYPTION_KEY] });
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary');
    bank.forward(6 * 3600);
    await bank.partner.accessToken('sarah');
    expect(await bank.sealedTokens()).toEqual([expect.stringMatching(/^test-2\./)]);
    await bank.restart({ keys: [NEW_KEY], fingerprintKey: ENCRYPTION_KEY });
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary-2');
  });

  it('an attempt continues, and a used code and a linked profile are recognized', async () => {
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    const { attemptId, state } = (await sarah.start()).body;
    const [code, key] = [newCode(), crypto.randomUUID()];
    await bank.restart({ keys: [NEW_KEY, ENCRYPTION_KEY] });
    const same = { attemptId, state, code };
    const got = await sarah.exchange(same, key);
    expect(got.body).toMatchObject({ status: 'linked' });
    await bank.restart({ keys: [NEW_KEY], fingerprintKey: ENCRYPTION_KEY });
    expect((await sarah.exchange(same, key)).text).toBe(got.text);
    expect((await omar.exchange({ code })).body).toMatchObject({ code: 'code_already_used' });
    await sarah.exchange();
    expect(await bank.rows('select 1 from wise_link')).toHaveLength(1);
  });

  it('the backend does not start with another fingerprint key', async () => {
    await expect(bank.restart({ keys: [NEW_KEY] })).rejects.toThrow('fingerprintKey');
    await bank.restart({ keys: [NEW_KEY], fingerprintKey: ENCRYPTION_KEY });
  });
});

describe('with a sealer', () => {
  // Like a key management service with an encryption context. Not a cipher.
  const sealer: Sealer = {
    seal: async (plain, about) => Buffer.from(JSON.stringify([plain, about])).toString('base64'),
    open: async (sealed, about) => {
      const [plain, sealedFor] = JSON.parse(Buffer.from(sealed, 'base64').toString()) as [string, unknown];
      expect(sealedFor).toEqual(about);
      return plain;
    },
  };

  it('a link is made and used, an older one still works, and the backend does not start without the sealer', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    await bank.restart({ sealer });
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary');
    await sarah.exchange();
    expect(await bank.sealedTokens()).toEqual([expect.stringMatching(/^\*\./)]);
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary');
    await expect(bank.restart()).rejects.toThrow('sealed by the sealer, or by keys that the options do not have: *.');
    await bank.restart({ sealer });
  });
});
