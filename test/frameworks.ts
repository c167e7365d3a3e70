/**
 * `npm run frameworks`: makes the package, installs it in a small application of each framework, checks its types, builds
 * it with the framework's own tool, links an account in Chromium, and prints the results as a table.
 * `npm run frameworks -- react vue` tests only those; `-- --write` tests all, and writes the table into docs/frameworks.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { App } from './frameworks/app.js';
import { COLUMNS, play, type Column } from './frameworks/drive.js';
import { FRAMEWORKS } from './frameworks/frameworks.js';
import { bundled } from './support/bundled.js';
import { markdownTable, writeResults } from './support/docs-table.js';
import { launchChromium } from './support/launch-chromium.js';
import { packed } from './support/packed.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const say = (text: string): unknown => process.stdout.write(`${text}\n`);

/** The checks that do not apply to an application. */
const NOT_APPLICABLE: Record<string, readonly string[]> = {
  types: ['alpine', 'astro', 'html', 'htmx', 'lit-ssr', 'lwc', 'marko', 'qwik', 'turbo'],
  // Turbo adds listeners of its own with each page of a frame, also without the element.
  'unmount leaves nothing': ['turbo'],
  'server render': ['alpine', 'react', 'preact', 'solid', 'solid-2', 'svelte', 'vue', 'angular', 'lwc'],
  // Their pages are plain HTML, without expressions.
  'function as attribute': ['html', 'htmx', 'turbo'],
};

const BROWSER = Object.keys(COLUMNS) as Column[];
const HEAD = ['types', 'build', ...BROWSER];
const MARKS: Record<string, string> = { 'ok': '✓', 'n/a': '–', 'FAILED': '**failed**' };

const folder = mkdtempSync(join(tmpdir(), 'wise-link-package-'));
const asked = process.argv.slice(2).filter((name) => name !== '--write');
const names = asked.length > 0 ? asked : Object.keys(FRAMEWORKS);
const rows: [name: string, ...results: string[]][] = [];
const failures: string[] = [];

const browser = await launchChromium();
try {
  say('Making the package');
  const tarball = packed(folder);
  const holds = await bundled(path('frameworks/holds.ts'), 'holds');
  for (const name of names) {
    const app = new App(name);
    const cells = await tried(app, tarball, browser, holds);
    rows.push([app.title, ...cells]);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

writeResults('docs/frameworks.md', 'frameworks', markdownTable(['', ...HEAD], rows.map(([title, ...cells]) => [title, ...cells.map((cell) => MARKS[cell] ?? cell)])));
say(failures.join('\n'));
const results = rows.flatMap(([, ...cells]) => cells);
const count = (result: string): number => results.filter((cell) => cell === result).length;
say('n/a: types are checked where the package declares them; server rendering is tested with React, Lit, Astro, Qwik, Marko and pages of HTML.');
say(`${results.length - count('FAILED') - count('n/a')} passed, ${count('FAILED')} failed, ${count('n/a')} not applicable`);
// PGlite leaves a timer behind, with which the process would not end for minutes.
process.exit(failures.length ? 1 : 0);

/** The results of one framework, in the order of the table's columns. */
async function tried(app: App, tarball: string, browser: Browser, holds: string): Promise<string[]> {
  say(app.name);
  await app.install(tarball);
  const redirectPage = path('../dist/cdn/callback.html');
  const works: Record<string, () => Promise<string | void>> = {
    types: () => app.script('check'),
    build: () => app.script('build'),
    ...Object.fromEntries(BROWSER.map((column) => [column, () => play(column, browser, holds, app, redirectPage)])),
  };
  const cells: string[] = [];
  for (const column of HEAD) cells.push(NOT_APPLICABLE[column]?.includes(app.name) ? 'n/a' : await result(`${app.name}, ${column}`, works[column]));
  return cells;
}

async function result(title: string, work?: () => Promise<string | void>): Promise<string> {
  try {
    return (await work?.()) ?? 'ok';
  } catch (cause) {
    failures.push(`${title}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
    return 'FAILED';
  }
}
