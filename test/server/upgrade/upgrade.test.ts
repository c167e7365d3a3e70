import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pglite } from '../../../src/server/pglite.js';
import { allowForSlowDatabase, Bank, newCode } from '../bank.js';
import { invalidGrant, personal, profiles } from '../fake-wise.js';

// before-005.sql was dumped from the version before migration 005, in which Sarah had linked, typed two wrong codes, met an
// account of another person, and sent a code whose process died and one that Wise did not answer; Omar had typed a code,
// started another attempt, and requested an email with which Wise created a user.
const OMAR = personal({ id: 31111111, firstName: 'Omar', lastName: 'Haddad', dateOfBirth: '1979-11-03' });
const PENDING = 'a_JaTLDxJU7gAQI3sZCTnOnvM6IDWNst_aViBY1hMqI9s';
const STARTED = { attemptId: 'a_m9SlUu34TipZyY-M8jufU7cCNrdGnoO9jWzH-SibDqg', state: 'IiNlptIv4KlGoMv8TiD8KswDiFweOnwlX9A2xQnwvdk' };
const TOKEN = 'token authorization_code';
const key = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const state = (letter: string): string => letter.repeat(43);

allowForSlowDatabase();
let bank: Bank;

beforeEach(async () => {
  bank = new Bank();
  // The dump's times are those of the day on which the tests' clock begins. The migrations run now.
  const passed = `${Date.now() - new Date('2026-05-01T10:01:00Z').getTime()} milliseconds`;
  await bank.open(async () => {
    const database = await pglite();
    await database.exec(await readFile(new URL('before-005.sql', import.meta.url), 'utf8'));
    await database.exec(`
      update attempt set created_at = created_at + interval '${passed}', expires_at = expires_at + interval '${passed}',
        ended_at = ended_at + interval '${passed}', lease_until = lease_until + interval '${passed}', used_at = used_at + interval '${passed}';
      update exchange_request set created_at = created_at + interval '${passed}';
      update email_request set requested_at = requested_at + interval '${passed}';
      update wise_link set linked_at = linked_at + interval '${passed}'`);
    return database;
  });
  bank.now = new Date();
  bank.forward(0);
});
afterEach(() => bank.close());

describe('a database of the version before', () => {
  it('keeps its links and tokens: they are shown, refreshed and replaced', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.status()).body).toMatchObject({ status: 'linked', link: { displayName: 'S••• J•••', profileRef: '•••0000' } });
    expect(await bank.partner.accessToken('sarah', { profileId: '30000000' })).toBe('access-canary-2');
    const [call] = bank.wise.calls('token refresh_token');
    expect(new URLSearchParams(call?.body).get('refresh_token')).toBe('refresh-canary');
    expect((await sarah.exchange()).body).toMatchObject({ status: 'linked' });
    expect(await bank.rows('select 1 from wise_link')).toHaveLength(1);
  });

  it('replays its answers byte for byte, and accepts no other body under their keys', async () => {
    const sarah = await bank.browser('sarah');
    const [stored] = await bank.rows(`select answer_body as body from exchange_request where idempotency_key = '${key(1)}'`);
    expect((await sarah.exchange({ state: state('A'), code: 'accepted' }, key(1))).text).toBe(stored?.['body']);
    expect((await sarah.exchange({ state: state('A'), code: 'another' }, key(1))).body).toMatchObject({ code: 'idempotency_key_reused' });
    expect(bank.wise.received).toEqual([]);
  });

  it.each(['accepted', 'in-doubt', 'crashed', 'typed', 'of-another-person'])('still refuses the code “%s”', async (code) => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.exchange({ code })).body).toMatchObject({ code: 'code_already_used' });
  });

  it.each(['refused', 'refused-too'])('frees the code “%s”, which Wise had refused', async (code) => {
    const omar = await bank.browser('omar');
    bank.wise.next('/v2/profiles', profiles(OMAR));
    expect((await omar.exchange({ code, profileId: '31111111' })).body).toMatchObject({ status: 'linked' });
  });

  it('goes on with an attempt whose code was exchanged before a crash, without another call', async () => {
    const sarah = await bank.browser('sarah');
    expect((await sarah.exchange({ state: state('E'), code: 'crashed' }, key(6))).body).toMatchObject({ status: 'pending_confirmation' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(0);
  });

  it('goes on with a code that had no answer: refused now, its outcome is unknown', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next(TOKEN, invalidGrant);
    expect((await sarah.exchange({ state: state('F'), code: 'in-doubt' }, key(7))).body).toMatchObject({ code: 'outcome_unknown' });
  });

  it('links what waited for “is this you?”', async () => {
    const omar = await bank.browser('omar');
    expect((await omar.confirm(PENDING, true)).body).toMatchObject({ status: 'linked', link: { displayName: 'O••• H•••' } });
    expect(await bank.partner.accessToken('omar')).toBe('access-canary-2');
  });

  it('finishes an attempt that was started, and asks “is this you?”, because its flow is not known', async () => {
    const omar = await bank.browser('omar');
    bank.wise.next('/v2/profiles', profiles(OMAR));
    expect((await omar.exchange({ ...STARTED, profileId: '31111111' })).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it('still counts the wrong codes and mismatches of the day', async () => {
    const sarah = await bank.browser('sarah');
    expect(await bank.rows('select customer_id as customer, kind, count(*)::int from refusal group by 1, 2 order by 1, 2')).toEqual([
      { customer: 'sarah', kind: 'mismatch', count: 1 },
      { customer: 'sarah', kind: 'wrong_code', count: 2 },
    ]);
    for (let typed = 0; typed < 8; typed += 1) {
      bank.wise.next(TOKEN, invalidGrant);
      await sarah.exchange({ code: newCode() });
    }
    expect((await sarah.exchange()).body).toMatchObject({ code: 'too_many_attempts' });
    expect(bank.wise.calls(TOKEN)).toHaveLength(8);
  });

  it('keeps the registration code of the user that Wise created', async () => {
    expect(await bank.rows('select 1 from email_request where sealed_registration_code is not null')).toHaveLength(1);
  });
});
