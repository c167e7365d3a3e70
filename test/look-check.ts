/**
 * `npm run look-check`: measures the cards of the gallery: every phase in every catalog on a screen 320 px wide, and
 * in every theme, light and dark, left to right and right to left. Prints the results.
 * With `--pictures=FOLDER` it saves sheets with the longest cards in all languages. They need fonts for all scripts.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AxeResults } from 'axe-core';
import { chromium, type Page } from 'playwright';
import { BANK, PORTS } from './e2e/places.js';
import type { Measured } from './look/measure.js';
import { noPictures, save, take } from './look/sheets.js';
import { languageOf, NAMES } from './package/words/catalogs.js';
import { chromiumArgs } from './support/browser.js';

const { CHROME_PATH } = process.env;
const { pictures: folder } = parseArgs({ options: { pictures: { type: 'string' } } }).values;
const MEASURE = fileURLToPath(new URL('look/measure.ts', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const THEMES = ['none', 'meridian', 'forest', 'ledger', 'neon'];
const SCHEMES = ['light', 'dark'] as const;
const DIRECTIONS = ['ltr', 'rtl'];

/** Minimum contrast of text, and of controls and icons (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const OTHER = 3;

/** The results for one language or one combination of theme, scheme and direction. */
type Row = Record<string, string | number>;

/** Prints a plain text table. */
function print(rows: Row[]): void {
  const [first = {}] = rows;
  const table = [Object.keys(first), ...rows.map((row) => Object.values(row).map(String))];
  const widths = Object.keys(first).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

const faults: string[] = [];

async function open(page: Page, looks: Record<string, string>): Promise<Measured[]> {
  await page.goto(`${BANK}/gallery.html?${new URLSearchParams(looks)}`);
  await page.locator('html[data-ready]').waitFor();
  await page.evaluate(() => document.fonts.ready);
  // Imported in the page, because the tool may transform a function that is passed to `evaluate`.
  return page.evaluate((url) => import(url).then((module) => module.measure()), `/@fs${MEASURE}`) as Promise<Measured[]>;
}

/** Checks every language on a narrow screen: no overflow, no small target, no text in another language. */
async function languages(page: Page): Promise<Row[]> {
  await page.setViewportSize({ width: 320, height: 800 });
  const rows: Row[] = [];
  const pictures = noPictures();
  for (const lang of NAMES) {
    const cells = await open(page, { lang });
    if (folder) await take(page, lang, pictures);
    const wide = cells.flatMap(({ name, wide: parts }) => parts.map((part) => `${lang} ${name}: ${part} overflows`));
    const small = cells.flatMap(({ name, small: parts }) => parts.map((part) => `${lang} ${name}: ${part} is smaller than 44 px`));
    const strange = cells.filter((cell) => cell.lang !== languageOf(lang)).map(({ name, lang: spoken }) => `${lang} ${name}: has lang "${spoken}"`);
    faults.push(...wide, ...small, ...strange);
    const tallest = Math.max(...cells.map(({ height }) => height));
    rows.push({ language: lang, phases: cells.length, overflows: wide.length, 'small targets': small.length, 'wrong language': strange.length, 'tallest card': `${tallest} px` });
  }
  if (folder) await save(page, pictures, folder);
  return rows;
}

/** Checks every theme in both color schemes and both directions. */
async function themes(page: Page): Promise<Row[]> {
  await page.setViewportSize({ width: 1280, height: 900 });
  const rows: Row[] = [];
  for (const theme of THEMES) {
    for (const scheme of SCHEMES) {
      for (const dir of DIRECTIONS) {
        const look = `${theme} ${scheme} ${dir}`;
        const cells = await open(page, { theme, scheme, dir, lang: dir === 'rtl' ? 'ar' : 'en' });
        await page.addScriptTag({ path: AXE });
        // All cards in the gallery have the same name; a partner's page has one card.
        const { violations, passes }: AxeResults = await page.evaluate(() =>
          Reflect.get(window, 'axe').run('#cells', { rules: { 'landmark-unique': { enabled: false } } }));
        const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${look}: ${id} at ${String(target)}: ${failureSummary}`));
        const contrasts = cells.flatMap(({ name, contrasts: all }) => all.map((one) => ({ ...one, name })));
        const least = (kind: 'text' | 'other'): number => Math.min(...contrasts.filter((one) => one.kind === kind).map(({ ratio }) => ratio));
        const weak = contrasts.filter(({ kind, ratio }) => ratio < (kind === 'text' ? TEXT : OTHER));
        faults.push(...found, ...weak.map(({ name, part, ratio }) => `${look} ${name}: ${part} has a contrast of ${ratio.toFixed(2)}`));
        rows.push({
          theme, scheme, dir,
          phases: cells.length,
          'axe: checked': passes.reduce((sum, { nodes }) => sum + nodes.length, 0),
          'axe: violations': found.length,
          'minimum contrast of text': least('text').toFixed(2),
          'of controls': least('other').toFixed(2),
        });
      }
    }
  }
  return rows;
}

const server = spawn(process.execPath, [fileURLToPath(new URL('../demo/start.mjs', import.meta.url))], { env: { ...process.env, ...PORTS }, stdio: 'ignore' });
try {
  const deadline = Date.now() + 60_000;
  while (!(await fetch(BANK).catch(() => undefined)) && Date.now() < deadline) await new Promise((next) => setTimeout(next, 200));
  const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs });
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  print(await languages(page));
  print(await themes(page));
  await browser.close();
} finally {
  server.kill('SIGTERM');
}
process.stdout.write(`${[...faults, faults.length ? `${faults.length} faults` : 'No faults'].join('\n')}\n`);
process.exitCode = faults.length ? 1 : 0;
