// Reads the element’s declaration from the custom-elements manifest.
import { readFileSync } from 'node:fs';
import { root } from './pages.js';

/** A member of the element, with its default if it has one. */
export interface Named {
  name: string;
  default?: string;
}

/** The element's declaration in the manifest. */
interface Declaration {
  tagName?: string;
  attributes: (Named & { fieldName: string; type: { text: string } })[];
  members: (Named & { kind: string; static?: boolean; readonly?: boolean })[];
  events: Named[];
  slots: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

const { modules } = JSON.parse(readFileSync(`${root}dist/custom-elements.json`, 'utf8')) as { modules: { declarations: Declaration[] }[] };
const found = modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'wise-link');
if (!found) throw new Error('dist/custom-elements.json has no <wise-link>: run `npm run build`');

/** The declaration of `<wise-link>` in dist/custom-elements.json. */
export const element: Declaration = found;

/** The keywords that an attribute accepts, or an empty list if it accepts any text. */
export const wordsOf = (type: string): string[] => [...type.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word);
