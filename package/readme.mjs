/**
 * `prepack` and `postpack`: gives the README of the package absolute links and pictures, because npm's page and an installed
 * package have no other files of the repository, and restores it. The address is `repository` of package.json.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Links in Markdown, and the elements that only the site of the docs shows. */
const LINK = /(!?)(\[[^\]]*\]\()(?!https?:|#|mailto:)([^)\s]+)\)/g;
const SITE_ONLY = /^<live-example\b.*<\/live-example>\n\n/gm;

/** The README with absolute links to the files of a version, as the repository’s host shows them. */
export function absolute(readme, { repository, version }) {
  const page = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  const at = (isPicture, target) => `${page}/${isPicture ? 'raw' : 'blob'}/v${version}/${target}`;
  return readme.replaceAll(SITE_ONLY, '').replaceAll(LINK, (_, picture, text, target) => `${picture}${text}${at(picture, target)})`);
}

/** Whether package.json still has the address that stands for the repository’s own. */
export const isPlaceholder = ({ repository }) => !repository?.url || new URL(repository.url.replace(/^git\+/, '')).hostname.endsWith('.example');

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const KEPT = path('node_modules/.readme-of-the-repository.md');

if (process.argv[2] === '--absolute') {
  const readme = readFileSync(path('README.md'), 'utf8');
  writeFileSync(KEPT, readme);
  writeFileSync(path('README.md'), absolute(readme, JSON.parse(readFileSync(path('package.json'), 'utf8'))));
}
if (process.argv[2] === '--restore') renameSync(KEPT, path('README.md'));
