/**
 * `npm run bundlers`: makes the package, bundles a small page with each bundler, links an account in Chromium and in
 * Firefox under the strictest policy, and prints the results as a table. `--docs` writes it into docs/bundlers.md.
 * `npm run bundlers -- vite parcel` tests only those.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firefox, type Browser } from 'playwright';
import { Bundler, NAMES, packagesOf } from './bundlers/bundler.js';
import { links, speaksGerman, warningsOfCopies } from './bundlers/checks.js';
import { writeTable, type Row } from './bundlers/table.js';
import { STRICTEST } from './e2e/bare-page.js';
import { openBank, type Site } from './frameworks/bank.js';
import { launchChromium } from './support/launch-chromium.js';
import { packed } from './support/packed.js';

/** The largest size of a page's script in bytes. */
const LARGEST = 24_000;

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const say = (text: string): unknown => process.stdout.write(`${text}\n`);

const options = process.argv.slice(2);
const isForDocs = options.includes('--docs');
const named = options.filter((option) => option !== '--docs');
const unknown = named.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) throw new Error(`No such bundler: ${unknown.join(', ')}. There is ${NAMES.join(', ')}.`);

/** The policy also allows an empty icon, because Firefox fetches an icon for every page. */
const headers = { 'Content-Security-Policy': `${STRICTEST}; img-src data:` };
const widths = [16, 10, 9, 9, 11];
const line = (cells: readonly string[]): string => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('').trimEnd();
const site: Site = { folder: '', headers };
const failures: string[] = [];
const rows: Row[] = [];

const { FIREFOX_PATH } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'wise-link-package-'));
const inChromium = await launchChromium();
const inFirefox = await firefox.launch({ channel: 'moz-firefox', ...(FIREFOX_PATH && { executablePath: FIREFOX_PATH }) });
const bank = await openBank(site, path('../dist/cdn/callback.html'));
try {
  say('Making the package');
  const tarball = packed(folder);
  for (const name of named.length > 0 ? named : NAMES) {
    const row = { name, packages: await packagesOf(name), results: await tried(name, tarball) };
    if (rows.length === 0) say(line(['', ...Object.keys(row.results)]));
    say(line([name, ...Object.values(row.results)]));
    rows.push(row);
  }
} finally {
  await inChromium.close();
  await inFirefox.close();
  await bank.close();
  rmSync(folder, { recursive: true });
}

say(failures.length === 0 ? 'All passed.' : ['', ...failures, `${failures.length} failed.`].join('\n'));
if (isForDocs && failures.length === 0) writeTable(rows);
// The bank's embedded database leaves a timer behind.
process.exit(failures.length > 0 ? 1 : 0);

/** The results of one bundler, in the order of the table's columns. */
async function tried(name: string, tarball: string): Promise<Record<string, string>> {
  const bundler = new Bundler(name);
  const result = async (column: string, work: () => Promise<string | void>): Promise<string> => {
    try {
      return (await work()) ?? '✓';
    } catch (cause) {
      failures.push(`${name}, ${column}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
      return 'FAILED';
    }
  };
  const linksIn = (browser: Browser) => async (): Promise<void> => {
    site.headers = headers;
    await links(browser);
  };

  await bundler.install(tarball);
  site.folder = bundler.site;
  const results: Record<string, string> = {};
  const works: Record<string, () => Promise<string | void>> = {
    'Chromium': async () => {
      await bundler.build();
      await linksIn(inChromium)();
    },
    'Firefox': linksIn(inFirefox),
    'brotli': async () => {
      const size = await bundler.size();
      if (size > LARGEST) throw new Error(`The page's script has ${size} bytes`);
      return `${(size / 1000).toFixed(1)} kB`;
    },
    'languages': async () => {
      await bundler.build((await bundler.has('languages')) ? 'languages' : 'build', 'languages.js');
      for (const browser of [inChromium, inFirefox]) await speaksGerman(browser);
    },
    'development': async () => {
      await expectWarnings(bundler, 'build', 0);
      if (!(await bundler.has('development'))) return '–';
      await expectWarnings(bundler, 'development', 1);
    },
  };
  for (const [column, work] of Object.entries(works)) results[column] = await result(column, work);
  return results;
}

/** Bundlers may need `eval` in development, which the policy forbids. */
async function expectWarnings(bundler: Bundler, script: string, expected: number): Promise<void> {
  site.headers = {};
  await bundler.build(script);
  const warnings = await warningsOfCopies(inChromium);
  if (warnings !== expected) throw new Error(`${script}: ${warnings} warnings, not ${expected}`);
}
