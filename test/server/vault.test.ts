import { describe, expect, it } from 'vitest';
import type { Sealer } from '../../src/server/sealer.js';
import { Vault } from '../../src/server/vault.js';
import { ENCRYPTION_KEY } from './bank.js';

const OTHER_SECRET = Buffer.alloc(32, 8).toString('base64');

describe('sealed tokens', () => {
  it('can be decrypted with the same key for the same owner, and differ each time', async () => {
    const vault = await Vault.open([ENCRYPTION_KEY]);
    const [one, two] = [await vault.seal('token', 'sarah'), await vault.seal('token', 'sarah')];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^test-1\.[\w-]+\.[\w-]+$/);
    const later = await Vault.open([ENCRYPTION_KEY]);
    expect(await later.unseal(one, 'sarah')).toBe('token');
  });

  it('cannot be decrypted for another owner', async () => {
    const vault = await Vault.open([ENCRYPTION_KEY]);
    await expect(vault.unseal(await vault.seal('token', 'sarah'), 'omar')).rejects.toThrow();
  });

  it.each([
    ['another secret', { id: 'test-1', secret: OTHER_SECRET }],
    ['another key id', { id: 'test-2', secret: ENCRYPTION_KEY.secret }],
  ])('cannot be decrypted with %s', async (_, key) => {
    const sealed = await (await Vault.open([ENCRYPTION_KEY])).seal('token', 'sarah');
    await expect((await Vault.open([key])).unseal(sealed, 'sarah')).rejects.toThrow();
  });

  it.each([
    ['changed', (sealed: string) => sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')],
    ['cut', (sealed: string) => sealed.slice(0, sealed.lastIndexOf('.'))],
    ['longer', (sealed: string) => `${sealed}.AA`],
  ])('cannot be decrypted when they are %s', async (_, change) => {
    const vault = await Vault.open([ENCRYPTION_KEY]);
    await expect(vault.unseal(change(await vault.seal('token', 'sarah')), 'sarah')).rejects.toThrow();
  });
});

describe('what an earlier version has stored', () => {
  it.each([
    ['tokens', 'test-1.6iUUFdoEN6Qk4pVg.ec9qNSQcERcaDPllITzq0SuS_mPx2N4'],
    ['session', 'test-1.r4O9ZiJgW_H0nyGM.nCanFO1G_ARAIKvzw5rjSt4soZV1LNI'],
  ] as const)('is decrypted: %s', async (purpose, sealed) => {
    expect(await (await Vault.open([ENCRYPTION_KEY])).unseal(sealed, 'sarah', purpose)).toBe('tökën');
  });

  it('has the fingerprints of now', async () => {
    expect(await (await Vault.open([ENCRYPTION_KEY])).fingerprint('code', 'G2s8EJ')).toBe('Uwitba6TsFIZf0mP9N2o0VLOxnyWUzq8h-atADdSUHQ');
  });
});

describe('a text that is refused', () => {
  it('has a part of its authentication tag: fewer bytes could be guessed', async () => {
    const vault = await Vault.open([ENCRYPTION_KEY]);
    const [keyId, iv, tag = ''] = (await vault.seal('', 'sarah')).split('.');
    const part = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    await expect(vault.unseal([keyId, iv, part].join('.'), 'sarah')).rejects.toThrow();
  });

  it.each([
    ['test-1.AAAA', 'The text is not sealed.'],
    ['test-1', 'The text is not sealed.'],
    ['.AAAA.AAAA', 'The text is not sealed.'],
    ['test-1..AAAA', 'The text is not sealed.'],
    ['test-1.AAAA.', 'The text is not sealed.'],
    ['*.AAAA.AAAA', 'The text is sealed with an unknown key.'],
    ['test-1.AAAA.AAAA.AAAA', 'The text is not sealed.'],
    ['test-2.AAAA.AAAA', 'The text is sealed with an unknown key.'],
  ])('is named: %s', async (text, message) => {
    await expect((await Vault.open([ENCRYPTION_KEY])).unseal(text, 'sarah')).rejects.toThrow(message);
  });
});

describe('fingerprints', () => {
  it('are equal only for the same value, key and purpose', async () => {
    const vault = await Vault.open([ENCRYPTION_KEY]);
    const other = await Vault.open([{ id: 'test-1', secret: OTHER_SECRET }]);
    const fingerprints = [
      await vault.fingerprint('code', 'G2s8EJ'),
      await vault.fingerprint('code', 'G2s8Ej'),
      await vault.fingerprint('state', 'G2s8EJ'),
      await other.fingerprint('code', 'G2s8EJ'),
    ];
    expect(new Set(fingerprints).size).toBe(4);
    expect(await vault.fingerprint('code', 'G2s8EJ')).toBe(fingerprints[0]);
  });
});

