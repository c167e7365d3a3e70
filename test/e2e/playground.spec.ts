// Tests the demo's first page: the live element, its controls, and what they show.
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { forgetLinks, storedLinks } from './bank.js';
import { test } from './everyday-browser.js';
import { giveAccess, newWise } from './flows.js';
import { KeyboardCustomer } from './keyboard-customer.js';
import { BANK } from './places.js';
import { PlaywrightCustomer } from './playwright-customer.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LAUNCH = 'Connect your Wise account';

test.beforeEach(() => newWise());

/** Opens the playground, and returns the errors and warnings that its console shows from then on. */
async function opens(page: Page, query = ''): Promise<string[]> {
  const said: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !message.text().startsWith('Lit is in dev mode') && said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  await page.goto(`${BANK}/${query}`);
  await ready(page);
  return said;
}

const ready = (page: Page): Promise<void> => page.locator('html[data-ready]').waitFor();
const choose = (page: Page, name: string, value: string): Promise<string[]> => page.locator(`select[name="${name}"]`).selectOption(value);
const card = (page: Page) => page.locator('#screen wise-link');

test('the first screen links an account, and shows the events and what the backend saw, without secrets', async ({ page }) => {
  const said = await opens(page);
  const customer = new PlaywrightCustomer(page);
  const box = await card(page).getByRole('button', { name: LAUNCH }).boundingBox();
  expect(box && box.y + box.height).toBeLessThan(page.viewportSize()?.height ?? 0);
  const codes: string[] = [];
  page.context().on('request', (request) => codes.push(...[...(request.postData() ?? '').matchAll(/"(?:code|state)":"([^"]+)"/g)].map(([, secret = '']) => secret)));
  await giveAccess(await customer.pressAndFollow(LAUNCH));
  await expect(card(page).getByText('Your Wise account is connected').first()).toBeVisible();
  await expect(page.locator('#events')).toContainText('wise-link-success');
  const saw = page.locator('#backend-log');
  await expect(saw).toContainText('POST /api/wise/start → 201');
  await expect(saw).toContainText('POST /api/wise/exchange → 200');
  await expect(saw).toContainText(/wise_call · \S+ · 200/);
  expect(codes.length).toBeGreaterThan(1);
  const shown = await page.locator('body').innerText();
  expect(codes.filter((secret) => shown.includes(secret))).toEqual([]);
  expect(await storedLinks(page)).toEqual(['S••• J••• · personal •••5282']);
  expect(said).toEqual([]);
  await forgetLinks(page);
});

test('in the same tab too, and the view is the same after the return', async ({ page }) => {
  await opens(page, '?mode=redirect&style=ledger&lang=de');
  const customer = new PlaywrightCustomer(page);
  await customer.press('Wise-Konto verbinden');
  await giveAccess(customer);
  await expect(card(page)).toHaveJSProperty('phase', 'linked');
  expect(new URL(page.url()).search).toBe('?mode=redirect&style=ledger&lang=de');
  await forgetLinks(page);
});

test('a logged-out customer sees the element, without an error in the console', async ({ page }) => {
  const said = await opens(page, '?customer=nobody');
  await expect(card(page).getByRole('button', { name: LAUNCH })).toBeVisible();
  await choose(page, 'customer', 'omar');
  await ready(page);
  expect(await page.evaluate(async () => (await (await fetch('/api/session')).json()).customer.id)).toBe('omar');
  await choose(page, 'customer', 'nobody');
  await ready(page);
  expect(await page.evaluate(async () => (await (await fetch('/api/session')).json()).customer)).toBeNull();
  expect(said).toEqual([]);
});

for (const scenario of ['popup', 'redirect', 'email', 'same-page', 'mismatch', 'script-tag']) {
  test(`the page of the scenario "${scenario}" prints no error before the log-in`, async ({ page }) => {
    const said: string[] = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    await page.goto(`${BANK}/${scenario}.html`);
    await page.getByRole('button', { name: 'Log in as Sarah Jenkins' }).waitFor();
    await page.waitForFunction(() => document.querySelector('wise-link')?.shadowRoot?.querySelector('form[aria-busy=false]'));
    await page.waitForLoadState('networkidle');
    expect(said).toEqual([]);
  });
}

test('the slot of Wise’s logo shows its name, and the code has it too', async ({ page }) => {
  await opens(page, '?wise-logo=name');
  await expect(card(page).getByText('Wise', { exact: true })).toBeVisible();
  await expect(page.locator('#code')).toContainText('<strong slot="wise-logo">Wise</strong>');
});

test('another choice changes the element in place, the code and the URL, and a reload shows the same view', async ({ page }) => {
  await opens(page);
  await card(page).evaluate((element) => element.setAttribute('data-same', ''));
  await choose(page, 'theme', 'dark');
  await choose(page, 'appearance', 'button');
  await choose(page, 'lang', 'ar');
  await choose(page, 'style', 'neon');
  await choose(page, 'framework', 'Vue');
  await page.getByText('More attributes').click();
  await page.getByLabel('client-id').fill('my "bank"');
  const looks = async (): Promise<void> => {
    await expect(card(page)).toHaveAttribute('theme', 'dark');
    await expect(card(page)).toHaveAttribute('client-id', 'my "bank"');
    await expect(page.locator('#screen')).toHaveAttribute('dir', 'rtl');
    await expect(card(page).getByRole('button', { name: 'Wise' })).toBeVisible();
    await expect(page.locator('#code')).toContainText('client-id="my &quot;bank&quot;"');
    await expect(page.locator('#code')).toContainText("import 'wise-link/vue';");
    await expect(page.locator('#style')).toContainText('--wise-link-radius');
  };
  await looks();
  await expect(page.locator('wise-link[data-same]')).toHaveCount(1);
  await page.reload();
  await ready(page);
  await looks();
});

for (const [scenario, text] of [
  ['linked', 'Is this your Wise account?'],
  ['wrong-code', 'The code is not correct.'],
  ['identity-mismatch', 'We could not confirm that this account is yours'],
  ['rate-limited', 'Too many attempts'],
  ['network-error', 'The service is not available'],
] as const) {
  test(`the stand-in "${scenario}" answers a typed code`, async ({ page }) => {
    const said = await opens(page, '?mode=email');
    await choose(page, 'backend', scenario);
    await ready(page);
    await page.getByRole('button', { name: 'Send me the email' }).click();
    await page.getByLabel('Code from Wise').fill('G2s8EJ');
    await card(page).locator('[part=submit]').click();
    await expect(card(page).getByText(text).first()).toBeVisible();
    await expect(page.locator('#backend-log')).toContainText('POST /api/wise/email → 202');
    await expect(page.locator('#backend-log')).not.toContainText('G2s8EJ');
    expect(said).toEqual([]);
  });
}

test('the stand-in answers a code from the simulated Wise, and its attempt does not continue with another backend', async ({ page }) => {
  await opens(page, '?backend=slow');
  const customer = new PlaywrightCustomer(page);
  await giveAccess(await customer.pressAndFollow(LAUNCH));
  await expect(card(page)).toHaveJSProperty('phase', 'exchanging');
  await choose(page, 'backend', 'profile-missing');
  await ready(page);
  await expect(card(page)).toHaveJSProperty('phase', 'idle');
  // Already logged in at Wise.
  const atWise = await customer.pressAndFollow(LAUNCH);
  await atWise.press('Continue');
  await atWise.press('Give access');
  await expect(card(page)).toHaveJSProperty('phase', 'failed');
});

test('an unavailable Wise is a failure that passes', async ({ page }) => {
  await opens(page);
  const customer = new PlaywrightCustomer(page);
  const atWise = await customer.pressAndFollow(LAUNCH);
  await choose(page, 'wise', 'unavailable');
  await giveAccess(atWise);
  await expect(card(page)).toHaveJSProperty('phase', 'failed');
  await choose(page, 'wise', 'normal');
  await card(page).locator('[part=retry]').click();
  await expect(card(page)).toHaveJSProperty('phase', 'linked');
  await forgetLinks(page);
});

test('every phase, and each alone, shows without a reload', async ({ page }) => {
  await opens(page);
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await choose(page, 'show', 'all');
  await ready(page);
  expect(await card(page).count()).toBeGreaterThan(20);
  await choose(page, 'style', 'forest');
  await choose(page, 'lang', 'he');
  await expect(card(page).first().getByRole('button')).not.toHaveAccessibleName(/Connect/);
  await choose(page, 'lang', 'en');
  await choose(page, 'show', 'confirming');
  await ready(page);
  await expect(card(page).getByText('Is this your Wise account?').first()).toBeVisible();
  await choose(page, 'show', 'live');
  await ready(page);
  await expect(card(page).getByRole('button', { name: LAUNCH })).toBeVisible();
  expect(await page.evaluate(() => 'isSame' in window)).toBe(true);
});

test('"Start over" gives a new element', async ({ page }) => {
  await opens(page, '?backend=linked&mode=email');
  await page.getByRole('button', { name: 'Send me the email' }).click();
  await expect(page.getByLabel('Code from Wise')).toBeEditable();
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByRole('button', { name: 'Send me the email' })).toBeVisible();
});

test('the code and the link of the view are copied, and the status says so', async ({ page }) => {
  const copied: string[] = [];
  await page.exposeFunction('copied', (text: string) => void copied.push(text));
  // A headless browser has no clipboard.
  await page.addInitScript(() => (navigator.clipboard.writeText = Reflect.get(window, 'copied')));
  await opens(page, '?framework=Svelte');
  await page.getByRole('button', { name: 'Copy the code' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the link to this view' }).click();
  await expect.poll(() => copied).toEqual([await page.locator('#code').textContent(), page.url()]);
});

test('each control is reached with Tab, with a visible focus, and works with the keyboard', async ({ page }) => {
  await opens(page);
  const stops: string[] = [];
  const start = await page.evaluate(() => document.activeElement?.localName);
  expect(start).toBe('body');
  for (let tabs = 0; tabs < 80; tabs += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === document.body) return '';
      const inside = activeElement?.shadowRoot?.activeElement ?? activeElement;
      const isSeen = inside && inside.matches(':focus-visible') && getComputedStyle(inside).outlineStyle !== 'none';
      return [inside?.getAttribute('name') ?? (inside?.id || inside?.getAttribute('part') || inside?.textContent?.trim()) ?? '', isSeen ? '' : ' (not visible)'].join('');
    });
    if (stop === '') break;
    stops.push(stop);
    // Opens the closed groups, whose controls come next.
    if (['More attributes', 'Slots'].includes(stop)) await page.keyboard.press('Enter');
  }
  const controls = await page.evaluate(() => Array.from(document.querySelectorAll('.playground :is(select, input, button, pre)'), (one) => one.getAttribute('name') ?? one.id));
  expect(controls.length).toBeGreaterThan(20);
  expect(controls.filter((name) => name !== 'style' && name !== 'copy-style' && !stops.includes(name))).toEqual([]);
  expect(stops.filter((stop) => stop.endsWith('(not visible)'))).toEqual([]);
  await new KeyboardCustomer(page).type('Show', '');
  await page.keyboard.press('ArrowDown');
  await ready(page);
  expect(await card(page).count()).toBeGreaterThan(20);
});

for (const scheme of ['light', 'dark'] as const) {
  for (const query of ['', '?show=all&style=meridian', '?backend=slow&lang=ar&theme=dark&style=neon']) {
    test(`axe finds nothing in ${scheme} at "${query}"`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await opens(page, query);
      await page.evaluate(() => document.querySelectorAll('details').forEach((group) => (group.open = true)));
      await page.addScriptTag({ path: AXE });
      // All cards of "every phase" have the same name; a partner's page has one card.
      const { violations }: AxeResults = await page.evaluate(() => Reflect.get(window, 'axe').run(document, { rules: { 'landmark-unique': { enabled: false } } }));
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${String(target)}`))).toEqual([]);
    });
  }
}

for (const query of ['', '?show=all', '?lang=ar&show=awaiting-code-wrong', '?width=600px&framework=React']) {
  test(`a screen 320 px wide shows all of "${query}" without scrolling sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await opens(page, query);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
}
