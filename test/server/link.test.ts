import { describe, expect, it } from 'vitest';
import { newCode, useBank } from './bank.js';

const bank = useBank();

describe('the customer’s links', () => {
  it('are shown masked, and only to their owner', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.send('GET', '/api/wise/links')).body).toEqual({ links: [] });
    await sarah.exchange();
    const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };
    expect((await sarah.send('GET', '/api/wise/links')).body).toEqual({
      links: [{ ...link, linkedAt: '2026-05-01T10:00:00.000Z', endedAt: null }],
    });
    const omar = await bank.browser('omar');
    expect((await omar.send('GET', '/api/wise/links')).body).toEqual({ links: [] });
  });

  it('can be deleted with their tokens, and no replay answers "linked" afterwards', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const same = { ...(await sarah.attempt()), code: newCode() };
    await sarah.exchange(same, key);
    expect((await sarah.send('DELETE', '/api/wise/links')).status).toBe(204);
    expect(await bank.sealedTokens()).toEqual([]);
    expect((await sarah.exchange(same, key)).body).toMatchObject({ code: 'attempt_expired' });
    expect(JSON.stringify(await bank.rows('select * from attempt'))).not.toContain('•');
  });

  it('cannot be deleted by another customer or another site', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    await (await bank.browser('omar')).send('DELETE', '/api/wise/links');
    const foreign = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await sarah.send('DELETE', '/api/wise/links', null, foreign)).status).toBe(403);
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('can be created again after they were deleted', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    await sarah.send('DELETE', '/api/wise/links');
    expect((await sarah.exchange()).body).toMatchObject({ status: 'linked' });
  });
});
