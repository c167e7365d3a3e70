/** Reads the catalogs of all languages, and the glossary from docs/languages.md. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Words } from '../../../src/locales/en.js';

const FOLDER = new URL('../../../src/locales/', import.meta.url);

/** The names of all catalogs, such as `de` and `de-informal`. */
export const NAMES = readdirSync(FOLDER)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !['auto', 'catalogues', 'fill'].includes(name));

/** The language of a catalog: the informal one has the same as the formal one. */
export const languageOf = (name: string): string => name.replace(/-informal$/, '');

/** Imports a catalog by its name, from a folder of catalogs. */
export async function catalog(name: string, folder: URL = FOLDER): Promise<Words> {
  const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, Words>;
  const [words] = Object.values(module);
  if (!words) throw new Error(`${name}.ts has no words`);
  return words;
}

/** The columns of the glossary. */
export const TERMS = ['account', 'connect', 'code', 'give access', 'email', 'profile', 'link (URL)'] as const;
export type Term = (typeof TERMS)[number];

/** The glossary by language: for each term, the beginnings of the words that the catalog uses. */
export function glossary(page: string = readFileSync(new URL('../../../docs/languages.md', import.meta.url), 'utf8')): Map<string, Record<Term, string[]>> {
  const rows = page.split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const head = rows.findIndex((cells) => cells.includes('give access'));
  const columns = TERMS.map((term) => rows[head]?.indexOf(term) ?? -1);
  const table = rows.slice(head + 2);
  const end = table.findIndex((cells) => cells.length === 0);
  return new Map(table.slice(0, end).map((cells) => [
    (cells[0] ?? '').replaceAll('`', ''),
    Object.fromEntries(TERMS.map((term, place) => [term, (cells[columns[place] ?? -1] ?? '').split(', ')])) as Record<Term, string[]>,
  ]));
}

/** The paragraphs of the redirect page by language, as texts with a class. */
export function redirectPage(): Map<string, [name: string, text: string][]> {
  const page = readFileSync(new URL('../../../src/callback/callback.html', import.meta.url), 'utf8');
  const all = new Map<string, [string, string][]>();
  for (const [, name = '', lang = '', text = ''] of page.matchAll(/<p class="(\w+)" lang="([\w-]+)"[^>]*>([^<]*)</g)) {
    all.set(lang, [...(all.get(lang) ?? []), [name, text]]);
  }
  return all;
}
