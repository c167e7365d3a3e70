// The page for an authorization request that names something that is not registered.
import { expect, test } from 'vitest';
import { BANK, simulator } from './simulator.js';

const { customer, partner, otherPartner } = simulator();

test('a redirect URI that is not registered gets a list of those that are, and the option that adds it', async () => {
  const page = await customer().authorize(partner().authorizeUrl({ redirect_uri: 'http://localhost:3000/wise-redirect' }));
  for (const uri of BANK.redirectUris) expect(page.text).toContain(uri);
  expect(page.text).toContain('--redirect-uri http://localhost:3000/wise-redirect');
  expect(page.text).not.toContain('banksdemo://login/');
});

test('an unknown client id gets a list of the registered ones, and the option that adds it', async () => {
  const page = await customer().authorize(partner().authorizeUrl({ client_id: 'my-app' }));
  expect(page.text).toMatch(/Registered: bank other .*--client-id my-app/);
});

test('a missing redirect URI is named as missing', async () => {
  expect((await customer().open('/oauth/authorize/?client_id=other')).text).toContain('The redirect URI is missing.');
});

test('what was sent is escaped', async () => {
  const page = await customer().authorize(otherPartner().authorizeUrl({ redirect_uri: '"><script>' }));
  expect(page.html).not.toContain('<script');
});
