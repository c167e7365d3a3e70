import { unsafeCSS, type CSSResult } from 'lit';

/**
 * A style sheet as it is written. Lit's own tag guards against values put into the text; here the types leave no room
 * for any, and the element is 0.15 kB smaller.
 */
export const css = ({ raw: [text] }: TemplateStringsArray): CSSResult => unsafeCSS(text);
