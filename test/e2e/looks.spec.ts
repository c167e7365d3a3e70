// Tests contrast, target size and overflow of the card.
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { Measured } from '../look/measure.js';
import { test } from './everyday-browser.js';
import { heldBack } from './held-back.js';
import { BANK } from './places.js';

const MEASURE = `/@fs${fileURLToPath(new URL('../look/measure.ts', import.meta.url))}`;

/** Opens the gallery of every phase, and measures it. `npm run look-check` does this in every theme and language. */
async function gallery(page: Page, looks: Record<string, string>, least = 20): Promise<Measured[]> {
  await page.goto(`${BANK}/gallery.html?${new URLSearchParams(looks)}`);
  await page.locator('html[data-ready]').waitFor();
  return measured(page, least);
}

const measured = async (page: Page, least = 20): Promise<Measured[]> => {
  const cells = await page.evaluate((url) => import(url).then((module) => module.measure()), MEASURE) as Measured[];
  expect(cells.length).toBeGreaterThanOrEqual(least);
  return cells;
};

/** Insufficient contrast: text below 4.5, controls and icons below 3 (WCAG 2.2, 1.4.3 and 1.4.11). */
const faint = (cells: Measured[]): string[] =>
  cells.flatMap(({ name, contrasts }) =>
    contrasts.filter(({ kind, ratio }) => ratio < (kind === 'text' ? 4.5 : 3)).map(({ part, ratio }) => `${name}: ${part} ${ratio.toFixed(2)}`));

const wide = (cells: Measured[]): string[] => cells.flatMap(({ name, wide: parts }) => parts.map((part) => `${name}: ${part}`));
const small = (cells: Measured[]): string[] => cells.flatMap(({ name, small: parts }) => parts.map((part) => `${name}: ${part}`));

for (const scheme of ['light', 'dark'] as const) {
  for (const theme of ['none', 'meridian', 'forest', 'ledger', 'neon']) {
    test(`A6 A8 in ${scheme} with the theme "${theme}" every phase is readable, with large targets`, async ({ page }) => {
      const cells = await gallery(page, { scheme, theme });
      expect(faint(cells)).toEqual([]);
      expect(small(cells)).toEqual([]);
    });
  }

  test(`A6 in forced colors, ${scheme}, every phase is readable`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme });
    expect(faint(await gallery(page, {}))).toEqual([]);
  });
}

test('A6 with more contrast, secondary text and borders have the color of text', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' });
  await gallery(page, { scheme: 'light', only: 'authorizing' }, 1);
  const colors = await page.evaluate(() => {
    const [card, status, launch] = ['card', 'status', 'launch'].map((part) => document.querySelector('wise-link')?.shadowRoot?.querySelector(`[part=${part}]`));
    return card && status && launch && [getComputedStyle(status).color, getComputedStyle(launch).borderTopColor, getComputedStyle(card).color];
  });
  expect(new Set(colors)).toEqual(new Set(['rgb(0, 0, 0)']));
});

test('a button that must wait is paler than the others without a border', async ({ page }) => {
  await gallery(page, { only: 'awaiting-code-sent' }, 1);
  const [email, cancel] = await page.evaluate(() =>
    ['email', 'cancel'].map((part) => getComputedStyle(document.querySelector('wise-link')?.shadowRoot?.querySelector(`[part=${part}]`) ?? document.body).color));
  expect(email).not.toBe(cancel);
});

test('A9 with reduced motion nothing in any phase is animated', async ({ page }) => {
  const animated = (): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('#cells > section')].flatMap(({ id, lastElementChild: element }) => (element?.shadowRoot?.getAnimations().length ? id : [])));
  // A new account is drawn, for less than half a second.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await gallery(page, {});
  expect(await animated()).toContain('authorizing');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await gallery(page, {});
  expect(await animated()).toEqual([]);
});

test('A20 the answers are described by the account, without the initials in its tile', async ({ page }) => {
  await gallery(page, { only: 'confirming' }, 1);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const described = nodes.filter(({ description }) => description?.value).map(({ name, description }) => `${name?.value}: ${description?.value}`);
  expect(described).toEqual(['Yes, connect it', 'No, it is not mine'].map((name) => `${name}: S••• J••• personal profile •••5282`));
});

test('A6 finds insufficient contrast', async ({ page }) => {
  await gallery(page, { scheme: 'light' });
  await page.addStyleTag({ content: 'wise-link { --wise-link-text: #999; --wise-link-accent: #ddd; --wise-link-muted: #aaa }' });
  const found = new Set(faint(await measured(page)).map((line) => line.replace(/^.*: | [\d.]+$/g, '')));
  expect([...found]).toEqual(expect.arrayContaining(['status', 'hint', 'icon', 'main button', 'border of continue-here', 'focus ring of launch']));
});

