import { test as base } from '@playwright/test';

/** What Playwright needs to be off in Chromium, and what would call home; but not the partitioning of storage. */
const OFF = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'BlockOriginHeaderModificationOnRedirect',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'Translate',
];

/**
 * A browser that keeps what a site stores in a frame apart from what it stores in a tab, as customers' browsers do.
 * Playwright switches that off in Chromium, by a list of features of which the last one given counts.
 */
export const test = base.extend<object, object>({
  launchOptions: [
    async ({ launchOptions, browserName }, use) => {
      const { args = [], firefoxUserPrefs, ...rest } = launchOptions;
      await use(
        browserName === 'chromium'
          ? { ...rest, args: [...args, `--disable-features=${OFF.join()}`] }
          : // Playwright's clicks do not reach a frame that Firefox runs in a process of its own.
            { ...rest, args, firefoxUserPrefs: { ...firefoxUserPrefs, 'fission.autostart': false } },
      );
    },
    { scope: 'worker' },
  ],
});
