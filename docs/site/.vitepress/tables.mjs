/**
 * Puts each table into a region that scrolls, so that the page does not on a phone. It can have the focus, for customers of the
 * keyboard, and has the name of the heading above it.
 */
export function scrollingTables(markdown) {
  markdown.core.ruler.push('scrolling-tables', ({ tokens }) => {
    let heading = '';
    const seen = new Map();
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'heading_open') heading = textOf(tokens[index + 1]);
      if (token.type !== 'table_open') continue;
      const count = (seen.get(heading) ?? 0) + 1;
      seen.set(heading, count);
      token.meta = { label: `Table: ${heading}${count > 1 ? `, ${count}` : ''}` };
    }
  });
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.table_open = (tokens, index) => `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(tokens[index].meta.label)}"><table>\n`;
  markdown.renderer.rules.table_close = () => '</table></div>\n';
}

/** The text of a heading, without its markup and the anchor. */
const textOf = ({ children }) => children.filter(({ type }) => type === 'text' || type === 'code_inline').map(({ content }) => content).join('').trim();
