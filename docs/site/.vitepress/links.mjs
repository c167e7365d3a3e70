/** The anchor that GitHub gives a heading, so that links work there and here. */
export const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const PAGE = /^(\.\.\/|\.\/)?(README|ACCESSIBILITY|(docs\/)?[\w-]+)\.md(?=#|$)/;

/** Adapts links that are written for the repository: the README is the index here, and links to files that are not pages become text. */
export function repositoryLinks(markdown) {
  markdown.core.ruler.push('repository-links', ({ tokens }) => {
    for (const token of tokens) if (token.children) token.children = linked(token.children);
  });
}

function linked(tokens) {
  let isDropped = false;
  return tokens.filter((token) => {
    if (token.type === 'link_close' && isDropped) return (isDropped = false);
    if (token.type !== 'link_open') return true;
    const href = token.attrGet('href') ?? '';
    isDropped = !/^(#|https?:)/.test(href) && !PAGE.test(href);
    token.attrSet('href', href.replace('README.md', 'index.md'));
    return !isDropped;
  });
}
