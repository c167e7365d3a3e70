import { languageOf, tagsOf } from '../language.js';
import { ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

/** What the style sheet knows: any other word changes nothing, in silence. */
const WORDS = { theme: ['light', 'dark', 'auto'], appearance: ['card', 'button'] } as const;

const choice =
  (name: keyof typeof WORDS) =>
  ({ element }: Scene): Finding => {
    const given = element.getAttribute(name);
    if (!given) return ok(name, `${name} is not set, and need not be.`);
    if (WORDS[name].some((word) => word === given)) return ok(name, `${name} can be used.`);
    return warning(name, `${name}="${given.slice(0, 99)}" changes nothing.`, `Write ${WORDS[name].join(' or ')}.`);
  };

/** Is the `theme` one that there is? */
export const theme = choice('theme');

/** Is the `appearance` one that there is? */
export const appearance = choice('appearance');

/** The languages of which there is a file beside the element; English is in the element. */
export const FILES = 'ar cs da de es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant'.split(' ');

const TAG = 'a tag of BCP 47, such as de or pt-BR';

/** Are there words in the language of the page? */
export function lang({ element }: Scene): Finding {
  const page = languageOf(element);
  const form = element.shadowRoot?.querySelector('form');
  if (!form) return ok('lang', 'There is no card yet that could speak.');
  if (!page) return warning('lang', 'The page does not say which language it is in.', `Set lang on <html>: ${TAG}.`);
  const tags = tagsOf(page);
  const spoken = form.lang || 'en';
  // Words of the partner's own may bear any name.
  if ([page, ...tags].includes(spoken)) return ok('lang', `The card speaks "${spoken}".`);
  const said = `The page is in "${page.slice(0, 99)}", and the card speaks "${spoken}".`;
  const file = tags.find((tag) => FILES.includes(tag));
  if (file) return warning('lang', said, `Load locales/${file}.js or locales/auto.js before the element.`);
  return warning('lang', said, `Give it words in that language by WiseLink.localize. If it is none, set lang to ${TAG}.`);
}
