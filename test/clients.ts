/**
 * `npm run clients`: installs OAuth libraries in a temporary folder, runs a small program with each against the simulator,
 * gives access as a customer in Chromium, and prints what worked as a table. It needs the npm registry, and Python for two of them.
 * `npm run clients -- arctic grant` tests only those.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { startSimulator, type Switches } from '../src/simulator/index.js';
import { EXPECTED, isPython, programOf, versionsIn, type Result, type Row } from './clients/libraries.js';
import { freePort, Program, type Command } from './clients/program.js';
import { PYTHON_NEEDED, pythonIn } from './clients/python.js';
import { chromiumArgs } from './support/browser.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const say = (text: string): unknown => process.stdout.write(`${text}\n`);

/** The first is for libraries without a redirect path of their own. */
const REDIRECT_PATHS = ['/callback', '/connect/wise/callback', '/auth/callback/wise', '/api/auth/callback/wise'];

/** A secret with characters that form-encoding changes. */
const SECRET = 's3cret-with/special+signs %41';

const RUNS: readonly { column: keyof Row; isAdvised: boolean; switches: Partial<Switches> }[] = [
  { column: 'defaults', isAdvised: false, switches: {} },
  { column: 'advised', isAdvised: true, switches: {} },
  { column: 'withoutClientId', isAdvised: true, switches: { clientIdOptional: true } },
  { column: 'raw', isAdvised: true, switches: { clientIdOptional: true, rawCredentials: true } },
];

/** The result by what the simulator's log says. */
const REASONS: readonly [Result, RegExp][] = [
  ['client_id missing', /client_id is missing in the body/],
  ['credentials in the body', /the credentials are in the body/],
  ['credentials form-encoded', /the credentials are form-encoded/],
];

async function run(browser: Browser, command: Command, isAdvised: boolean, switches: Partial<Switches>): Promise<Result> {
  const lines: string[] = [];
  const port = await freePort();
  const clientId = 'my-app';
  const wise = await startSimulator({
    port: 0, clientId, clientSecret: SECRET, redirectUris: REDIRECT_PATHS.map((name) => `http://localhost:${port}${name}`), switches, log: (line) => lines.push(line),
  });
  const program = new Program(command, { wise: wise.url, clientId, clientSecret: SECRET, port }, isAdvised);
  const page = await browser.newPage();
  try {
    await program.listens();
    await page.goto(`${program.url}/start`);
    for (const button of ['Log in as Sarah Jenkins', 'Continue', 'Give access']) await page.getByRole('button', { name: button, exact: true }).click();
    await page.waitForURL(`${program.url}/**`);
    const text = await page.locator('body').innerText();
    if (text === 'linked Sarah Jenkins') return 'ok';
    const [known] = REASONS.find(([, reason]) => lines.some((line) => reason.test(line))) ?? [];
    if (!known) say(`${command.file}: ${text}\n${lines.join('\n')}`);
    return known ?? 'failed';
  } finally {
    await page.close();
    await program.stop();
    await wise.close();
  }
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(EXPECTED);
const unknown = names.filter((name) => !Object.hasOwn(EXPECTED, name));
if (unknown.length > 0) throw new Error(`No such library: ${unknown.join(', ')}. There is ${Object.keys(EXPECTED).join(', ')}.`);

const folder = mkdtempSync(join(tmpdir(), 'wise-link-clients-'));
const { CHROME_PATH } = process.env;
const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs });
const widths = [24, 25, 19, 13];
const line = (cells: readonly string[]): string => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('').trimEnd();
const differing: string[] = [];
const missing: string[] = [];
try {
  cpSync(path('clients/apps'), folder, { recursive: true });
  say('Installing the libraries');
  if (!names.every(isPython)) execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'], { cwd: folder, shell: process.platform === 'win32' });
  const python = names.some(isPython) ? pythonIn(folder) : undefined;
  const versions = versionsIn(folder);
  say(line(['', 'defaults', 'advised', 'no client_id', 'not decoded']));
  for (const name of names) {
    const interpreter = isPython(name) ? python : process.execPath;
    if (!interpreter) {
      missing.push(name);
      continue;
    }
    const results: Result[] = [];
    for (const { column, isAdvised, switches } of RUNS) {
      const result = await run(browser, { interpreter, folder, file: programOf(name) }, isAdvised, switches);
      results.push(result);
      if (result !== EXPECTED[name]?.[column]) differing.push(`${name}, ${column}: ${result}, but expected: ${EXPECTED[name]?.[column]}`);
    }
    say(line([`${name} ${versions[name]}`, ...results]));
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
if (missing.length > 0) say(`Not run: ${missing.join(', ')}. ${PYTHON_NEEDED}`);
if (missing.length < names.length) say(differing.length === 0 ? 'All that ran: as expected.' : ['', ...differing].join('\n'));
process.exitCode = differing.length > 0 || missing.length === names.length ? 1 : 0;
