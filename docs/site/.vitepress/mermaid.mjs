/** A fence with a drawing becomes an element of the theme, which draws it. */
export function mermaidPlugin(markdown) {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, at, ...rest) => {
    const { info, content } = tokens[at];
    return info.trim() === 'mermaid' ? `<MermaidDrawing source="${encodeURIComponent(content)}" />` : fence(tokens, at, ...rest);
  };
}
