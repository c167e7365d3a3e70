// Finds or installs the browsers for tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { onPath, root, runQuietly } from './command.mjs';
import { installDebianPackages, isDebianRoot } from './debian.mjs';

const CHROMIUM = {
  answers: /chrom|edge/i,
  names: ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge'],
  apps: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  windows: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
};

const HEADLESS_SHELL = {
  answers: /chrom/i,
  names: ['chrome-headless-shell', 'chromium-headless-shell'],
  apps: [],
  windows: [],
};

const FIREFOX = {
  answers: /firefox/i,
  names: ['firefox-esr', 'firefox'],
  apps: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  windows: ['Mozilla Firefox/firefox.exe'],
};

/** The path of a Chromium, Chrome or Edge that starts. Installs one if there is none and that is possible. */
export function findChromium() {
  const path = named('CHROME_PATH', CHROMIUM) ?? installed(CHROMIUM) ?? cached() ?? downloaded() ?? packagedChromium();
  if (path) return path;
  throw new Error(
    'Chromium was not found. Install Google Chrome or Chromium (Debian: apt-get install chromium fonts-liberation), ' +
      'or set CHROME_PATH to the program.',
  );
}

/** The path of Chromium's headless shell, which is twice as fast. Falls back to `findChromium` if there is none, or if only CHROME_PATH is set. */
export function findHeadlessShell() {
  if (process.env.CHROME_PATH && !process.env.HEADLESS_SHELL_PATH) return findChromium();
  return named('HEADLESS_SHELL_PATH', HEADLESS_SHELL) ?? installed(HEADLESS_SHELL) ?? packagedHeadlessShell() ?? findChromium();
}

/** The path of a Firefox that starts. */
export function findFirefox() {
  const path = named('FIREFOX_PATH', FIREFOX) ?? installed(FIREFOX) ?? packagedFirefox();
  if (path) return path;
  throw new Error(
    'Firefox was not found. Install it (Debian: apt-get install firefox-esr), or set FIREFOX_PATH to the program.',
  );
}

/** The path of WebKitGTK's MiniBrowser. Also checks that its driver and a virtual screen are installed. */
export function findWebKit() {
  if (process.platform !== 'linux') throw new Error('WebKitGTK runs on Linux only.');
  const { WEBKIT_PATH } = process.env;
  if (WEBKIT_PATH && !existsSync(WEBKIT_PATH)) throw new Error(`WEBKIT_PATH is ${WEBKIT_PATH}, which does not exist.`);
  const path = webKit() ?? packagedWebKit();
  if (path) return WEBKIT_PATH ?? path;
  throw new Error('WebKitGTK with its driver was not found. Debian: apt-get install webkit2gtk-driver xvfb');
}

/** The browser that an environment variable names. Throws if it does not start, instead of silently testing in another one. */
function named(variable, browser) {
  const path = process.env[variable];
  if (!path || starts(path, browser)) return path;
  throw new Error(`${variable} is ${path}, which does not start.`);
}

function installed(browser) {
  return [...onPath(...browser.names), ...apps(browser)].find((path) => starts(path, browser));
}

function apps({ apps: mac, windows }) {
  if (process.platform === 'darwin') return mac;
  if (process.platform !== 'win32') return [];
  const { PROGRAMFILES, LOCALAPPDATA, ['PROGRAMFILES(X86)']: programFiles32 } = process.env;
  return [PROGRAMFILES, programFiles32, LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => windows.map((program) => join(folder, program)));
}

/** Whether a program starts. An existing one may not: libraries can be missing, or it is a stub that only prints where to get the real one. */
function starts(path, { answers, question = '--version' }) {
  if (!existsSync(path)) return false;
  // On Windows, --version opens a browser window.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, [question], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && answers.test(stdout);
}

/** The Chromium that Playwright downloaded earlier. */
function cached() {
  // Not imported at the top: on a fresh clone, the packages are installed after this module loads.
  const { chromium } = createRequire(import.meta.url)('playwright');
  const path = chromium.executablePath();
  return starts(path, CHROMIUM) ? path : undefined;
}

function downloaded() {
  if (!['', '0', 'false'].includes(process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD ?? '')) return undefined;
  console.log('  Downloading Chromium with Playwright …');
  // Fail within seconds if downloads are blocked.
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000', ...process.env };
  runQuietly(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], { env });
  return cached();
}

function packagedChromium() {
  if (!isDebianRoot()) return undefined;
  // Without any font, text has no size and nothing can be clicked.
  installDebianPackages('chromium', 'fonts-liberation');
  return installed(CHROMIUM);
}

function packagedHeadlessShell() {
  if (!isDebianRoot()) return undefined;
  installDebianPackages('chromium-headless-shell', 'fonts-liberation');
  return installed(HEADLESS_SHELL);
}

function packagedFirefox() {
  if (!isDebianRoot()) return undefined;
  installDebianPackages('firefox-esr', 'fonts-liberation');
  return installed(FIREFOX);
}

function packagedWebKit() {
  if (!isDebianRoot()) return undefined;
  installDebianPackages('webkit2gtk-driver', 'xvfb', 'fonts-liberation');
  return webKit();
}

function webKit() {
  const [driver] = onPath('WebKitWebDriver');
  const hasScreen = process.env.DISPLAY || onPath('Xvfb').length > 0;
  if (!driver || !hasScreen || !starts(driver, { answers: /replace|port/i, question: '--help' })) return undefined;
  // The folder name in between depends on the processor.
  return readdirSync('/usr/lib')
    .map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find(existsSync);
}