for (const lang of ['en', 'de', 'ar', 'th']) {
  test(`A7 on a screen 320 px wide, or at 400 %, nothing in "${lang}" is cut off, also with wider text spacing`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    const cells = await gallery(page, { lang });
    expect([wide(cells), small(cells)]).toEqual([[], []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    // As a customer's own style sheet (WCAG 2.2, 1.4.12), which also applies in shadow roots.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
      for (const { shadowRoot } of document.querySelectorAll('wise-link')) shadowRoot?.adoptedStyleSheets.push(sheet);
    });
    expect(wide(await measured(page))).toEqual([]);
  });
}

test('A7 finds text that is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await gallery(page, {});
  await page.addStyleTag({ content: 'wise-link::part(launch) { overflow-wrap: normal; white-space: nowrap; max-width: 60px } wise-link::part(cancel) { min-height: 20px; height: 20px; padding: 0 }' });
  const cells = await measured(page);
  expect([wide(cells).length, small(cells).length].every(Boolean)).toBe(true);
});

test('another look of the gallery applies without a reload, and goes into the URL', async ({ page }) => {
  await page.goto(`${BANK}/gallery.html?only=idle`);
  await page.locator('html[data-ready]').waitFor();
  const idle = page.locator('#idle wise-link');
  await idle.evaluate((element) => element.setAttribute('data-same', ''));
  const accent = (): Promise<string> => idle.locator('[part=launch]').evaluate((button) => getComputedStyle(button).backgroundColor);
  const before = await accent();
  await page.getByLabel('theme').selectOption('neon');
  expect(await accent()).not.toBe(before);
  for (const [lang, name] of [['ar', /ربط/], ['de', /Wise-Konto verbinden/], ['en', /Connect your Wise account/]] as const) {
    await page.getByLabel('lang').selectOption(lang);
    await expect(idle.getByRole('button', { name })).toBeVisible();
  }
  expect(new URL(page.url()).search).toBe('?only=idle&theme=neon&lang=en');
  await expect(idle).toHaveAttribute('data-same');
});

test('the gallery shows both registers of a language, in any order', async ({ page }) => {
  await page.goto(`${BANK}/gallery.html?only=failed-again&lang=de-informal`);
  await page.locator('html[data-ready]').waitFor();
  const text = page.locator('#failed-again wise-link form');
  const read = async (): Promise<string> => (await text.innerText()).replaceAll(/\s+/g, ' ');
  const informal = await read();
  await page.getByLabel('lang').selectOption('de');
  await expect.poll(read).not.toBe(informal);
  await page.getByLabel('lang').selectOption('de-informal');
  await expect.poll(read).toBe(informal);
});

/** Records the button's text in each frame. */
const recordFrames = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = (): void => {
      seen.push(document.querySelector('wise-link')?.shadowRoot?.querySelector('[part=launch]')?.textContent ?? 'no element');
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** A German page with an element that is not yet defined. */
const PAGE = '<!doctype html><html lang="de"><title>Bank</title><wise-link environment="sandbox" client-id="bank" mode="popup" exchange-url="/api/wise/exchange" redirect-uri="http://localhost/cb"></wise-link>';

for (const [when, scripts] of [
  ['languages first', '<script type="module" src="/locales.ts"></script><script type="module" src="/element.ts"></script>'],
  ['element first', '<script type="module" src="/element.ts"></script><script type="module" src="/locales.ts"></script>'],
  ['scripts loaded late', ''],
] as const) {
  test(`English never appears before the page’s language loads: ${when}`, async ({ page }) => {
    await recordFrames(page);
    await page.route('**/german.html', (route) => route.fulfill({ contentType: 'text/html', body: PAGE + scripts }));
    // The catalog loads after many frames.
    const { arrived, release } = heldBack(page, '**/locales/de.ts', false);
    await page.goto(`${BANK}/german.html`, { waitUntil: scripts ? 'commit' : 'load' });
    if (!scripts) await page.evaluate(() => import(`/locales.ts?${1}`).then(() => import(`/element.ts?${1}`)));
    await arrived;
    await page.waitForFunction(() => (Reflect.get(window, 'seen') as string[]).filter((text) => text === '').length > 10);
    release();
    await expect(page.getByRole('button', { name: 'Wise-Konto' })).toBeVisible();
    const seen = await page.evaluate(() => [...new Set(Reflect.get(window, 'seen') as string[])]);
    expect(seen.filter((text) => text && text !== 'no element')).toEqual(['Wise-Konto verbinden']);
  });
}