describe('a sealed text', () => {
  it('cannot be decrypted for another purpose', async () => {
    const vault = await Vault.open([ENCRYPTION_KEY]);
    const sealed = await vault.seal('token', 'sarah', 'session');
    expect(await vault.unseal(sealed, 'sarah', 'session')).toBe('token');
    await expect(vault.unseal(sealed, 'sarah')).rejects.toThrow();
    await expect(vault.unseal(await vault.seal('token', 'sarah'), 'sarah', 'registration-code')).rejects.toThrow();
  });

  it('of a sealer is decrypted by it with owner and purpose, and older texts by their keys', async () => {
    const calls: unknown[] = [];
    const sealer: Sealer = {
      seal: async (plain, about) => (calls.push(['seal', about]), plain.toUpperCase()),
      open: async (sealed, about) => (calls.push(['open', about]), sealed.toLowerCase()),
    };
    const old = await (await Vault.open([ENCRYPTION_KEY])).seal('older', 'sarah');
    const vault = await Vault.open([ENCRYPTION_KEY], undefined, sealer);
    const sealed = await vault.seal('token', 'sarah');
    expect(sealed).toBe('*.TOKEN');
    expect([await vault.unseal(sealed, 'sarah'), await vault.unseal(old, 'sarah')]).toEqual(['token', 'older']);
    const about = { owner: 'sarah', purpose: 'tokens' };
    expect(calls).toEqual([['seal', about], ['open', about]]);
    await expect((await Vault.open([ENCRYPTION_KEY])).unseal(sealed, 'sarah')).rejects.toThrow();
  });
});

describe('after a rotation', () => {
  const NEW_KEY = { id: 'test-2', secret: OTHER_SECRET };

  it('old tokens are decrypted with their own key, and new ones sealed with the current key', async () => {
    const old = await (await Vault.open([ENCRYPTION_KEY])).seal('token', 'sarah');
    const rotated = await Vault.open([NEW_KEY, ENCRYPTION_KEY]);
    expect(await rotated.unseal(old, 'sarah')).toBe('token');
    const sealed = await rotated.seal('token', 'sarah');
    expect(sealed).toMatch(/^test-2\./);
    expect(await (await Vault.open([NEW_KEY])).unseal(sealed, 'sarah')).toBe('token');
  });

  it('fingerprints do not change, also if the first key is passed only as the fingerprint key', async () => {
    const first = await (await Vault.open([ENCRYPTION_KEY])).fingerprint('code', 'G2s8EJ');
    expect(await (await Vault.open([NEW_KEY, ENCRYPTION_KEY])).fingerprint('code', 'G2s8EJ')).toBe(first);
    expect(await (await Vault.open([NEW_KEY], ENCRYPTION_KEY)).fingerprint('code', 'G2s8EJ')).toBe(first);
    expect(await (await Vault.open([NEW_KEY])).fingerprint('code', 'G2s8EJ')).not.toBe(first);
  });

  it('fingerprints have the oldest of all keys', async () => {
    const oldest = await (await Vault.open([ENCRYPTION_KEY])).fingerprint('code', 'G2s8EJ');
    const vault = await Vault.open([NEW_KEY, { id: 'test-3', secret: OTHER_SECRET }, ENCRYPTION_KEY]);
    expect(await vault.fingerprint('code', 'G2s8EJ')).toBe(oldest);
  });

  it('two keys with the same id are refused', async () => {
    await expect(Vault.open([ENCRYPTION_KEY, { ...NEW_KEY, id: 'test-1' }])).rejects.toThrow('same id');
  });
});

describe('a key', () => {
  it.each([
    ['short', { id: 'k', secret: Buffer.alloc(16).toString('base64') }, 'The encryption key must be 32 bytes in base64.'],
    ['empty', { id: 'k', secret: '' }, 'The encryption key must be 32 bytes in base64.'],
    ['with a dot in its name', { id: 'k.1', secret: OTHER_SECRET }, 'The key id must be 1 to 32 characters of A-Z a-z 0-9 _ -.'],
    ['without a name', { id: '', secret: OTHER_SECRET }, 'The key id must be 1 to 32 characters of A-Z a-z 0-9 _ -.'],
    ['with a name of 33 characters', { id: 'k'.repeat(33), secret: OTHER_SECRET }, 'The key id must be 1 to 32 characters of A-Z a-z 0-9 _ -.'],
  ])('that is %s is refused', async (_, key, message) => {
    await expect(Vault.open([key])).rejects.toThrow(new TypeError(message));
  });

  it('is needed, also beside a fingerprint key', async () => {
    for (const fingerprintKey of [undefined, ENCRYPTION_KEY]) await expect(Vault.open([], fingerprintKey)).rejects.toThrow(new TypeError('There is no encryption key.'));
  });
});
