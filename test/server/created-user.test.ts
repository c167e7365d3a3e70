import { afterAll, beforeAll, expect, it } from 'vitest';
import { Vault } from '../../src/server/vault.js';
import { startWise } from '../../src/simulator/server.js';
import type { RunningWise } from '../../src/simulator/server.js';
import { GarblingWise } from '../demo/garbling-wise.js';
import { WiseCustomer } from '../simulator/customer.js';
import { Partner } from '../simulator/partner.js';
import { ENCRYPTION_KEY, ORIGIN, useBank } from './bank.js';

// The simulator behind a proxy that delays its answer to "does the user exist?".
const bank = useBank();
const proxy = new GarblingWise();
let simulator: RunningWise;
beforeAll(async () => {
  simulator = await startWise({ port: 0, partnerOrigin: ORIGIN });
  await proxy.start(simulator.url);
});
afterAll(async () => {
  await proxy.stop();
  await simulator.close();
});

/** Changes the email address of Sarah's Wise account, so that the address at the bank has no account. */
async function moveAway(): Promise<void> {
  const sarah = new WiseCustomer(simulator.url);
  await sarah.open('/settings');
  await sarah.logInAs('Sarah Jenkins');
  await sarah.press('Change email', { email: 'moved@example.com' });
}

it('a user that Wise created between two calls can be claimed with the stored registration code', async () => {
  await bank.restart({ wise: { environment: 'sandbox', apiUrl: proxy.url, clientId: 'bank', clientSecret: 'banksecret' } });
  const sarah = await bank.browser('sarah');
  const usual = await sarah.send('POST', '/api/wise/email', '{}');
  bank.forward(24 * 3600);
  await sarah.logIn('sarah');
  proxy.garble('/v1/users/exists', (response) => {
    void moveAway().then(() => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"exists":true}'));
  });
  const got = await sarah.send('POST', '/api/wise/email', '{}');
  expect([got.status, got.text]).toEqual([202, usual.text]);

  const [row] = await bank.rows('select sealed_registration_code as code from email_request order by requested_at desc');
  const registrationCode = await (await Vault.open([ENCRYPTION_KEY])).unseal(String(row?.['code']), 'sarah', 'registration-code');
  bank.secrets.add(registrationCode);
  const claimed = await new Partner(simulator.url).token({
    grant_type: 'registration_code',
    client_id: 'bank',
    email: 'sarah@example.com',
    registration_code: registrationCode,
  });
  expect(claimed.status).toBe(200);
  expect(bank.log.filter(({ level }) => level === 'warn').map(({ event, operation }) => operation ?? event)).toEqual([
    // The first email: Wise answers 409 because the user exists, and sends it.
    'create_user',
    'user_created',
  ]);
});
