import type { Plugin } from 'vite';

/** Lit's module of style sheets, as `@lit/reactive-element` imports it. */
const STYLES = './css-tag.js';

/** Used by Lit itself, and only passed on. */
const MODULE = `
  export const getCompatibleStyle = (style) => style, adoptStyles = () => {};
  export const CSSResult = 0, css = 0, supportsAdoptingStyleSheets = 0, unsafeCSS = 0;
`;

/**
 * Leaves Lit's style sheets, and what serves browsers without constructed ones, out of a file that has Lit inside: 2 % of
 * the element, which dresses its shadow root itself (src/view/css.ts). The build fails if Lit needs more of that some day.
 */
export const withoutLitStyles = (isFor: (environment: string) => boolean): Plugin => ({
  name: 'without-lit-styles',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => isFor(name),
  resolveId: (id, importer) => (id === STYLES && importer?.includes('/@lit/reactive-element/') ? `\0${STYLES}` : undefined),
  load: (id) => (id === `\0${STYLES}` ? MODULE : undefined),
});
