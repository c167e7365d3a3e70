import forest from './themes/forest.css?inline';
import ledger from './themes/ledger.css?inline';
import meridian from './themes/meridian.css?inline';
import neon from './themes/neon.css?inline';

/** The style sheets of the demo's themes, by name. `none` is the element's own look. */
export const THEMES: Readonly<Record<string, string>> = { none: '', meridian, forest, ledger, neon };

let sheet: CSSStyleSheet | undefined;

/** Gives all elements of the page the look of a style sheet, in place of the last one. */
export function applyTheme(css: string): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync(css);
}
