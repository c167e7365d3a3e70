import { languageOf } from '../language.js';
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

/** Are there words in the language of the page? */
export function lang({ element }: Scene): Finding {
  const page = languageOf(element);
  const form = element.shadowRoot?.querySelector('form');
  if (!form) return ok('lang', 'There is no card yet that could speak.');
  if (!page) return warning('lang', 'The page does not say which language it is in.', 'Set lang on <html>.');
  const spoken = form.lang || 'en';
  const [one, other] = [page, spoken].map((tag) => tag.toLowerCase().split('-', 1).join(''));
  if (one === other || (spoken === 'nb' && /^n[no]$/.test(one ?? ''))) return ok('lang', `The card speaks "${spoken}".`);
  return warning('lang', `The page is in "${page}", and the card speaks "${spoken}".`, `Load locales/auto.js or locales/${page}.js before the element, or give it words by WiseLink.localize.`);
}
