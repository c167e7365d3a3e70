// Starts a browser without Playwright.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs } from '../support/browser.js';

/** A headless Chromium without Playwright, like a customer's. */
export interface BrowserProcess {
  /** The DevTools endpoint. Pages are not inspected until a client connects. */
  endpoint: string;
  /** Closes the browser, and removes its profile. */
  end: () => Promise<void>;
}

/** Starts a browser with this page, a new profile and more options of the command line. */
export async function startBrowser(page = 'about:blank', options: readonly string[] = []): Promise<BrowserProcess> {
  const { CHROME_PATH: executable = chromium.executablePath() } = process.env;
  const profile = await mkdtemp(join(tmpdir(), 'wise-link-'));
  const args = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...chromiumArgs, ...options, page];
  const browser = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => browser.once('close', resolve));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const [, url] = /DevTools listening on (\S+)/.exec(said) ?? [];
      if (url) resolve(url);
    });
    browser.once('error', reject);
    browser.once('close', () => reject(new Error(`The browser did not start: ${said}`)));
  });
  return {
    endpoint,
    end: async () => {
      browser.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
