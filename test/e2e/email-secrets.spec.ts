// Tests that a typed code does not stay in the page’s memory.
import { expect, type CDPSession, type Page } from '@playwright/test';
import { forgetLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { newWise } from './flows.js';
import { heldBack } from './held-back.js';
import { awaitsCode, codeField, codeFromEmail } from './mail.js';
import type { PlaywrightCustomer } from './playwright-customer.js';

test.beforeEach(() => newWise());

/** All strings on the page's heap, after a garbage collection. */
async function heapOf(cdp: CDPSession): Promise<string> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): unknown => chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  return chunks.join('');
}

/** All text of the document, with shadow roots and fields, and of the page's storage. */
function pageOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const written = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .map((element) => `${element.outerHTML}${element instanceof HTMLInputElement ? element.value : ''}${element.shadowRoot ? written(element.shadowRoot) : ''}`)
        .join('');
    return written(document) + JSON.stringify([sessionStorage, localStorage, history.state, location.href]);
  });
}

/** The places where the code is found. */
async function placesOf(code: string, page: Page, cdp: CDPSession): Promise<string[]> {
  // The heap first, because reading the page makes copies of its text.
  const places = { heap: await heapOf(cdp), page: await pageOf(page) };
  return Object.entries(places).flatMap(([name, text]) => (text.includes(code) ? [name] : []));
}

/** Types a code from Wise into the field with key events, so that no script in the page has a copy. */
async function written(page: Page, name?: string): Promise<{ customer: PlaywrightCustomer; code: string; cdp: CDPSession }> {
  const customer = await awaitsCode(page);
  const code = await codeFromEmail(customer, name);
  const cdp = await page.context().newCDPSession(page);
  await codeField(page).focus();
  await page.keyboard.insertText(code);
  return { customer, code, cdp };
}

test('E15 once it has linked, the code that it sent is nowhere in the page and its memory', async ({ page }) => {
  const { customer, code, cdp } = await written(page);
  const call = heldBack(page, '**/api/wise/exchange', false);
  await customer.press('Continue');
  await call.arrived;
  expect(await placesOf(code, page, cdp), 'the search finds the code').toEqual(['heap', 'page']);
  call.release();
  await customer.press('Yes, connect it');
  await customer.reads('Your Wise account is connected.');
  expect(await placesOf(code, page, cdp)).toEqual([]);
  await forgetLinks(page);
});

test('E15 once it has failed, the code is nowhere in the page and its memory', async ({ page }) => {
  const { customer, code, cdp } = await written(page, 'Sarah Jenkins (another person)');
  await customer.press('Continue');
  await customer.reads('We could not confirm that this account is yours.');
  expect(await placesOf(code, page, cdp)).toEqual([]);
});

test('E15 once the element is removed, the code in its field is nowhere in the page and its memory', async ({ page }) => {
  const { code, cdp } = await written(page);
  expect(await placesOf(code, page, cdp), 'the search finds the code').toContain('page');
  const kept = await page.locator('wise-link').evaluateHandle((element) => {
    element.remove();
    return element;
  });
  expect(await placesOf(code, page, cdp)).toEqual([]);
  // A reference to the element, as a framework may keep, must not keep the code.
  expect(await kept.evaluate(({ shadowRoot }) => shadowRoot?.querySelector('input')?.value)).toBe('');
});

test('E15 once the element is removed while it sends the code, and is not referenced, the code is nowhere in the page and its memory', async ({ page }) => {
  const { customer, code, cdp } = await written(page);
  const call = heldBack(page, '**/api/wise/exchange', false);
  await customer.press('Continue');
  await call.arrived;
  expect(await placesOf(code, page, cdp), 'the search finds the code').toContain('heap');
  await page.locator('wise-link').evaluate((element) => element.remove());
  await expect.poll(() => placesOf(code, page, cdp)).toEqual([]);
  call.release();
});
