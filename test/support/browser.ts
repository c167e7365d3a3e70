// Settings of the browsers for tests.
import { playwright } from '@vitest/browser-playwright';
import type { BrowserContextOptions } from 'playwright';
import type { BrowserProviderOption } from 'vitest/node';
import { webkitgtk } from './webkitgtk.js';

/** Chromium as root needs --no-sandbox. The other flags stop network requests of the browser itself, which test machines may block. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The engine of the component tests: Chromium, or the one that `WISE_LINK_ENGINE` names. `contextOptions` apply to Chromium.
 */
export function browserUnderTest(contextOptions: BrowserContextOptions = {}): { provider: BrowserProviderOption; instances: { browser: 'chromium' }[] } {
  const { WISE_LINK_ENGINE: name = 'chromium', CHROME_PATH, HEADLESS_SHELL_PATH = CHROME_PATH, FIREFOX_PATH } = process.env;
  const providers: Record<string, () => BrowserProviderOption> = {
    webkitgtk,
    firefox: () =>
      playwright({
        launchOptions: {
          channel: 'moz-firefox',
          executablePath: FIREFOX_PATH ?? '/usr/bin/firefox-esr',
          // In Firefox, keepalive requests bypass the service worker of MSW.
          firefoxUserPrefs: { 'dom.fetchKeepalive.enabled': false },
        },
      }),
    chromium: () =>
      playwright({
        contextOptions,
        launchOptions: { ...(HEADLESS_SHELL_PATH ? { executablePath: HEADLESS_SHELL_PATH } : {}), args: chromiumArgs },
      }),
  };
  const provider = providers[name]?.();
  if (!provider) throw new Error(`WISE_LINK_ENGINE=${name} is not one of ${Object.keys(providers).join(', ')}`);
  // Vitest's type allows only the engines of its own providers.
  return { provider, instances: [{ browser: name as 'chromium' }] };
}
