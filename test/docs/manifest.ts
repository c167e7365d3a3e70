import { readFileSync } from 'node:fs';
import { root } from './pages.js';

/** A member of the element by its name, with its default where it has one. */
export interface Named {
  name: string;
  default?: string;
}

/** What the manifest says of the element. */
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

/** `<wise-link>`, as dist/custom-elements.json has it. */
export const element: Declaration = found;

/** The words that an attribute takes; none where it takes any text. */
export const wordsOf = (type: string): string[] => [...type.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word);
