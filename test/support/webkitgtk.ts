import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProviderOption } from 'vitest/node';
import { WebKit } from './webkit-driver.js';

/** A Vitest browser provider that opens the test page in WebKitGTK's MiniBrowser over WebDriver. */
export function webkitgtk(): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'webkitgtk',
    supportedBrowser: ['webkitgtk'],
    providerFactory() {
      let webkit: WebKit | undefined;
      return {
        name: 'webkitgtk',
        supportsParallelism: false,
        initScripts: [],
        getCommandsContext: () => ({}),
        async openPage(_session, url) {
          webkit ??= await WebKit.start();
          await webkit.driver.get(url);
        },
        async close() {
          await webkit?.stop();
        },
      };
    },
  });
}
