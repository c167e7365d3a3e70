/** The Chromium features that Playwright disables, without the partitioning of storage. */
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
 * Enables storage partitioning, as in customers' browsers: Chromium separates a site's storage in a frame from its storage in a tab.
 * Playwright disables it with a list of features, and the last list counts.
 */
export const partitioned = `--disable-features=${OFF.join()}`;
