import { beforeEach, describe, expect, it } from 'vitest';
import { endLink, findLinkTokens, releaseLease, storeRefreshed, takeRefreshLease } from '../../src/server/link-tokens.js';
import type { LinkTokens } from '../../src/server/link-tokens.js';
import { useBank } from './bank.js';

const bank = useBank();
const SECONDS = 20;
let seen: LinkTokens;
let by: { profileHash: string; lease: string };

const look = async (): Promise<LinkTokens> => (await findLinkTokens(bank.database, 'sarah', null)) ?? expect.fail('no link');
const take = (from: LinkTokens, lease: string): Promise<boolean> => takeRefreshLease(bank.database, from, lease, SECONDS);

beforeEach(async () => {
  await (await bank.browser('sarah')).exchange();
  seen = await look();
  by = { profileHash: seen.profileHash, lease: 'one' };
});

describe('the refresh lease', () => {
  it('has one owner at a time', async () => {
    expect(await Promise.all([take(seen, 'one'), take(seen, 'two')])).toEqual([true, false]);
    expect(await take(await look(), 'two')).toBe(false);
  });

  it('can be taken again after it has expired, and is then lost to the first owner', async () => {
    await take(seen, 'one');
    bank.forward(SECONDS);
    expect(await take(await look(), 'two')).toBe(true);
    expect(await storeRefreshed(bank.database, by, 'sealed')).toBe(false);
    expect(await endLink(bank.database, by)).toBe(false);
    expect((await look()).sealedTokens).toBe(seen.sealedTokens);
  });

  it('cannot be taken with tokens read before a refresh whose outcome is unknown', async () => {
    await take(seen, 'one');
    await releaseLease(bank.database, by, true);
    expect(await take(seen, 'two')).toBe(false);
    const inDoubt = await look();
    expect(inDoubt.lease).toBe('one');
    expect(await take(inDoubt, 'two')).toBe(true);
  });

  it('cannot be taken with older tokens', async () => {
    await take(seen, 'one');
    expect(await storeRefreshed(bank.database, by, 'sealed')).toBe(true);
    expect(await take(seen, 'two')).toBe(false);
    expect(await look()).toEqual({ ...seen, sealedTokens: 'sealed', receivedAt: bank.now });
  });

  it('leaves no trace when released with a known outcome', async () => {
    await take(seen, 'one');
    await releaseLease(bank.database, by, false);
    expect(await look()).toEqual(seen);
    expect(await take(seen, 'two')).toBe(true);
  });
});
