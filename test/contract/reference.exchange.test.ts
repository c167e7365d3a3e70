import { describe, expect, it } from 'vitest';
import { useBank } from '../server/bank.js';
import type { Browser, Changes } from '../server/bank.js';
import { hang, invalidGrant, json, personal, profiles, reset } from '../server/fake-wise.js';
import { expectAsDocumented } from './operation.js';
import { start } from './ways.js';
import type { Way } from './ways.js';

const bank = useBank({ wiseTimeoutMs: 1000, answerWithinMs: 4000 });
const TOKEN = 'token authorization_code';

/** An exchange to which Wise sends this reply. */
const refused = (reply: Parameters<typeof bank.wise.next>[1], changes?: Changes): Way => (sarah) => {
  bank.wise.next(TOKEN, reply);
  return sarah.exchange(changes);
};

const typedFor = async (browser: Browser): Promise<unknown> => (await browser.type(await browser.typing())).body['attemptId'];

const EXCHANGES: [string, number, Way][] = [
  ['linked', 200, (sarah) => sarah.exchange()],
  ['pending_confirmation', 200, async (sarah) => sarah.type(await sarah.typing())],
  ['linked after "yes"', 200, async (sarah) => sarah.confirm(await typedFor(sarah), true)],
  ['discarded', 200, async (sarah) => sarah.confirm(await typedFor(sarah), false)],
  ['processing', 202, async (sarah) => {
    await bank.restart({}, { wiseTimeoutMs: 1000, answerWithinMs: 1 });
    const held = bank.wise.hold(TOKEN);
    const got = await sarah.exchange();
    await held.arrived;
    held.answer(invalidGrant);
    await bank.finishWork();
    return got;
  }],
  ['invalid_request', 400, (sarah) => sarah.exchange({ source: 'guessed' })],
  ['session_required', 401, (sarah) => ((sarah.cookie = ''), sarah.exchange())],
  ['csrf_failed', 403, (sarah) => sarah.send('POST', '/api/wise/exchange', '{}', { Origin: 'https://evil.example' })],
  ['attempt_not_found', 404, async (sarah) => sarah.confirm((await start(bank, await bank.browser('omar'))).body['attemptId'], true)],
  ['method_not_allowed', 405, (sarah) => sarah.send('GET', '/api/wise/exchange')],
  ['state_mismatch', 409, async (sarah) => sarah.exchange({ attemptId: (await start(bank, sarah)).body['attemptId'] })],
  ['exchange_in_progress', 409, async (sarah) => {
    const held = bank.wise.hold(TOKEN);
    const first = sarah.exchange();
    await held.arrived;
    const got = await sarah.exchange();
    held.answer(invalidGrant);
    await first;
    return got;
  }],
  ['code_already_used', 409, async (sarah) => {
    await sarah.exchange({ code: 'twice' });
    return sarah.exchange({ code: 'twice' });
  }],
  ['identity_mismatch', 409, (sarah) => {
    bank.wise.next('/v2/profiles', profiles(personal({ dateOfBirth: '1991-02-14' })));
    return sarah.exchange();
  }],
  ['profile_missing', 409, (sarah) => {
    bank.wise.next('/v2/profiles', profiles());
    return sarah.exchange();
  }],
  ['attempt_expired', 410, async (sarah) => {
    const { attemptId, state } = (await start(bank, sarah)).body;
    bank.forward(1801);
    return sarah.exchange({ attemptId, state });
  }],
  ['code_expired', 410, refused(invalidGrant)],
  ['payload_too_large', 413, (sarah) => sarah.exchange({ code: 'x'.repeat(5000) })],
  ['unsupported_media_type', 415, (sarah) => sarah.send('POST', '/api/wise/exchange', '{}', { 'Content-Type': 'text/plain' })],
  ['code_invalid', 422, refused(invalidGrant, { source: 'typed', profileId: undefined })],
  ['idempotency_key_reused', 422, async (sarah) => {
    const key = crypto.randomUUID();
    await sarah.exchange({}, key);
    return sarah.exchange({}, key);
  }],
  ['too_many_attempts', 429, async (sarah) => {
    const state = await sarah.typing();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      bank.wise.next(TOKEN, invalidGrant);
      await sarah.type(state);
    }
    return sarah.type(state);
  }],
  ['outcome_unknown', 502, (sarah) => {
    bank.wise.next(TOKEN, reset, invalidGrant);
    return sarah.exchange();
  }],
  ['wise_unavailable', 503, refused(json(503, '{}', { 'Retry-After': '7' }))],
  ['wise_unavailable after two timeouts', 503, (sarah) => {
    bank.wise.next(TOKEN, hang, hang);
    return sarah.exchange();
  }],
];

describe('the exchange of the reference backend', () => {
  it.each(EXCHANGES)('%s: %i is answered as documented', async (name, expected, way) => {
    const got = await way(await bank.browser('sarah'));
    expect(got.status).toBe(expected);
    const [word] = name.split(' ');
    expect(got.body['code'] ?? got.body['status']).toBe(word);
    expectAsDocumented('POST', '/api/wise/exchange', got);
  });

  it('already_linked_elsewhere is answered as documented', async () => {
    await bank.restart({ sameCompany: () => 'same' });
    const company = '{"type":"BUSINESS","id":40001234,"businessName":"Haddad Trading Ltd","registrationNumber":"SC1"}';
    bank.wise.next('/v2/profiles', profiles(company), profiles(company));
    await (await bank.browser('omar')).exchange({ profileId: '40001234' });
    const got = await (await bank.browser('sarah')).exchange({ profileId: '40001234' });
    expect(got.body['code']).toBe('already_linked_elsewhere');
    expectAsDocumented('POST', '/api/wise/exchange', got);
  });
});
