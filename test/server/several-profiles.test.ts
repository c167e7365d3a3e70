import { describe, expect, it } from 'vitest';
import { useBank } from './bank.js';
import type { Browser } from './bank.js';
import { business, json, personal, profiles } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const OMAR = { firstName: 'Omar', lastName: 'Haddad', dateOfBirth: '1979-11-03' };
const PERSON = '30000000';
const COMPANY = '40001234';

function tokensNamed(name: string): ReturnType<typeof json> {
  return json(200, JSON.stringify({ access_token: `access-canary-${name}`, refresh_token: 'refresh-canary', token_type: 'bearer' }));
}

/** Links a profile. Wise returns the personal profile, and the business of the same or of another Wise user. */
async function link(omar: Browser, profileId: string, companyUser: number | null = 9889627): Promise<unknown> {
  const company = business('SC123456').replace('{', `{"userId":${companyUser},`);
  bank.wise.next('/v2/profiles', profiles(personal(OMAR), companyUser === null ? business('SC123456') : company));
  bank.wise.next(TOKEN, tokensNamed(profileId));
  return (await omar.exchange({ profileId })).body['status'];
}

const access = (profileId?: string): Promise<string> => bank.partner.accessToken('omar', profileId === undefined ? {} : { profileId });
const links = async (): Promise<unknown> =>
  bank.rows('select profile_type as type, ended_at is not null as ended, sealed_tokens is not null as tokens from wise_link order by 1');

describe('a second link', () => {
  it('of another Wise user is held beside the first, and the bank chooses; by default the newest', async () => {
    const omar = await bank.browser('omar');
    await link(omar, PERSON);
    bank.forward(1);
    await link(omar, COMPANY, 7);
    expect(await Promise.all([access(PERSON), access(COMPANY), access()])).toEqual([
      `access-canary-${PERSON}`,
      `access-canary-${COMPANY}`,
      `access-canary-${COMPANY}`,
    ]);
  });

  it('of the same Wise user ends the first, whose refresh token Wise has revoked', async () => {
    const omar = await bank.browser('omar');
    await link(omar, PERSON);
    bank.forward(1);
    expect(await link(omar, COMPANY)).toBe('linked');
    expect(await links()).toEqual([
      { type: 'business', ended: false, tokens: true },
      { type: 'personal', ended: true, tokens: false },
    ]);
    await expect(access(PERSON)).rejects.toMatchObject({ reason: 'link_ended' });
    expect(await access()).toBe(`access-canary-${COMPANY}`);
    bank.forward(1);
    await link(omar, PERSON);
    expect(await access(PERSON)).toBe(`access-canary-${PERSON}`);
    await expect(access(COMPANY)).rejects.toMatchObject({ reason: 'link_ended' });
  });

  it('ends the first only when it is confirmed', async () => {
    const omar = await bank.browser('omar');
    await link(omar, COMPANY);
    bank.forward(1);
    bank.wise.next('/v2/profiles', profiles(personal(OMAR)));
    const { attemptId } = (await omar.type(await omar.typing())).body;
    expect(await access()).toBe(`access-canary-${COMPANY}`);
    await omar.confirm(attemptId, true);
    await expect(access(COMPANY)).rejects.toMatchObject({ reason: 'link_ended' });
    expect(await access()).toBe('access-canary');
  });

  it('is held beside the first if Wise does not say whose it is', async () => {
    const omar = await bank.browser('omar');
    await link(omar, PERSON);
    bank.forward(1);
    await link(omar, COMPANY, null);
    expect(await access(PERSON)).toBe(`access-canary-${PERSON}`);
  });

  it('does not end a link of another customer', async () => {
    const [omar, sarah] = [await bank.browser('omar'), await bank.browser('sarah')];
    await sarah.exchange();
    bank.wise.next('/v2/profiles', profiles(personal({ ...OMAR, id: 31111111 })));
    await omar.exchange({ profileId: '31111111' });
    expect(await bank.partner.accessToken('sarah')).toBe('access-canary');
  });
});

describe('the linked profiles', () => {
  it('are those with tokens, newest first, with the id that accessToken takes', async () => {
    const omar = await bank.browser('omar');
    expect(await bank.partner.linkedProfiles('omar')).toEqual([]);
    await link(omar, PERSON);
    bank.forward(1);
    await link(omar, COMPANY, 7);
    const [newest, oldest, none] = await bank.partner.linkedProfiles('omar');
    expect(newest).toEqual({ profileId: COMPANY, displayName: 'H••• T••• L•••', profileType: 'business', profileRef: '•••1234', linkedAt: bank.now });
    expect([oldest?.profileId, none]).toEqual([PERSON, undefined]);
    bank.forward(1);
    await link(omar, COMPANY);
    expect((await bank.partner.linkedProfiles('omar')).map(({ profileId }) => profileId)).toEqual([COMPANY]);
    expect(await bank.partner.linkedProfiles('sarah')).toEqual([]);
  });
});

describe('an access token for a profile', () => {
  it('that was never linked is not_linked, also for another customer’s profile', async () => {
    await (await bank.browser('sarah')).exchange();
    await expect(bank.partner.accessToken('sarah', { profileId: '1' })).rejects.toMatchObject({ reason: 'not_linked' });
    await expect(access(PERSON)).rejects.toMatchObject({ reason: 'not_linked' });
  });
});
