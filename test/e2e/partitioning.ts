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
 * With it Chromium keeps what a site stores in a frame apart from what it stores in a tab, as customers' browsers do.
 * Playwright switches that off, by a list of features of which the last one given counts.
 */
export const partitioned = `--disable-features=${OFF.join()}`;
