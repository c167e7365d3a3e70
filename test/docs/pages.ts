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

const read = (path: string): Page => ({ path, text: readFileSync(root + path, 'utf8') });

/** The README, the accessibility statement, and the pages in docs. */
export const pages: readonly Page[] = [
  'README.md',
  'ACCESSIBILITY.md',
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
