/**
 * `npm run quick-start`: makes the package, follows docs/quick-start.md in an empty folder (its files, its
 * commands), and links an account; then again with PostgreSQL. Prints how long each step took.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { giveAccess } from './e2e/flows.js';
import { PlaywrightCustomer } from './e2e/playwright-customer.js';
import { startPostgres } from './server/postgres-server.js';
import { chromiumArgs } from './support/browser.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'docs/quick-start.md'), 'utf8');
const blocks = [...text.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', content = '']) => ({ language, content }));
const files = [...text.matchAll(/, `([\w.]+)`/g)].map(([, name = '']) => name);
const commands = blocks.filter(({ language }) => language === 'sh').map(({ content }) => content.trim().split('\n'));
const contents = blocks.filter(({ language }) => language !== 'sh').map(({ content }) => content);
const [prepare = [], run = []] = commands;
const [address = ''] = /(?<=Open <)[^>]+/.exec(text) ?? [];
if (files.length !== contents.length || !run.length || !address) throw new Error('This script cannot read the page');

const began = performance.now();
const say = (step: string): unknown => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}\n`);

const folder = mkdtempSync(join(tmpdir(), 'wise-link-quick-start-'));
// A partner does not have the programs of this repository.
const env = { ...process.env, PATH: (process.env.PATH ?? '').split(delimiter).filter((one) => !one.includes('node_modules')).join(delimiter) };

/** A command of the page, which installs the package from the local tarball. */
const command = (line: string): string => line.replace(/(?<=^npm install .*)\bwise-link\b/, join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''));

/** The server of the page with PostgreSQL instead of PGlite, as the page says. */
function withPostgres(server: string, url: string): string {
  const changed = server
    .replace("import { pglite } from 'wise-link/server/pglite';", "import { postgres } from 'wise-link/server/postgres';")
    .replace('await pglite()', `await postgres({ connectionString: '${url}' })`);
  if (changed.includes('pglite')) throw new Error('This script cannot put PostgreSQL into the server of the page');
  return changed;
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await fetch(url).catch(() => undefined))) {
    if (Date.now() > deadline) throw new Error(`No server answers at ${url}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Runs the commands of the page in a folder, and links an account in a browser. */
async function link(bank: string): Promise<void> {
  const programs: ChildProcess[] = [];
  try {
    for (const line of run) programs.push(spawn(line, { cwd: bank, env, shell: true, detached: true, stdio: ['ignore', 'ignore', 'inherit'] }));
    for (const url of [address, 'http://127.0.0.1:4200/']) await answers(url);
    say(run.join(', '));
    const { CHROME_PATH } = process.env;
    const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs, ignoreDefaultArgs: ['--disable-popup-blocking'] });
    const customer = new PlaywrightCustomer(await browser.newPage());
    await customer.visit(address);
    await giveAccess(await customer.pressAndFollow('Connect your Wise account'));
    await customer.reads('Your Wise account is connected.');
    await customer.reads('S••• J••• · personal profile •••5282');
    say('linked');
    await browser.close();
  } finally {
    const ended = programs.map((program) => new Promise((resolve) => program.once('close', resolve)));
    for (const { pid } of programs) if (pid) process.kill(-pid);
    await Promise.all(ended);
  }
}

try {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
  const bank = join(folder, 'bank');
  execFileSync('mkdir', [bank]);
  say('package made, in an empty folder');
  const install = (line: string): void => {
    execFileSync(command(line), { cwd: bank, env, shell: true, stdio: 'ignore' });
    say(line);
  };
  prepare.forEach(install);
  for (const [at, name] of files.entries()) writeFileSync(join(bank, name), contents[at] ?? '');
  say(`${files.join(', ')} written`);
  await link(bank);

  install('npm install pg');
  const database = await startPostgres();
  try {
    writeFileSync(join(bank, 'server.mjs'), withPostgres(contents[files.indexOf('server.mjs')] ?? '', await database.newDatabase()));
    say('server.mjs with PostgreSQL');
    await link(bank);
  } finally {
    await database.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
