import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { Companion } from '../support/webkit-companion.js';
import { WebKit } from '../support/webkit-driver.js';
import { answers } from '../support/webkit-wait.js';
import { newWise } from './flows.js';
import { BANK, PORTS } from './places.js';
import { WebDriverCustomer } from './webdriver-customer.js';

/** The demo, and a customer in WebKitGTK, for the tests of a file. Each test has a new browser. */
export function useWebKit(): () => WebDriverCustomer {
  let demo: Companion | undefined;
  let webkit: WebKit | undefined;
  let customer: WebDriverCustomer | undefined;

  beforeAll(async () => {
    await expect(fetch(BANK), `${BANK} is in use`).rejects.toThrow();
    const env = { ...PORTS, EMAIL_PAUSE: '0', NODE_ENV: 'development' };
    demo = new Companion([process.execPath, 'demo/start.mjs'], { env, showsErrors: true });
    await answers(`${BANK}/`, 60_000);
  });
  afterAll(() => demo?.stop());
  beforeEach(async () => {
    await newWise();
    webkit = await WebKit.start();
    customer = await WebDriverCustomer.in(webkit.driver);
  });
  afterEach(() => webkit?.stop());
  return () => {
    if (!customer) throw new Error('WebKitGTK has not started.');
    return customer;
  };
}

/** The link of the logged-in customer in the bank's database, from the endpoint of the bank's own page. */
export async function storedLinks(customer: WebDriverCustomer): Promise<string[]> {
  const { links } = await customer.evaluate<{ links: Record<string, string>[] }>(async () => (await fetch('/api/wise/links')).json());
  return links.map(({ displayName, profileType, profileRef }) => `${displayName} · ${profileType} ${profileRef}`);
}

/** Removes the links from the bank's database. */
export async function forgetLinks(customer: WebDriverCustomer): Promise<void> {
  await customer.evaluate(async () => {
    await fetch('/api/wise/links', { method: 'DELETE', headers: { 'X-Wise-Link': '1' } });
  });
}
