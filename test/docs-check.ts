/**
 * `npm run docs-check`: builds the documentation site, opens every page (light, dark, and on a narrow screen), and uses every
 * live example as a reader would. Fails on requests to other origins, console errors, overflow, and tables that the keyboard cannot scroll.
 * With `--pictures=FOLDER` it saves a picture of each page.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AxeResults } from 'axe-core';
import { chromium, type Locator, type Page } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs } from './support/browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = `${root}node_modules/.cache/docs`;
const { values } = parseArgs({ options: { pictures: { type: 'string' }, built: { type: 'boolean', default: false } } });
const { CHROME_PATH, DOCS_PORT = '4300' } = process.env;
const SITE = `http://localhost:${DOCS_PORT}`;

const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  narrow: { colorScheme: 'light', viewport: { width: 375, height: 800 } },
} as const;

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** The pages that are mostly our own markup; the others have that of the site's builder. */
const CHECKED_BY_AXE = ['index.html', 'playground/index.html', 'trust/index.html'];

const faults: string[] = [];
let linked = 0;

const part = (example: Locator, name: string): Locator => example.locator(`[part~="${name}"]`);
const reads = (example: Locator, text: string): Promise<void> => example.locator('wise-link').getByText(text).first().waitFor();

if (!values.built) execFileSync('npm', ['run', '--silent', 'docs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const pages = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html') && !/^(404|wise-callback)\.html$/.test(file));
const server = await preview({ root, configFile: false, appType: 'mpa', build: { outDir }, preview: { host: 'localhost', port: Number(DOCS_PORT), strictPort: true } });
const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs });
try {
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext(options);
    for (const file of pages) {
      const page = await context.newPage();
      await open(page, file, look);
      if (file === 'playground/index.html' && look === 'light') await tryPlayground(page);
      if (look === 'light') for (const example of await page.locator('live-example').all()) await tryChoices(example, `${file}, ${look}`);
      await page.close();
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
process.stdout.write(`${faults.map((fault) => `${fault}\n`).join('')}${pages.length} pages in ${Object.keys(LOOKS).join(', ')}; linked ${linked} times; ${faults.length} faults\n`);
process.exitCode = faults.length || !linked ? 1 : 0;

/** Opens a page, and records its faults until it is closed. */
async function open(page: Page, file: string, look: string): Promise<void> {
  const fault = (text: string): unknown => faults.push(`${file}, ${look}: ${text}`);
  page.setDefaultTimeout(20_000);
  page.on('pageerror', ({ message }) => fault(message));
  page.on('request', (request) => new URL(request.url()).origin === SITE || /^(data|blob):/.test(request.url()) || fault(`requests ${request.url()}`));
  page.on('console', (message) => {
    // The browser also logs the refusals of the fake backend.
    if (['error', 'warning'].includes(message.type()) && !new URL(message.location().url || SITE).pathname.startsWith('/api/')) fault(message.text());
  });
  await page.goto(`${SITE}/${file}`, { waitUntil: 'networkidle' });
  const pending = [...(await page.locator('.drawing').all()).map((one) => one.locator('svg')), ...(await page.locator('live-example').all()).map((one) => one.locator('wise-link'))];
  for (const one of pending) await one.waitFor().catch(({ message }: Error) => fault(message));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) fault(`overflows the screen by ${wide} px`);
  const bare = await page.locator('.vp-doc table').evaluateAll((tables) => tables.filter((table) => !table.parentElement?.matches('[role=region][tabindex="0"][aria-label]')).length);
  if (bare > 0) fault(`has ${bare} tables that the keyboard cannot scroll`);
  const labels = await page.locator('.vp-doc .table').evaluateAll((regions) => regions.map((region) => region.getAttribute('aria-label')));
  if (new Set(labels).size !== labels.length) fault('has two tables of one name');
  if (CHECKED_BY_AXE.includes(file)) for (const violation of await violations(page)) fault(violation);
  if (values.pictures) await page.screenshot({ path: `${values.pictures}/${file.replaceAll('/', '-')}-${look}.png`, fullPage: true });
}

/** What axe-core finds in the main part of a page. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const { violations: found }: AxeResults = await page.evaluate(() => Reflect.get(window, 'axe').run('main'));
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${String(target)}`));
}

/** Links an account in the playground, which has no bank here. */
async function tryPlayground(page: Page): Promise<void> {
  try {
    await page.locator('#screen').getByRole('button', { name: 'Connect your Wise account' }).click();
    await page.getByRole('button', { name: 'Give access' }).click();
    await page.locator('#screen').getByText('Your Wise account is connected').first().waitFor();
    await page.locator('#backend-log').getByText('POST /api/wise/exchange → 200').waitFor();
    linked += 1;
  } catch (cause) {
    faults.push(`playground: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Tries the choices of one live example. */
async function tryChoices(example: Locator, where: string): Promise<void> {
  try {
    const choices = (await example.getAttribute('choices'))?.split(' ') ?? [];
    const choose = async (name: string, option: string): Promise<unknown> => example.locator(`select[name="${name}"]`).selectOption(option);
    if (choices.includes('scenario')) await choose('scenario', 'linked');
    const mode = (await example.getAttribute('mode')) ?? 'popup';
    await links(example, mode);
    if (choices.includes('mode')) {
      await choose('mode', 'email');
      await links(example, 'email');
      await choose('mode', 'popup');
    }
    if (choices.includes('scenario')) {
      await choose('scenario', 'identity-mismatch');
      await startAttempt(example, mode);
      await reads(example, 'We could not confirm that this account is yours.');
    }
    if (choices.includes('language')) {
      if (choices.includes('scenario')) await choose('scenario', 'linked');
      await choose('language', 'de');
      await reads(example, 'Wise-Konto');
    }
    if (choices.includes('looks')) {
      const seen = new Set<string>();
      for (const looks of ['plain', 'forest', 'ledger', 'neon']) {
        await choose('looks', looks);
        seen.add(await example.locator('[part~="card"]').evaluate((card) => getComputedStyle(card).borderRadius));
      }
      if (seen.size !== 4) throw new Error(`looks of ${seen.size} kinds`);
    }
  } catch (cause) {
    faults.push(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Starts an attempt and submits the code. */
async function startAttempt(example: Locator, mode: string): Promise<void> {
  if (mode === 'popup') {
    await part(example, 'launch').click();
    await example.getByRole('button', { name: 'Give access' }).click();
    return;
  }
  await part(example, 'launch').click();
  await part(example, 'input').fill('G2s8EJ');
  await part(example, 'submit').click();
}

/** Links an account, and resets the example. */
async function links(example: Locator, mode: string): Promise<void> {
  await startAttempt(example, mode);
  if (mode === 'email') await part(example, 'confirm').click();
  await reads(example, 'Your Wise account is connected');
  linked += 1;
  await example.getByRole('button', { name: 'Start over' }).click();
}
