import { chromium, type Browser } from 'playwright';
import { chromiumArgs } from './browser.js';

/** Chromium as partners' customers have it, with its popup blocker. */
export function launchChromium(): Promise<Browser> {
  const { CHROME_PATH } = process.env;
  return chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs, ignoreDefaultArgs: ['--disable-popup-blocking'] });
}
