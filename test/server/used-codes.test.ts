import { describe, expect, it } from 'vitest';
import { newCode, useBank } from './bank.js';
import { FakeWise, invalidGrant, json, reset } from './fake-wise.js';

const bank = useBank();
const TOKEN = 'token authorization_code';
const WRONG = { code: 'code_invalid', status: 422 };

describe('a code that Wise refused', () => {
  it('is a wrong code each time, for another customer and for a new attempt, and counts each time', async () => {
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    const code = newCode();
    bank.wise.next(TOKEN, invalidGrant, invalidGrant, invalidGrant);
    expect((await sarah.type(await sarah.typing(), code)).body).toMatchObject({ ...WRONG, attemptsLeft: 4 });
    expect((await omar.type(await omar.typing(), code)).body).toMatchObject({ ...WRONG, attemptsLeft: 4 });
    expect((await sarah.type(await sarah.typing(), code)).body).toMatchObject({ ...WRONG, attemptsLeft: 4 });
    expect(bank.wise.calls(TOKEN)).toHaveLength(3);
    const counted = await bank.rows(`select customer_id as customer, count(*)::int from refusal where kind = 'wrong_code' group by 1 order by 1`);
    expect(counted).toEqual([{ customer: 'omar', count: 1 }, { customer: 'sarah', count: 2 }]);
  });

  it('is not used up by another customer’s typing error', async () => {
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    const code = newCode();
    bank.wise.next(TOKEN, invalidGrant);
    await omar.type(await omar.typing(), code);
    expect((await sarah.type(await sarah.typing(), code)).body).toMatchObject({ status: 'pending_confirmation' });
  });

  it('and whose earlier call had no answer is free too', async () => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    bank.wise.next(TOKEN, reset, invalidGrant);
    expect((await sarah.exchange({ ...(await sarah.attempt()), code })).body).toMatchObject({ code: 'outcome_unknown' });
    bank.wise.next(TOKEN, invalidGrant);
    expect((await sarah.exchange({ ...(await sarah.attempt()), code })).body).toMatchObject({ code: 'code_expired' });
  });
});

describe('a code that Wise never saw', () => {
  it('because Wise could not be reached is exchanged under a new key', async () => {
    const stopped = new FakeWise();
    await stopped.start();
    const apiUrl = stopped.url;
    await stopped.stop();
    await bank.restart({ wise: { environment: 'sandbox', apiUrl, clientId: 'bank', clientSecret: 'secret-canary' } });
    const sarah = await bank.browser('sarah');
    const same = { ...(await sarah.attempt()), code: newCode() };
    expect((await sarah.exchange(same)).body).toMatchObject({ code: 'wise_unavailable', codeConsumed: false });
    await bank.restart();
    expect((await sarah.exchange(same)).body).toMatchObject({ status: 'linked' });
  });

  it.each([
    ['503', json(503, '{}')],
    ['429', json(429, '{}')],
    ['a wrong client secret', json(401, '{"error":"invalid_client"}')],
  ])('because Wise answered with %s is exchanged under a new key', async (_, reply) => {
    const sarah = await bank.browser('sarah');
    const same = { ...(await sarah.attempt()), code: newCode() };
    bank.wise.next(TOKEN, reply);
    await sarah.exchange(same);
    expect((await sarah.exchange(same)).body).toMatchObject({ status: 'linked' });
  });
});

describe('a code in use', () => {
  it.each(['sarah', 'omar'] as const)('whose call had no answer is refused under a new key of %s', async (other) => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    bank.wise.next(TOKEN, reset, reset);
    await sarah.exchange({ ...(await sarah.attempt()), code });
    expect((await (await bank.browser(other)).exchange({ code })).body).toMatchObject({ code: 'code_already_used', codeConsumed: true });
    expect(bank.wise.calls(TOKEN)).toHaveLength(2);
  });

  it('is refused under a new key while Wise is at work on it', async () => {
    const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
    const code = newCode();
    const held = bank.wise.hold(TOKEN);
    const first = sarah.exchange({ code });
    await held.arrived;
    expect((await omar.exchange({ code })).body).toMatchObject({ code: 'code_already_used' });
    held.answer(invalidGrant);
    await first;
  });

  it('and accepted is refused for a day, also after its answer cannot be replayed', async () => {
    const sarah = await bank.browser('sarah');
    const code = newCode();
    await sarah.exchange({ code });
    bank.forward(24 * 3600 - 1);
    await sarah.logIn('sarah');
    expect((await sarah.exchange({ code })).body).toMatchObject({ code: 'code_already_used' });
  });
});
