/** Checks that the browser is new enough. */

/** The oldest supported browsers. Must match docs/versions.md. */
const OLDEST = 'Chrome or Edge 111, Firefox 115, Safari 16.4 or Samsung Internet 22';

/**
 * Whether the browser is new enough. Two features are checked for all: `color-mix()` came with the oldest Chromium and Firefox,
 * constructable style sheets with the oldest Safari. A test DOM without `CSS.supports` passes.
 */
export const isSupported = (): boolean =>
  !globalThis.CSS?.supports || (CSS.supports('color', 'color-mix(in srgb,red,red)') && 'adoptedStyleSheets' in document);

/** Warns developers that the element is not defined. */
export const warnUnsupported = (): void => {
  // oxlint-disable-next-line no-console -- documented: no other sign of why the fallback children stay
  console.warn(`<wise-link> needs ${OLDEST}.`);
};
