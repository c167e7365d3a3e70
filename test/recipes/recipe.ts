// Reads the files of the recipes from docs/recipes.md.
import { readFileSync } from 'node:fs';

/** A file that a recipe tells the reader to create. */
export interface RecipeFile {
  path: string;
  text: string;
}

const page = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');

/** The heading of each recipe, by the name of its project. */
const HEADINGS = {
  'next': 'Next.js with the App Router',
  'next-pages': 'Next.js with the Pages Router',
  'nuxt': 'Nuxt',
  'sveltekit': 'SvelteKit',
  'astro': 'Astro',
  'turbo': 'Turbo',
  'htmx': 'htmx',
} as const;

/** The projects, in the order of the page. */
export const NAMES = Object.keys(HEADINGS) as readonly (keyof typeof HEADINGS)[];

/** The text below a heading of the second level. */
function section(heading: string): string {
  const [, text] = page.split(`\n## ${heading}\n`);
  if (text === undefined) throw new Error(`docs/recipes.md has no heading "${heading}"`);
  return text.split('\n## ', 1).join('');
}

/** The blocks after "Create `path`", with any words in between. */
const filesIn = (text: string): RecipeFile[] =>
  [...text.matchAll(/Create `([^`]+)`[^`]*(?:`[^`]+`[^`]*)?:\n\n```\w+\n(.*?)^```$/gms)].map(([, path = '', content = '']) => ({ path, text: content }));

/** The files of a recipe: its own, and the shared one in the folder that the recipe names. */
export function filesOf(name: (typeof NAMES)[number]): RecipeFile[] {
  const text = section(HEADINGS[name]);
  const [, folder] = /Put `wise-link\.ts`(?: and `session\.ts`)? into `([^`]+)`/.exec(text) ?? [];
  const shared = folder === undefined ? [] : filesIn(section('Before you start')).map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  return [...shared, ...filesIn(text)];
}
