// Settings of the end-to-end tests.
import { fileURLToPath } from 'node:url';
import { defineConfig, type Project } from '@playwright/test';
import { chromiumArgs } from '../support/browser.js';
import { partitioned } from './partitioning.js';
import { BANK, portsOf, WORKERS } from './places.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { CI, CHROME_PATH, FIREFOX_PATH, HEADLESS_SHELL_PATH } = process.env;

const servers = Array.from({ length: WORKERS }, (_, worker) => Object.values(portsOf(worker)).join(':'));

const inChromium = (executablePath?: string, ...args: string[]): NonNullable<Project['use']> => ({
  browserName: 'chromium',
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: [...chromiumArgs, ...args],
    // Playwright disables the popup blocker; customers' browsers have it.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  },
});

/** Tests of the browser itself: windows and tabs, processes, popup blocking, the back/forward cache. */
const WHOLE = [/@whole/, /(discard|flows|frames|isolation|prerender|windows)\.spec\.ts/];

const chromium: Project = { name: 'chromium', grep: WHOLE, use: inChromium(CHROME_PATH, partitioned) };

/**
 * The same engine as a headless shell, which is twice as fast. It has no popup blocker and no back/forward cache, and
 * sometimes hangs when a window closes while it loads.
 */
const headlessShell: Project = {
  name: 'headless-shell',
  grepInvert: WHOLE,
  use: inChromium(HEADLESS_SHELL_PATH ?? CHROME_PATH),
};

const inFirefox = (executablePath: string, prefs = {}): NonNullable<Project['use']> => ({
  browserName: 'firefox',
  // The released Firefox, not Playwright's build.
  channel: 'moz-firefox',
  launchOptions: { executablePath, firefoxUserPrefs: { 'dom.disable_open_during_load': true, ...prefs } },
});

/**
 * Tests that Playwright cannot drive in a released Firefox, for which it has no request bodies and no switch for scripts, and those of
 * the back/forward cache and of freezing, which have a Chromium of their own (everyday-browser.ts).
 */
const NOT_IN_FIREFOX = [
  /which asks whose account it is: without status-url/,
  /D3 removed and added again while the code is with the bank/,
  /with scripts disabled/,
  /after Back from the back\/forward cache/,
  /the page is frozen or the machine sleeps/,
];

const firefox = (executablePath: string): Project[] => [
  {
    name: 'firefox',
    testMatch: '**/{endings,flows,isolation,keys,survival,windows}.spec.ts',
    grepInvert: NOT_IN_FIREFOX,
    use: inFirefox(executablePath),
  },
  // Playwright's clicks do not reach a frame that Firefox runs in its own process.
  { name: 'firefox-frames', testMatch: '**/frames.spec.ts', use: inFirefox(executablePath, { 'fission.autostart': false }) },
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `${root}/node_modules/.cache/playwright`,
  workers: WORKERS,
  // Tests do not depend on each other.
  fullyParallel: true,
  retries: 0,
  // Pages wait for seconds by design (the redirect page waits three before it says where to go), and machines may be slow.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(CI),
  reporter: [['list'], ['json', { outputFile: `${root}/node_modules/.cache/playwright.json` }]],
  // Without animations, tests save a fifth of a second for each change of the card.
  use: { baseURL: BANK, locale: 'en-GB', contextOptions: { reducedMotion: 'reduce' }, trace: process.env.TRACE ? 'on' : 'off' },
  webServer: {
    command: `node test/e2e/servers.mjs ${servers.join(' ')}`,
    cwd: root,
    env: { EMAIL_PAUSE: '0', BUNDLED: '1' },
    // Each server prints this once it listens.
    wait: { stdout: new RegExp(`(Ctrl\\+C[^]*){${WORKERS}}`) },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
  projects: [chromium, headlessShell, ...(FIREFOX_PATH ? firefox(FIREFOX_PATH) : [])],
});
