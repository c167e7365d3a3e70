/** A style sheet as it is written; the name of the tag has editors colour it. */
export const css = ({ raw: [text = ''] }: TemplateStringsArray): string => text;

/** One for all elements of a document: no other document can use it. */
const sheets = new WeakMap<Window, CSSStyleSheet>();

/** Gives a root its looks. A document that shows nothing, as that of a template or a test DOM, has none. */
export function dress(root: ShadowRoot, text: string): void {
  const view = root.ownerDocument.defaultView ?? window;
  try {
    const sheet = sheets.get(view) ?? new view.CSSStyleSheet();
    if (!sheets.has(view)) sheet.replaceSync(text);
    sheets.set(view, sheet);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // It has no constructed style sheets.
  }
}
