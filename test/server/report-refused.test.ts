import { describe, expect, it } from 'vitest';
import { useBank } from './bank.js';
import { json, refreshed } from './fake-wise.js';

const bank = useBank();
const REFRESH = 'token refresh_token';

/** Links Sarah's account. Returns the access token. */
async function linked(): Promise<string> {
  await (await bank.browser('sarah')).exchange();
  return bank.partner.accessToken('sarah');
}

describe('an access token that Wise refused', () => {
  it('is refreshed by the next call, and once only', async () => {
    const token = await linked();
    await bank.partner.reportRefused('sarah', token);
    await bank.partner.reportRefused('sarah', token);
    const next = await Promise.all([bank.partner.accessToken('sarah'), bank.partner.accessToken('sarah')]);
    expect(next).toEqual(['access-canary-2', 'access-canary-2']);
    expect(bank.wise.calls(REFRESH)).toHaveLength(1);
  });

  it('is not returned again while Wise is unavailable', async () => {
    await bank.partner.reportRefused('sarah', await linked());
    bank.wise.next(REFRESH, json(503, '{}'));
    await expect(bank.partner.accessToken('sarah')).rejects.toMatchObject({ reason: 'wise_unavailable' });
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary-2');
  });

  it.each([
    ['that has been replaced', 'sarah', 'an-older-token'],
    ['of another customer', 'omar', 'access-canary'],
  ])('%s changes nothing', async (_, customer, refused) => {
    const token = await linked();
    await bank.partner.reportRefused(customer, refused);
    bank.wise.next(REFRESH, refreshed('2026-05-02T04:00:00Z'));
    expect(await bank.partner.accessToken('sarah')).toBe(token);
    expect(bank.wise.calls(REFRESH)).toHaveLength(0);
    bank.wise.clear();
  });
});
