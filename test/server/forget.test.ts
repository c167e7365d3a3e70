import { expect, it } from 'vitest';
import { newState, useBank } from './bank.js';
import { invalidGrant } from './fake-wise.js';

const bank = useBank();

it('a customer who is forgotten leaves no row, and others keep theirs', async () => {
  const [sarah, omar] = [await bank.browser('sarah'), await bank.browser('omar')];
  for (const one of [sarah, omar]) {
    await one.start();
    await one.exchange();
    bank.wise.next('token authorization_code', invalidGrant);
    await one.type(newState());
    const pending = await one.type(newState());
    await one.confirm(pending.body['attemptId'], false);
    await one.send('POST', '/api/wise/email', '{}');
  }
  const tables = async (id: string): Promise<string[]> => {
    const all = JSON.parse(await bank.everything()) as Record<string, unknown[]>;
    return Object.keys(all).filter((table) => table !== 'demo_session' && JSON.stringify(all[table]).includes(`"${id}"`));
  };
  const before = await tables('omar');
  expect(await tables('sarah')).toEqual(expect.arrayContaining(['attempt', 'exchange_request', 'email_request', 'wise_link']));
  await bank.partner.forget('sarah');
  expect(await tables('sarah')).toEqual([]);
  expect(await tables('omar')).toEqual(before);
  await expect(bank.partner.accessToken('sarah')).rejects.toMatchObject({ reason: 'not_linked' });
  expect((await sarah.status()).body).toMatchObject({ status: 'none' });
});
