import { expect, test } from 'vitest';
import { startWise } from '../../src/simulator/server.js';
import { WiseCustomer } from './customer.js';
import { Partner } from './partner.js';

test('two simulators run side by side without shared state', async () => {
  const [one, two] = await Promise.all([startWise({ port: 0 }), startWise({ port: 0 })]);
  expect(one.url).not.toBe(two.url);
  await new WiseCustomer(one.url).authorize(new Partner(one.url).authorizeUrl());
  const counters = async (url: string) => (await fetch(`${url}/simulator/counters`)).text();
  expect(await counters(one.url)).toContain('"authorize":1');
  expect(await counters(two.url)).toContain('"authorize":0');
  await Promise.all([one.close(), two.close()]);
});

test('a port that is in use is an error', async () => {
  const one = await startWise({ port: 0 });
  await expect(startWise({ port: Number(new URL(one.url).port) })).rejects.toThrow('EADDRINUSE');
  await one.close();
});

test('a closed simulator does not answer, and close does not wait for idle connections', async () => {
  const one = await startWise({ port: 0 });
  await (await fetch(one.url)).text();
  await one.close();
  await expect(fetch(one.url)).rejects.toThrow();
});

test('Meridian Bank is registered with the pages of the demo at the given origin', async () => {
  const wise = await startWise({ port: 0, partnerOrigin: 'http://bank.test' });
  const pages = ['wise-callback.html', 'wise-callback.html?via=query', 'same-page.html'];
  for (const page of pages) {
    const address = new Partner(wise.url).authorizeUrl({ redirect_uri: `http://bank.test/${page}` });
    expect((await new WiseCustomer(wise.url).authorize(address)).heading).toBe('Log in');
  }
  const elsewhere = new Partner(wise.url).authorizeUrl({ redirect_uri: 'http://localhost:4100/popup.html' });
  expect((await new WiseCustomer(wise.url).authorize(elsewhere)).status).toBe(400);
  await wise.close();
});
