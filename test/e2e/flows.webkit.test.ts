// Tests the three flows in WebKitGTK.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Companion } from '../support/webkit-companion.js';
import { WebKit } from '../support/webkit-driver.js';
import { answers } from '../support/webkit-wait.js';
import { exchangesAtWise, linksByPopup, linksByRedirect, linksByTypedCode, newWise } from './flows.js';
import { BANK, PORTS } from './places.js';
import { WebDriverCustomer } from './webdriver-customer.js';

let demo: Companion | undefined;
let webkit: WebKit | undefined;
let customer: WebDriverCustomer;

beforeAll(async () => {
  await expect(fetch(BANK), `${BANK} is in use`).rejects.toThrow();
  const env = { ...PORTS, EMAIL_PAUSE: '0', NODE_ENV: 'development' };
  demo = new Companion([process.execPath, 'demo/start.mjs'], { env, showsErrors: true });
  await answers(`${BANK}/`, 60_000);
});
afterAll(() => demo?.stop());

/** The link of the logged-in customer in the bank's database, from the endpoint of the bank's own page. */
async function storedLinks(): Promise<string[]> {
  const { links } = await customer.evaluate<{ links: Record<string, string>[] }>(async () => (await fetch('/api/wise/links')).json());
  return links.map(({ displayName, profileType, profileRef }) => `${displayName} · ${profileType} ${profileRef}`);
}

/** Removes the links from the bank's database. */
async function forgetLinks(): Promise<void> {
  await customer.evaluate(async () => {
    await fetch('/api/wise/links', { method: 'DELETE', headers: { 'X-Wise-Link': '1' } });
  });
}

describe('from one button to "linked"', () => {
  beforeEach(async () => {
    await newWise();
    webkit = await WebKit.start();
    customer = await WebDriverCustomer.in(webkit.driver);
  });
  afterEach(async () => {
    try {
      expect(await exchangesAtWise()).toBe(1);
      expect(await storedLinks()).toEqual(['S••• J••• · personal •••5282']);
      await forgetLinks();
    } finally {
      await webkit?.stop();
    }
  });

  test('popup', async () => {
    await linksByPopup(customer);
  });

  test('redirect, by the redirect page', async () => {
    await linksByRedirect(customer);
    expect(await customer.url()).toMatch(/\/redirect\.html$/);
  });

  test('redirect, back to the page itself', async () => {
    await linksByRedirect(customer, 'same-page.html');
    expect(await customer.url()).toMatch(/\/same-page\.html$/);
  });

  test('typed code', async () => {
    await linksByTypedCode(customer);
  });
});
