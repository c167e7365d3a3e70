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
    // Playwright lets every popup through; a customer's browser does not.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  },
});

/** What is about the browser itself: its windows and tabs, its processes, what it blocks, keeps and forgets. */
const WHOLE = [/@whole/, /(discard|flows|frames|isolation|prerender|windows)\.spec\.ts/];

const chromium: Project = { name: 'chromium', grep: WHOLE, use: inChromium(CHROME_PATH, partitioned) };

/**
 * The same engine without windows and menus: half the work for a page. It blocks no window, keeps no page for Back, and
 * now and then hangs when a window is closed while it loads.
 */
const headlessShell: Project = {
  name: 'headless-shell',
  grepInvert: WHOLE,
  use: inChromium(HEADLESS_SHELL_PATH ?? CHROME_PATH),
};

const inFirefox = (executablePath: string, prefs = {}): NonNullable<Project['use']> => ({
  browserName: 'firefox',
  // The Firefox that people have, not Playwright's build of it.
  channel: 'moz-firefox',
  launchOptions: { executablePath, firefoxUserPrefs: { 'dom.disable_open_during_load': true, ...prefs } },
});

const firefox = (executablePath: string): Project[] => [
  { name: 'firefox', testMatch: '**/{flows,isolation,keys,windows}.spec.ts', use: inFirefox(executablePath) },
  // Playwright's clicks do not reach a frame that Firefox runs in a process of its own.
  { name: 'firefox-frames', testMatch: '**/frames.spec.ts', use: inFirefox(executablePath, { 'fission.autostart': false }) },
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `${root}/node_modules/.cache/playwright`,
  workers: WORKERS,
  // No test needs what one before it has done.
  fullyParallel: true,
  retries: 0,
  // Pages wait for seconds by design (three until the redirect page says where to go on), and machines may be slow besides.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(CI),
  reporter: [['list'], ['json', { outputFile: `${root}/node_modules/.cache/playwright.json` }]],
  // What moves is waited for: a fifth of a second for each change of the card.
  use: { baseURL: BANK, locale: 'en-GB', contextOptions: { reducedMotion: 'reduce' }, trace: process.env.TRACE ? 'on' : 'off' },
  webServer: {
    command: `node test/e2e/servers.mjs ${servers.join(' ')}`,
    cwd: root,
    env: { EMAIL_PAUSE: '0', BUNDLED: '1' },
    // Each says it once, when it listens.
    wait: { stdout: new RegExp(`(Ctrl\\+C[^]*){${WORKERS}}`) },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
  projects: [chromium, headlessShell, ...(FIREFOX_PATH ? firefox(FIREFOX_PATH) : [])],
});
