// Tests the three flows in WebKitGTK.
import { afterEach, describe, expect, test } from 'vitest';
import { exchangesAtWise, linksByPopup, linksByRedirect, linksByTypedCode } from './flows.js';
import { forgetLinks, storedLinks, useWebKit } from './webkit-bank.js';

const customer = useWebKit();

describe('from one button to "linked"', () => {
  // Runs before the browser is stopped: hooks of a suite come before those of its file.
  afterEach(async () => {
    expect(await exchangesAtWise()).toBe(1);
    expect(await storedLinks(customer())).toEqual(['S••• J••• · personal •••5282']);
    await forgetLinks(customer());
  });

  test('popup', async () => {
    await linksByPopup(customer());
  });

  test('redirect, by the redirect page', async () => {
    await linksByRedirect(customer());
    expect(await customer().url()).toMatch(/\/redirect\.html$/);
  });

  test('redirect, back to the page itself', async () => {
    await linksByRedirect(customer(), 'same-page.html');
    expect(await customer().url()).toMatch(/\/same-page\.html$/);
  });

  test('typed code', async () => {
    await linksByTypedCode(customer());
  });
});
