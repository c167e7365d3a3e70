/**
 * `npm run recipes`: follows the recipes of docs/recipes.md. It makes the package, writes the files of each recipe into a new project of
 * its framework, builds and starts it, links an account in Chromium, and prints the results as a table.
 * `npm run recipes -- next astro` follows only those. With `--built` it uses the files that are in `dist`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright';
import { startSimulator } from '../src/simulator/index.js';
import { BANK, PORTS, WISE } from './e2e/places.js';
import { check, CHECKS, type Column } from './recipes/checks.js';
import { Project } from './recipes/project.js';
import { filesOf, NAMES } from './recipes/recipe.js';
import { launchChromium } from './support/launch-chromium.js';
import { packed } from './support/packed.js';

const say = (text: string): unknown => process.stdout.write(`${text}\n`);
const HEAD = ['build', ...(Object.keys(CHECKS) as Column[])] as const;

const { values: options, positionals: chosen } = parseArgs({ options: { built: { type: 'boolean', default: false } }, allowPositionals: true });
const names = NAMES.filter((name) => !chosen.length || chosen.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'wise-link-package-'));
const failures: string[] = [];
const rows: string[][] = [];

const browser = await launchChromium();
try {
  say('Making the package');
  const tarball = packed(folder, { build: !options.built });
  for (const name of names) rows.push([name, ...(await followed(name, tarball, browser))]);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
const widths = HEAD.map((column) => column.length + 3);
say(['', ['', ...HEAD], ...rows].map((cells) => (typeof cells === 'string' ? cells : cells.map((cell, at) => cell.padEnd(at ? (widths[at - 1] ?? 0) : 12)).join('').trimEnd())).join('\n'));
say(`\n${failures.join('\n')}${rows.length} recipes, ${failures.length} failures`);
process.exitCode = failures.length || !rows.length ? 1 : 0;

/** The ports of this run, in place of those of the page. */
function withPorts(text: string): string {
  return text.replaceAll('http://localhost:3000', BANK).replaceAll('http://127.0.0.1:4200', WISE).replaceAll('listen(3000', `listen(${PORTS.PORT}`);
}

/** Follows one recipe. The results are in the order of the columns. */
async function followed(name: (typeof NAMES)[number], tarball: string, browser: Browser): Promise<string[]> {
  say(name);
  const project = new Project(name);
  const build = await result(`${name}, build`, async () => {
    await project.write(filesOf(name).map(({ path, text }) => ({ path, text: withPorts(text) })), tarball);
    if (name === 'turbo' || name === 'htmx') await project.replace('server.mjs', withPorts);
    await project.build();
  });
  const cells: string[] = [build];
  for (const column of Object.keys(CHECKS) as Column[]) {
    // A new server and a new simulator for each check, because a link stays.
    cells.push(build === 'ok' ? await result(`${name}, ${column}`, () => withServers(project, async () => check(column, browser, `${BANK}/account`, await project.read('node_modules/wise-link/dist/cdn/diagnose.js')))) : 'not run');
  }
  return cells;
}

async function withServers(project: Project, work: () => Promise<void>): Promise<void> {
  const simulator = await startSimulator({ port: Number(PORTS.WISE_PORT), partnerOrigin: BANK });
  try {
    await project.start(`${BANK}/account`);
    await work();
  } catch (cause) {
    throw new Error(`${String(cause)}\n${await project.stop()}`, { cause });
  } finally {
    await project.stop();
    await simulator.close();
  }
}

async function result(title: string, work: () => Promise<void>): Promise<string> {
  try {
    await work();
    return 'ok';
  } catch (cause) {
    failures.push(`${title}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
    return 'FAILED';
  }
}
