/**
 * `npm run frameworks`: makes the package, installs it in a small application of each framework, checks its types, builds
 * it with the framework's own tool, links an account in Chromium, and prints the results as a table.
 * `npm run frameworks -- react vue` tests only those.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { App } from './frameworks/app.js';
import { COLUMNS, play, type Column } from './frameworks/drive.js';
import { chromiumArgs } from './support/browser.js';
import { bundled } from './support/bundled.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const say = (text: string): unknown => process.stdout.write(`${text}\n`);

/** The checks that do not apply to applications without types or without server rendering. */
const NOT_APPLICABLE: Record<string, readonly string[]> = {
  types: ['html', 'lit-ssr'],
  'server render': ['react', 'preact', 'solid', 'svelte', 'vue', 'angular'],
};

const BROWSER = Object.keys(COLUMNS) as Column[];
const HEAD = ['types', 'build', ...BROWSER];

const folder = mkdtempSync(join(tmpdir(), 'wise-link-package-'));
const names = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(path('frameworks/apps'));
const rows: [name: string, ...results: string[]][] = [];
const failures: string[] = [];

const { CHROME_PATH } = process.env;
const browser = await chromium.launch({
  ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }),
  args: chromiumArgs,
  ignoreDefaultArgs: ['--disable-popup-blocking'],
});
try {
  say('Making the package');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: path('..'), stdio: 'ignore' });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: path('..') });
  const [tarball = ''] = readdirSync(folder);
  const holds = await bundled(path('frameworks/holds.ts'), 'holds');
  for (const name of names) rows.push([name, ...(await tried(new App(name), join(folder, tarball), browser, holds))]);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

const widths = [12, ...HEAD.map((name) => name.length + 3)];
const line = (cells: readonly string[]): string => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('').trimEnd();
say(['', line(['', ...HEAD]), ...rows.map(line), '', ...failures].join('\n'));
const results = rows.flatMap(([, ...cells]) => cells);
const count = (result: string): number => results.filter((cell) => cell === result).length;
say('n/a: a page without a compiler has no types to check; server rendering is tested with React, with Lit and as plain HTML.');
say(`${count('ok')} passed, ${count('FAILED')} failed, ${count('n/a')} not applicable`);
process.exitCode = failures.length ? 1 : 0;

/** The results of one framework, in the order of the table's columns. */
async function tried(app: App, tarball: string, browser: Browser, holds: string): Promise<string[]> {
  say(app.name);
  await app.install(tarball);
  const redirectPage = path('../dist/cdn/callback.html');
  const works: Record<string, () => Promise<void>> = {
    types: () => app.script('check'),
    build: () => app.script('build'),
    ...Object.fromEntries(BROWSER.map((column) => [column, () => play(column, browser, holds, app, redirectPage)])),
  };
  const cells: string[] = [];
  for (const column of HEAD) cells.push(NOT_APPLICABLE[column]?.includes(app.name) ? 'n/a' : await result(`${app.name}, ${column}`, works[column]));
  return cells;
}

async function result(title: string, work?: () => Promise<void>): Promise<string> {
  try {
    await work?.();
    return 'ok';
  } catch (cause) {
    failures.push(`${title}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
    return 'FAILED';
  }
}
