/**
 * `npm run gallery`: saves a picture of every phase, in all the looks below, under .cache/gallery, and the picture of the
 * README. `npm run gallery -- confirming` takes only scenes whose names start with that. Fails if a text is cut off or
 * the page scrolls sideways.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type CDPSession, type Page } from 'playwright';
import { BANK, PORTS } from './e2e/places.js';
import { ANSWERS, SCENES, type Scene } from './gallery-scenes.js';
import { chromiumArgs } from './support/browser.js';

const { CHROME_PATH } = process.env;
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** A fixed time, so that texts with a time are the same in every run. */
const NOON = new Date(2026, 10, 25, 12);

interface Look {
  width: number;
  scale?: number;
  colorScheme?: 'light' | 'dark';
  lang?: string;
  forcedColors?: 'active';
  /** The name of a demo theme. */
  theme?: string;
}

const LOOKS: Record<string, Look> = {
  light: { width: 480, scale: 2 },
  dark: { width: 480, colorScheme: 'dark' },
  narrow: { width: 320 },
  // A window 1280 px wide, at 400 %.
  zoom: { width: 320, scale: 4 },
  rtl: { width: 480, lang: 'ar' },
  long: { width: 320, lang: 'de' },
  forced: { width: 480, forcedColors: 'active' },
  'forced-dark': { width: 480, forcedColors: 'active', colorScheme: 'dark' },
  forest: { width: 480, theme: 'forest' },
  'ledger-dark': { width: 480, theme: 'ledger', colorScheme: 'dark' },
  'neon-dark': { width: 480, theme: 'neon', colorScheme: 'dark' },
};

const html = (scene: Scene): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>:root{color-scheme:light dark}body{margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif}</style>
<script>${scene.browser ?? ''};const wise={closed:false,close(){},focus(){},postMessage(){}};window.open=(url)=>{window.asked=url;setTimeout(()=>{wise.closed=${scene.window === 'gone'}});return ${scene.window === 'blocked' ? 'null' : 'wise'}}</script>
<script type="module" src="/locales.ts"></script><script type="module" src="/element.ts"></script></head><body>
<wise-link ${scene.attributes ?? ''} environment="sandbox" client-id="bank" mode="popup" redirect-uri="${BANK}/wise-callback.html" exchange-url="/api/wise/exchange"></wise-link>
</body></html>`;

/** Plays a scene, and stops the clock. */
async function stage(page: Page, name: string, scene: Scene): Promise<void> {
  await page.clock.install({ time: NOON });
  await page.route(`${BANK}/scene.html`, (route) => route.fulfill({ contentType: 'text/html', body: html(scene) }));
  for (const [path, answer = 'linked'] of [['exchange', scene.answer], ['email', scene.mail ?? 'sent']] as const) {
    const [status, json] = ANSWERS[answer];
    await page.route(`**/api/wise/${path}`, (route) => route.fulfill({ status, json }));
  }
  await page.route('**/api/wise/never', () => {});
  await page.route('**/api/wise/status', (route) => route.fulfill({ json: { status: 'expired' } }));
  await page.goto(`${BANK}/scene.html`);
  // Load all languages before a scene that goes offline.
  for (const lang of ['ar', 'de', 'en']) await speak(page, lang);
  await scene.play?.(page);
  const [phase] = /^(requesting-email|awaiting-code|[a-z]+)/.exec(name) ?? [];
  await page.waitForFunction((expected) => document.querySelector('wise-link')?.phase === expected, phase);
  if (scene.expected) await page.locator('wise-link').getByText(scene.expected).first().waitFor();
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

/** Sets the language of the page, and waits for the card. */
async function speak(page: Page, lang: string): Promise<void> {
  await page.evaluate((language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  }, lang);
  await page.waitForFunction((language) => document.querySelector('wise-link')?.shadowRoot?.querySelector('form')?.lang === language, lang);
}

async function shoot(page: Page, session: CDPSession, name: string, look: string, { width, scale = 1.5, colorScheme, lang = 'en', forcedColors, theme = '' }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light', forcedColors: forcedColors ?? 'none', reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 420 });
  // Playwright can set the scale only for a new context, which would need the scene played again.
  await session.send('Emulation.setDeviceMetricsOverride', { width, height: 420, deviceScaleFactor: scale, mobile: false });
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, theme && readFileSync(path(`../demo/site/themes/${theme}.css`), 'utf8'));
  await speak(page, lang);
  // A question that has moved can be answered half a second later; until then its buttons are muted.
  if (name === 'confirming') await page.clock.runFor(600);
  const cut = await page.evaluate(() => {
    const parts = document.querySelector('wise-link')?.shadowRoot?.querySelectorAll('*:not(input, path, [role=status])') ?? [];
    return [document.documentElement, ...parts].filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth).map((one) => one.outerHTML);
  });
  if (cut.length) throw new Error(`${name} in ${look} overflows: ${cut.join('\n')}`);
  await page.screenshot({ path: path(`../.cache/gallery/${look}/${name}.png`), fullPage: true });
  if (look === 'light') cards.set(name, await page.locator('wise-link').screenshot());
}

/** Saves the picture of the README: three cards side by side. */
async function portrait(page: Page): Promise<void> {
  const images = ['idle', 'confirming', 'linked'].map((name) => `<img src="data:image/png;base64,${cards.get(name)?.toString('base64')}">`);
  await page.setViewportSize({ width: 1350, height: 200 });
  await page.setContent(`<style>body{margin:0;padding:24px;display:flex;gap:24px;align-items:start}img{width:416px}</style>${images.join('')}`);
  await page.screenshot({ path: path('../demo/pictures/wise-link.png'), fullPage: true });
}

const [only = ''] = process.argv.slice(2);
const cards = new Map<string, Buffer>();
const server = spawn(process.execPath, [path('../demo/start.mjs')], { env: { ...process.env, ...PORTS }, stdio: 'ignore' });
try {
  const deadline = Date.now() + 60_000;
  while (!(await fetch(BANK).catch(() => undefined)) && Date.now() < deadline) await new Promise((next) => setTimeout(next, 200));
  const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs });
  for (const [name, scene] of Object.entries(SCENES).filter(([one]) => one.startsWith(only))) {
    // Else the first picture is taken while the card grows.
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    // One session for all looks, because a page that is offline goes online again when a session ends.
    const session = await page.context().newCDPSession(page);
    await stage(page, name, scene);
    for (const [look, how] of Object.entries(LOOKS)) await shoot(page, session, name, look, how);
    await page.close();
  }
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  if (!only) await portrait(page);
  await page.close();
  await browser.close();
} finally {
  server.kill('SIGTERM');
}
