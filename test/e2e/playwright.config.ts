import { fileURLToPath } from 'node:url';
import { defineConfig, type Project } from '@playwright/test';
import { chromiumArgs } from '../support/browser.js';
import { BANK, portsOf, WORKERS } from './places.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { CI, CHROME_PATH, FIREFOX_PATH, HEADLESS_SHELL_PATH } = process.env;

const inChromium = (executablePath?: string): NonNullable<Project['use']> => ({
  browserName: 'chromium',
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: chromiumArgs,
    // Playwright lets every popup through; a customer's browser does not.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
  },
});

/** What is about the browser itself: its windows and tabs, its processes, what it blocks, keeps and forgets. */
const WHOLE = [/@whole/, /(discard|flows|frames|isolation|prerender|windows)\.spec\.ts/];

const chromium: Project = { name: 'chromium', grep: WHOLE, use: inChromium(CHROME_PATH) };

/**
 * The same engine without windows and menus: half the work for a page. It blocks no window, keeps no page for Back, and
 * now and then hangs when a window is closed while it loads.
 */
const headlessShell: Project = {
  name: 'headless-shell',
  grepInvert: WHOLE,
  use: inChromium(HEADLESS_SHELL_PATH ?? CHROME_PATH),
};

const firefox = (executablePath: string): Project => ({
  name: 'firefox',
  testMatch: '**/{flows,frames,isolation,windows}.spec.ts',
  use: {
    browserName: 'firefox',
    // The Firefox that people have, not Playwright's build of it.
    channel: 'moz-firefox',
    launchOptions: { executablePath, firefoxUserPrefs: { 'dom.disable_open_during_load': true } },
  },
});

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
  webServer: Array.from({ length: WORKERS }, (_, worker) => ({
    command: 'node demo/start.mjs',
    cwd: root,
    env: { ...portsOf(worker), EMAIL_PAUSE: '0', BUNDLED: '1' },
    url: `http://localhost:${portsOf(worker).PORT}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  })),
  projects: [chromium, headlessShell, ...(FIREFOX_PATH ? [firefox(FIREFOX_PATH)] : [])],
});
