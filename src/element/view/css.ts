/**
 * Tags a style sheet, and gives a root its looks by it: one style sheet for all in a document, which no other document can
 * use. A document that is not shown has none, nor has a test DOM. The name of the tag has editors colour what it tags.
 */
export function css({ raw: [text = ''] }: TemplateStringsArray): (root: ShadowRoot) => void {
  const sheets = new WeakMap<Window, CSSStyleSheet>();
  return (root) => {
    const view = root.ownerDocument.defaultView ?? window;
    try {
      const sheet = sheets.get(view) ?? new view.CSSStyleSheet();
      if (!sheets.has(view)) sheet.replaceSync(text);
      sheets.set(view, sheet);
      root.adoptedStyleSheets = [sheet];
    } catch {
      // It takes no style sheets made by scripts.
    }
  };
}
