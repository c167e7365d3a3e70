/** Turns mermaid code blocks into the theme's component that renders them. */
export function mermaidPlugin(markdown) {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, at, ...rest) => {
    const { info, content } = tokens[at];
    return info.trim() === 'mermaid' ? `<MermaidDrawing source="${encodeURIComponent(content)}" />` : fence(tokens, at, ...rest);
  };
}
