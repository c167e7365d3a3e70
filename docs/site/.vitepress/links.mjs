/** The anchor that GitHub gives a heading, so that links work there and here. */
export const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const PAGE = /^(\.\.\/|\.\/)?(?!CHANGELOG)(docs\/)?[\w-]+\.md(?=#|$)/;

/** Absolute links to files of the repository, which the README has for npm. */
const ABSOLUTE = /^https:\/\/(?:github\.com\/[^/]+\/wise-link\/blob|raw\.githubusercontent\.com\/[^/]+\/wise-link)\/main\//;

/** A link to a file of the repository, relative to the README. Other links stay as they are. */
export const relative = (link) => link.replace(ABSOLUTE, './');

/** Adapts links that are written for the repository and for npm: the README is the overview here, and links to files that are not pages become text. */
export function repositoryLinks(markdown) {
  markdown.core.ruler.push('repository-links', ({ tokens }) => {
    for (const token of tokens) if (token.children) token.children = linked(token.children);
  });
}

function linked(tokens) {
  let isDropped = false;
  return tokens.filter((token) => {
    if (token.type === 'link_close' && isDropped) return (isDropped = false);
    if (token.type === 'image') token.attrSet('src', relative(token.attrGet('src') ?? ''));
    if (token.type !== 'link_open') return true;
    const href = relative(token.attrGet('href') ?? '');
    isDropped = !/^(#|https?:)/.test(href) && !PAGE.test(href);
    token.attrSet('href', href.replace('README.md', 'overview.md'));
    return !isDropped;
  });
}
