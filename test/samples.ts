/**
 * `npm run samples`: links an account with both of Wise's public samples against `npx wise-simulator`, then follows docs/migration.md in one
 * of them and links with `<wise-link>`. It needs the npm registry, and GitHub or a copy of the samples: `-- --from FOLDER`. `-- --port N`
 * runs them at another port than their own, 3000. `-- migration` runs only that part, as `oauth-connect` and `oauth-connect-popup` do.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import { freePort } from './clients/program.js';
import { connect, isGreeted, isLinked, openMigrated, setUp, type Partner } from './samples/customer.js';
import { followGuide } from './samples/guide.js';
import { bringSamples, changeOrigin, COMMIT } from './samples/repository.js';
import { environment } from './support/environment.js';
import { launchChromium } from './support/launch-chromium.js';
import { packed } from './support/packed.js';
import { Program } from './support/program.js';
import { report } from './support/report.js';

const PARTS = ['oauth-connect', 'oauth-connect-popup', 'migration'];
const { values, positionals } = parseArgs({ options: { port: { type: 'string' }, from: { type: 'string' } }, allowPositionals: true });
const { port = '3000', from } = values;
const parts = positionals.length > 0 ? positionals : PARTS;
if (!parts.every((part) => PARTS.includes(part))) throw new Error(`The parts are ${PARTS.join(', ')}.`);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wise-link-samples-'));
const samples = join(folder, 'samples');
const storage = join(samples, 'storage.json');
const origin = `http://localhost:${port}`;
const wisePort = await freePort();
const partner: Partner = { origin, wise: `http://127.0.0.1:${wisePort}`, clientId: 'my-app', clientSecret: 'my-secret', redirectUri: `${origin}/wise-redirect` };

const run = (command: string, cwd: string): unknown => execFileSync(command, { cwd, shell: true, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });

const browser = await launchChromium();
try {
  mkdirSync(samples);
  bringSamples(samples, from);
  report(from === undefined ? `samples at ${COMMIT}` : `samples from ${from}`);
  for (const file of changeOrigin(samples, origin)) report(`another origin in ${file}`);

  const tarball = packed(folder);
  const bank = join(folder, 'bank');
  mkdirSync(bank);
  run(`npm install --no-audit --no-fund ${tarball}`, bank);
  const options = `--port ${wisePort} --redirect-uri ${partner.redirectUri} --client-id ${partner.clientId} --client-secret ${partner.clientSecret}`;
  await serving(`npx wise-simulator ${options}`, bank, partner.wise, async (simulator) => {
    report(`npx wise-simulator ${options}`);
    if (parts.includes('oauth-connect')) await playSample('oauth-connect', false, simulator);
    if (parts.includes('oauth-connect-popup')) await playSample('oauth-connect-popup', true, simulator);
    if (parts.includes('migration')) await playGuide(join(samples, 'oauth-connect-popup'), tarball);
  });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Starts a server, and stops it after the steps. Its output says why a step has failed. */
async function serving(command: string, cwd: string, url: string, steps: (program: Program) => Promise<void>): Promise<void> {
  const program = new Program(command, cwd, { WISE_LINK_KEY: Buffer.alloc(32, 1).toString('base64') });
  try {
    await program.answers(url);
    await steps(program);
  } catch (cause) {
    report(`${command}\n${program.output}`);
    throw cause;
  } finally {
    await program.stop();
  }
}

/** The steps in a browser without cookies. */
async function inBrowser(steps: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await steps(await context.newPage());
  } finally {
    await context.close();
  }
}

/**
 * Links with a sample as it is. Then starts it again, with an access token that is about to expire, so that it refreshes the token and shows the name.
 * It does not show the name before: in Next.js 16 the sample's API route has a copy of the stored data from before the link.
 */
async function playSample(name: string, isPopup: boolean, simulator: Program): Promise<void> {
  const app = join(samples, name);
  install(app);
  rmSync(storage, { force: true });
  const command = `npm run dev -- -p ${port}${bundler(app)}`;
  await serving(command, app, origin, () =>
    inBrowser(async (page) => {
      await setUp(page, partner);
      await connect(page, isPopup);
      await expect.poll(() => readFileSync(storage, 'utf8'), { timeout: 60_000 }).toMatch(/"accessToken": "[\w-]+"/);
      report(`${name} (Next.js ${nextIn(app)}): linked`);
    }),
  );
  writeFileSync(storage, readFileSync(storage, 'utf8').replace(/("accessTokenExpiresAt": )\d+/, '$10'));
  const refreshes = (): number => simulator.output.split(`refresh_token ${partner.clientId} 200`).length;
  const before = refreshes();
  await serving(command, app, origin, () =>
    inBrowser(async (page) => {
      await page.goto(origin);
      await isGreeted(page);
      expect(refreshes()).toBeGreaterThan(before);
      report(`${name}: refreshed`);
    }),
  );
}

/** Follows docs/migration.md, checks the redirect page, and links with the element. */
async function playGuide(app: string, tarball: string): Promise<void> {
  install(app);
  // The sample's set-up page stores these.
  const { wise, clientId, clientSecret, redirectUri } = partner;
  writeFileSync(storage, JSON.stringify({ config: { host: wise, oauthPageUrl: `${wise}/oauth/authorize`, clientId, clientSecret, redirectUri } }));
  for (const step of followGuide(readFileSync(join(root, 'docs/migration.md'), 'utf8'), app, (line) => run(line.replace(/\bwise-link\b(?!\/)/, tarball), app))) report(step);
  run(`npx next build${bundler(app)}`, app);
  report('next build');
  await serving(`npx next start -p ${port}`, app, origin, async () => {
    const { status, headers } = await fetch(`${partner.redirectUri}?code=c&state=s`);
    const sent = Object.fromEntries(['content-type', 'cache-control', 'referrer-policy', 'x-content-type-options', 'cross-origin-opener-policy'].map((name) => [name, headers.get(name)?.toLowerCase()]));
    expect([status, sent]).toEqual([
      200,
      { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': undefined },
    ]);
    await inBrowser(async (page) => {
      await openMigrated(page, origin);
      await connect(page, true);
      await isLinked(page);
      await isGreeted(page);
      await page.reload();
      await isLinked(page);
      await isGreeted(page);
      report('docs/migration.md: linked with <wise-link>, and after a reload');
    });
  });
}

/** Installs the packages of a sample, and of `../common` by its own `preinstall`. */
function install(app: string): void {
  run('npm install --no-audit --no-fund --silent', app);
}

function nextIn(app: string): string {
  return (JSON.parse(readFileSync(join(app, 'node_modules/next/package.json'), 'utf8')) as { version: string }).version;
}

/** Next.js 16 has another bundler by default, which does not read the samples' folder `../common`. */
function bundler(app: string): string {
  return Number.parseInt(nextIn(app)) < 16 ? '' : ' --webpack';
}
