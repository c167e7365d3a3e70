// Tests touch devices.
import { expect } from '@playwright/test';
import { test } from './everyday-browser.js';
import { newWise } from './flows.js';
import { awaitsCode, codeField } from './mail.js';

test.beforeEach(() => newWise());
test.use({ hasTouch: true, isMobile: true });

test('E4 on a touch device the text of the field is large, and at least 16 px, so that browsers do not zoom in', async ({ page }) => {
  await awaitsCode(page);
  const sizeIn = async (size: string): Promise<number> => {
    await page.locator('wise-link').evaluate((element, fontSize) => Object.assign(element.style, { fontSize }), size);
    return codeField(page).evaluate((field) => parseFloat(getComputedStyle(field).fontSize));
  };
  expect([await sizeIn('8px'), await sizeIn('20px')]).toEqual([16, 30]);
});
