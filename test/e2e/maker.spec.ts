// Tests the page that makes a theme from two colors and a font.
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

async function opens(page: Page, query = ''): Promise<void> {
  await page.goto(`${BANK}/themes.html${query}`);
  await page.locator('html[data-ready]').waitFor();
}

/** The background of the main button of the first card. */
const buttonColor = (page: Page, scheme: string): Promise<string> =>
  page.locator(`#${scheme} wise-link [part=launch]`).first().evaluate((button) => getComputedStyle(button).backgroundColor);

test('two colors and a font change the card at once, in light and dark, and the style sheet is copied', async ({ page }) => {
  const copied: string[] = [];
  await page.exposeFunction('copied', (text: string) => void copied.push(text));
  // A headless browser has no clipboard.
  await page.addInitScript(() => (navigator.clipboard.writeText = Reflect.get(window, 'copied')));
  await opens(page);
  const dark = await buttonColor(page, 'dark');
  await page.getByLabel('Main color', { exact: true }).fill('#5b1fd1');
  await page.getByLabel('Color of the card', { exact: true }).fill('#f6f1ff');
  await page.getByLabel('Font').selectOption('Serif');
  expect(await buttonColor(page, 'light')).toBe('rgb(91, 31, 209)');
  expect(await buttonColor(page, 'dark')).not.toBe(dark);
  const card = page.locator('#light wise-link [part=card]').first();
  expect(await card.evaluate((form) => [getComputedStyle(form).backgroundColor, getComputedStyle(form).fontFamily.split(',')[0]])).toEqual(['rgb(246, 241, 255)', 'Charter']);
  await expect(page.locator('#verdict')).toHaveText('All contrasts pass, in light and in dark.');
  await page.getByRole('button', { name: 'Copy the style sheet' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(copied).toEqual([expect.stringContaining('--wise-link-accent: light-dark(#5b1fd1, ')]);
  await page.reload();
  await page.locator('html[data-ready]').waitFor();
  await expect(page.getByLabel('Main color', { exact: true })).toHaveValue('#5b1fd1');
  expect(await buttonColor(page, 'light')).toBe('rgb(91, 31, 209)');
});

test('a theme opens in the playground, and stays there while other settings change', async ({ page }) => {
  await opens(page, '?accent=%235b1fd1&font=Serif');
  await page.getByRole('link', { name: 'Open the playground with this theme' }).click();
  await page.locator('html[data-ready] #screen wise-link').waitFor();
  const color = (): Promise<string> => page.locator('#screen wise-link [part=launch]').evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(await color()).toBe('rgb(91, 31, 209)');
  await page.locator('select[name=width]').selectOption('320px');
  await expect(page.locator('#style')).toContainText('--wise-link-font: Charter');
  await page.reload();
  await page.locator('html[data-ready] #screen wise-link').waitFor();
  expect(await color()).toBe('rgb(91, 31, 209)');
  await page.locator('select[name=style]').selectOption('none');
  expect(await color()).not.toBe('rgb(91, 31, 209)');
});

test('a color that cannot be seen fails, and the offered one passes', async ({ page }) => {
  await opens(page, '?accent=%23ffe000');
  await expect(page.locator('#verdict')).toHaveText('2 contrasts are too low.');
  await expect(page.getByRole('row', { name: /The main button/ })).toContainText('fails');
  await page.getByRole('button', { name: /the nearest color that passes/ }).click();
  await expect(page.locator('#verdict')).toHaveText('All contrasts pass, in light and in dark.');
  await expect(page.getByRole('button', { name: /the nearest color that passes/ })).toBeHidden();
});

test('a text that is no color is marked', async ({ page }) => {
  await opens(page);
  await page.getByLabel('Main color', { exact: true }).fill('#12');
  await expect(page.getByLabel('Main color', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Main color', { exact: true }).fill('#123');
  await expect(page.getByLabel('Main color', { exact: true })).toHaveAttribute('aria-invalid', 'false');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${scheme}, with any theme to start from`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await opens(page);
    await page.addScriptTag({ path: AXE });
    for (const start of ['Meridian', 'Forest', 'Ledger', 'Neon']) {
      await page.getByLabel('Start from').selectOption(start);
      // All cards have the same name; a partner's page has one card.
      const { violations }: AxeResults = await page.evaluate(() => Reflect.get(window, 'axe').run(document, { rules: { 'landmark-unique': { enabled: false } } }));
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${start}: ${id}: ${String(target)} ${failureSummary}`))).toEqual([]);
    }
  });
}

test('a screen 320 px wide shows all without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await opens(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
