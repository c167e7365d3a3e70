/** The oldest browsers in which the element works, as docs/reference.md says. */
const OLDEST = 'Chrome or Edge 111, Firefox 115, Safari 16.4 or Samsung Internet 22';

/**
 * Whether the browser is new enough. Two features stand for all: `color-mix()` came with the oldest Chromium and Firefox, style
 * sheets made by scripts with the oldest Safari. A test DOM, which asks for neither, is taken as it is.
 */
export const isSupported = (): boolean =>
  !globalThis.CSS?.supports || (CSS.supports('color', 'color-mix(in srgb,red,red)') && 'adoptedStyleSheets' in document);

/** Says to developers why the element is not there. */
export const refuse = (): void => {
  // oxlint-disable-next-line no-console -- documented: nothing else says why the children stay
  console.warn(`<wise-link> needs ${OLDEST}.`);
};
