/**
 * A template tag for a style sheet. Returns a function that adopts it in a root: one sheet for each document, as no other
 * document can use it. Inert documents and test DOMs have none. The name `css` lets editors highlight the template.
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
      // This root does not take constructable style sheets.
    }
  };
}
