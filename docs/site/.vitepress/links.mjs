/** The name that GitHub gives a heading, so that one link serves there and here. */
export const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const PAGE = /^(\.\.\/|\.\/)?(README|ACCESSIBILITY|(docs\/)?[\w-]+)\.md(?=#|$)/;

/** Links are written for the repository: the README is the first page here, and what is no page cannot be gone to. */
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
