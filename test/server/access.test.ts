import { describe, expect, it } from 'vitest';
import { useBank } from './bank.js';
import type { Browser } from './bank.js';
import { invalidGrant, json, refreshed, reset } from './fake-wise.js';

const bank = useBank();
const REFRESH = 'token refresh_token';
const SIX_HOURS = 6 * 3600;
const access = (): Promise<string> => bank.partner.accessToken('sarah');

async function linked(): Promise<Browser> {
  const sarah = await bank.browser('sarah');
  await sarah.exchange();
  return sarah;
}

describe('an access token', () => {
  it('is the one received with the link, until six hours before it expires', async () => {
    await linked();
    bank.forward(SIX_HOURS - 60);
    expect(await access()).toBe('access-canary');
    expect(bank.wise.calls(REFRESH)).toHaveLength(0);
  });

  it('is refreshed from then on, and the new one is stored', async () => {
    await linked();
    bank.forward(SIX_HOURS);
    expect(await access()).toBe('access-canary-2');
    expect(await access()).toBe('access-canary-2');
    const [call, second] = bank.wise.calls(REFRESH);
    expect(second).toBeUndefined();
    const form = Object.fromEntries(new URLSearchParams(call?.body));
    expect(form).toEqual({ grant_type: 'refresh_token', refresh_token: 'refresh-canary' });
  });

  it('is refreshed with the latest refresh token, also if a response had none', async () => {
    await linked();
    bank.wise.next(REFRESH, refreshed('2026-05-02T04:00:00Z'), refreshed('2026-05-02T16:00:00Z', { refresh_token: undefined }));
    for (let day = 0; day < 3; day++) {
      bank.forward(12 * 3600);
      await access();
    }
    const sent = bank.wise.calls(REFRESH).map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    expect(sent).toEqual(['refresh-canary', 'refresh-canary-2', 'refresh-canary-2']);
  });

  it('without a valid expiry is assumed to last twelve hours', async () => {
    await linked();
    bank.wise.next(REFRESH, refreshed('soon'));
    bank.forward(SIX_HOURS);
    await access();
    bank.forward(SIX_HOURS - 1);
    await access();
    expect(bank.wise.calls(REFRESH)).toHaveLength(1);
    bank.forward(1);
    await access();
    expect(bank.wise.calls(REFRESH)).toHaveLength(2);
  });

  it('that lasts one hour is not refreshed at every call', async () => {
    await linked();
    bank.forward(SIX_HOURS);
    bank.wise.next(REFRESH, refreshed(new Date(bank.now.getTime() + 3600_000).toISOString()));
    await access();
    bank.forward(1799);
    await access();
    expect(bank.wise.calls(REFRESH)).toHaveLength(1);
    bank.forward(1);
    await access();
    expect(bank.wise.calls(REFRESH)).toHaveLength(2);
  });

  it('is not available for a customer without a link', async () => {
    await linked();
    await expect(bank.partner.accessToken('omar')).rejects.toMatchObject({ name: 'NoAccess', reason: 'not_linked' });
  });
});

describe('a refresh', () => {
  it('is sent once for 20 parallel calls, and all get the new token', async () => {
    await linked();
    bank.forward(SIX_HOURS);
    const held = bank.wise.hold(REFRESH);
    const all = Array.from({ length: 20 }, access);
    await held.arrived;
    held.answer(refreshed('2026-05-02T04:00:00Z'));
    expect(new Set(await Promise.all(all))).toEqual(new Set(['access-canary-2']));
    expect(bank.wise.calls(REFRESH)).toHaveLength(1);
  });

  it.each([
    ['503', json(503, '{}')],
    ['429', json(429, '{}', { 'Retry-After': '7' })],
    ['a wrong client secret', json(401, '{"error":"invalid_client"}')],
  ])('that Wise answers with %s leaves the old token in use until it expires', async (_, reply) => {
    await linked();
    bank.forward(SIX_HOURS);
    bank.wise.next(REFRESH, reply, reply);
    expect(await access()).toBe('access-canary');
    bank.forward(SIX_HOURS);
    await expect(access()).rejects.toMatchObject({ reason: 'wise_unavailable' });
    expect(await access()).toBe('access-canary-2');
  });

  it('without a response may have revoked the old token, so the old token is not returned again', async () => {
    await linked();
    bank.forward(SIX_HOURS);
    bank.wise.next(REFRESH, reset, json(503, '{}'));
    await expect(access()).rejects.toMatchObject({ reason: 'wise_unavailable' });
    await expect(access()).rejects.toMatchObject({ reason: 'wise_unavailable' });
    expect(await access()).toBe('access-canary-2');
  });

  it('whose process crashed is repeated after its lease has expired', async () => {
    await linked();
    bank.forward(SIX_HOURS);
    bank.crashBefore(/sealed_tokens = \$3, refreshed_at/);
    await expect(access()).rejects.toThrow('died');
    bank.forward(30);
    expect(await access()).toBe('access-canary-2');
  });

  it('that takes too long makes other callers fail with wise_unavailable', async () => {
    await linked();
    bank.forward(SIX_HOURS);
    await bank.restart({}, { answerWithinMs: 100 });
    const held = bank.wise.hold(REFRESH);
    const slow = access();
    await held.arrived;
    await expect(access()).rejects.toMatchObject({ reason: 'wise_unavailable' });
    held.answer(refreshed('2026-05-02T04:00:00Z'));
    expect(await slow).toBe('access-canary-2');
  });
});

