// Reads the pages of the documentation, their code blocks and tables.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A page of the documentation. */
export interface Page {
  path: string;
  text: string;
}

/** A fenced code block of a page. */
export interface Snippet {
  /** Where it starts: `docs/flows.md:12`. */
  at: string;
  language: string;
  code: string;
}

const { repository } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { repository: { url: string } };

/** The address of the repository. */
export const REPOSITORY = repository.url.replace(/^git\+|\.git$/g, '');

/** The prefixes of the README's links to files of the repository. They are absolute, because npm also shows the README. */
export const HERE = [`${REPOSITORY}/blob/main/`, `${REPOSITORY.replace('//github.com', '//raw.githubusercontent.com')}/main/`];

/** A text whose links to files of the repository are relative. */
export const withRelativeLinks = (text: string): string => HERE.reduce((changed, prefix) => changed.replaceAll(prefix, ''), text);

const read = (path: string): Page => ({ path, text: withRelativeLinks(readFileSync(root + path, 'utf8')) });

/** The README, the pages beside it, and the pages in docs. */
export const pages: readonly Page[] = [
  'README.md',
  'ACCESSIBILITY.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(`${root}docs`).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`),
].map(read);

const FENCE = /^( *)```(\S*)\n(.*?)^\1```$/gms;

/** The code blocks of all pages. */
export const snippets: readonly Snippet[] = pages.flatMap(({ path, text }) =>
  [...text.matchAll(FENCE)].map(({ index, 1: indent = '', 2: language = '', 3: code = '' }) => ({
    at: `${path}:${text.slice(0, index).split('\n').length}`,
    language,
    code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  })),
);

/** A page's text without its code blocks. */
export const prose = ({ text }: Page): string => text.replaceAll(FENCE, '');

/** The text below a heading of a page, up to the next heading. */
export function section(path: string, heading: string): string {
  const text = pages.find((page) => page.path === path)?.text ?? '';
  const [, found] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  if (found === undefined) throw new Error(`${path} has no heading "${heading}"`);
  return found.split(/^#+ /m)[0] ?? '';
}

/** The rows of the first table in a text, without its header. */
export function rows(text: string): string[][] {
  const [table = ''] = /(?:^\|.*\n?)+/m.exec(text) ?? [];
  return table.trim().split('\n').slice(2).map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()));
}
