import { describe, expect, it } from 'vitest';
import { ENCRYPTION_KEY, newCode, useBank } from './bank.js';
import type { Browser } from './bank.js';
import { json, personal, profiles } from './fake-wise.js';

const bank = useBank();
const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };

async function typeCode(browser: Browser): Promise<unknown> {
  const got = await browser.type(await browser.typing());
  expect(got.body).toMatchObject({ status: 'pending_confirmation' });
  return got.body['attemptId'];
}

describe('"is this you?"', () => {
  it('"yes" links and moves the tokens from the attempt to the link', async () => {
    const sarah = await bank.browser('sarah');
    const attemptId = await typeCode(sarah);
    const got = await sarah.confirm(attemptId, true);
    expect([got.status, got.body]).toEqual([200, { status: 'linked', link: LINK, subject: expect.any(String) }]);
    expect(await bank.attemptStatus()).toBe('LINKED');
    expect(await bank.rows('select sealed_tokens from attempt')).toEqual([{ sealed_tokens: null }]);
    expect(await bank.sealedTokens()).toHaveLength(1);
    expect(bank.notices).toEqual([{ customerId: 'sarah', link: LINK }]);
  });

  it('"no" after an email and a typed code leaves only the cancelled attempt in the tables', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = (await sarah.start({ flow: 'email' })).body;
    await sarah.send('POST', '/api/wise/email', JSON.stringify({ attemptId }));
    await sarah.type(String(state));
    const [verified] = await bank.rows('select * from attempt');
    const stored = ['sealed_tokens', 'profile_hash', 'display_name', 'profile_ref'].map((column) => String(verified?.[column]));
    // Shows that the search works: before the answer all of them are found, and a sealed text by its key id.
    const before = await bank.everything();
    for (const text of [...stored, `"${ENCRYPTION_KEY.id}.`, '•', 'personal']) expect(before).toContain(text);

    const got = await sarah.confirm(attemptId, false);
    expect([got.status, got.body]).toEqual([200, { status: 'discarded' }]);
    const after = await bank.everything();
    for (const text of [...stored, `"${ENCRYPTION_KEY.id}.`, '•', 'personal', 'Jenkins', '30000000', '1985-05-20']) expect(after).not.toContain(text);
    expect(JSON.parse(after)).toMatchObject({
      attempt: [{
        id: attemptId,
        status: 'CANCELLED',
        reason: 'declined',
        sealed_tokens: null,
        profile_hash: null,
        profile_type: null,
        display_name: null,
        profile_ref: null,
      }],
      wise_link: [],
      email_request: [{ customer_id: 'sarah', sealed_registration_code: null }],
    });
    expect(bank.notices).toEqual([]);
  });

  it.each([true, false])('a repeated answer (%s) gets the same response, with the same or another key', async (yes) => {
    const sarah = await bank.browser('sarah');
    const attemptId = await typeCode(sarah);
    const key = crypto.randomUUID();
    const first = await sarah.confirm(attemptId, yes, key);
    expect((await sarah.confirm(attemptId, yes, key)).text).toBe(first.text);
    expect((await sarah.confirm(attemptId, yes)).text).toBe(first.text);
    expect(bank.notices).toHaveLength(yes ? 1 : 0);
  });

  it.each([true, false])('after %s the opposite answer is refused', async (yes) => {
    const sarah = await bank.browser('sarah');
    const attemptId = await typeCode(sarah);
    await sarah.confirm(attemptId, yes);
    expect((await sarah.confirm(attemptId, !yes)).body).toMatchObject({ code: 'attempt_expired', status: 410 });
    expect(await bank.attemptStatus()).toBe(yes ? 'LINKED' : 'CANCELLED');
  });

  it('may have the key of the code, but not two answers with one key', async () => {
    const sarah = await bank.browser('sarah');
    const key = crypto.randomUUID();
    const got = await sarah.type(await sarah.typing(), newCode(), key);
    expect((await sarah.confirm(got.body['attemptId'], true, key)).body).toMatchObject({ status: 'linked' });
    const other = await sarah.confirm(got.body['attemptId'], false, key);
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('20 parallel "yes" link once and notify the bank once', async () => {
    const sarah = await bank.browser('sarah');
    const attemptId = await typeCode(sarah);
    const all = await Promise.all(Array.from({ length: 20 }, () => sarah.confirm(attemptId, true)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(bank.notices).toHaveLength(1);
  });

  it('B4 is not another customer’s question', async () => {
    const attemptId = await typeCode(await bank.browser('sarah'));
    const omar = await bank.browser('omar');
    expect((await omar.confirm(attemptId, true)).body).toMatchObject({ code: 'attempt_not_found', status: 404 });
    expect((await omar.confirm(attemptId, false)).body).toMatchObject({ code: 'attempt_not_found' });
    expect(await bank.attemptStatus()).toBe('VERIFIED');
    expect(await bank.sealedTokens()).toHaveLength(1);
  });

  it('is refused before a code was exchanged', async () => {
    const sarah = await bank.browser('sarah');
    bank.wise.next('token authorization_code', json(503, '{}'));
    await sarah.type(await sarah.typing());
    const [attempt] = await bank.rows('select id from attempt');
    expect((await sarah.confirm(attempt?.['id'], true)).body).toMatchObject({ code: 'attempt_not_found' });
  });

  it('B15 is refused after 30 minutes, and the tokens are deleted', async () => {
    const sarah = await bank.browser('sarah');
    const attemptId = await typeCode(sarah);
    bank.forward(30 * 60);
    expect((await sarah.confirm(attemptId, true)).body).toMatchObject({ code: 'attempt_expired' });
    expect(await bank.attemptStatus()).toBe('EXPIRED');
    expect(await bank.sealedTokens()).toEqual([]);
  });

  it('"yes" is refused if another customer has linked the profile in the meantime', async () => {
    const sarah = await bank.browser('sarah');
    const attemptId = await typeCode(sarah);
    const omar = await bank.browser('omar');
    const profile = personal({ firstName: 'Omar', lastName: 'Haddad', dateOfBirth: '1979-11-03' });
    bank.wise.next('/v2/profiles', profiles(profile));
    expect((await omar.exchange()).body).toMatchObject({ status: 'linked' });
    const got = await sarah.confirm(attemptId, true);
    expect(got.body).toMatchObject({ code: 'already_linked_elsewhere', status: 409 });
    expect(await bank.rows('select customer_id from wise_link')).toEqual([{ customer_id: 'omar' }]);
    expect(await bank.sealedTokens()).toHaveLength(1);
  });
});