describe('a link that Wise has ended', () => {
  it.each([400, 401, 403])('(invalid_grant with %s) loses its tokens and is reported as expired', async (status) => {
    const sarah = await linked();
    bank.forward(SIX_HOURS);
    bank.wise.next(REFRESH, json(status, '{"error":"invalid_grant","error_description":"description-canary"}'));
    await expect(access()).rejects.toMatchObject({ reason: 'link_ended' });
    await expect(access()).rejects.toMatchObject({ reason: 'link_ended' });
    expect(bank.wise.calls(REFRESH)).toHaveLength(1);
    expect(await bank.rows('select sealed_tokens from wise_link')).toEqual([{ sealed_tokens: null }]);
    const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };
    expect((await sarah.status()).body).toMatchObject({ status: 'expired', link });
    expect((await sarah.send('GET', '/api/wise/links')).body).toEqual({
      links: [{ ...link, linkedAt: '2026-05-01T10:00:00.000Z', endedAt: '2026-05-01T16:00:00.000Z' }],
    });
  });

  it('is also reported as expired in the status of its attempt', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start()).body;
    await sarah.exchange({ attemptId, state });
    bank.forward(SIX_HOURS);
    bank.wise.next(REFRESH, invalidGrant);
    await expect(access()).rejects.toThrow();
    expect((await sarah.status(attemptId)).body).toMatchObject({ status: 'expired' });
  });

  it('is replaced by a new link', async () => {
    const sarah = await linked();
    bank.forward(SIX_HOURS);
    bank.wise.next(REFRESH, invalidGrant);
    await expect(access()).rejects.toThrow();
    await sarah.exchange();
    expect((await sarah.status()).body).toMatchObject({ status: 'linked' });
    expect(await bank.rows('select ended_at from wise_link')).toEqual([{ ended_at: null }]);
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('by a newer authorization is used until the newer attempt is LINKED, which replaces it', async () => {
    const sarah = await linked();
    bank.forward(SIX_HOURS - 600);
    const state = await sarah.typing();
    const attemptId = (await sarah.type(state)).body['attemptId'];
    expect(await access()).toBe('access-canary');
    expect((await sarah.status()).body).toMatchObject({ status: 'linked' });
    bank.forward(900);
    bank.wise.next(REFRESH, invalidGrant);
    await expect(access()).rejects.toMatchObject({ reason: 'link_ended' });
    expect((await sarah.status()).body).toMatchObject({ status: 'expired' });
    await sarah.confirm(attemptId, true);
    expect((await sarah.status()).body).toMatchObject({ status: 'linked' });
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it.each([
    ['good', refreshed('2026-05-02T04:00:00Z')],
    ['"ended"', invalidGrant],
  ])('is not changed by a late %s response to a refresh of the link before', async (_, reply) => {
    const sarah = await linked();
    bank.forward(SIX_HOURS);
    const held = bank.wise.hold(REFRESH);
    const overtaken = access();
    await held.arrived;
    await sarah.exchange();
    const newer = await bank.sealedTokens();
    held.answer(reply);
    // The token of the newer link: the fake Wise returns the same tokens for every code.
    expect(await overtaken).toBe('access-canary');
    expect(await bank.sealedTokens()).toEqual(newer);
    expect((await sarah.status()).body).toMatchObject({ status: 'linked' });
  });

  it('that was deleted during a refresh stays deleted', async () => {
    const sarah = await linked();
    bank.forward(SIX_HOURS);
    const held = bank.wise.hold(REFRESH);
    const late = access();
    await held.arrived;
    await sarah.send('DELETE', '/api/wise/links');
    held.answer(refreshed('2026-05-02T04:00:00Z'));
    await expect(late).rejects.toMatchObject({ reason: 'not_linked' });
    expect(await bank.sealedTokens()).toEqual([]);
  });
});
