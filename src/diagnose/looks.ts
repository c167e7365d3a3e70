import { languageOf, tagsOf } from '../language.js';
import { ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

/** The values that the style sheet supports. Any other value is ignored without a warning. */
const VALUES = { theme: ['light', 'dark', 'auto'], appearance: ['card', 'button'] } as const;

const choice =
  (name: keyof typeof VALUES) =>
  ({ element }: Scene): Finding => {
    const given = element.getAttribute(name);
    if (!given) return ok(name, `${name} is not set, and is optional.`);
    if (VALUES[name].some((value) => value === given)) return ok(name, `${name} is valid.`);
    return warning(name, `${name}="${given.slice(0, 99)}" has no effect.`, `Write ${VALUES[name].join(' or ')}.`);
  };

/** Checks the `theme` attribute. */
export const theme = choice('theme');

/** Checks the `appearance` attribute. */
export const appearance = choice('appearance');

/** The languages that have a file in `locales/`. English is part of the element. */
export const FILES = 'ar cs da de es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant'.split(' ');

const TAG = 'a BCP 47 tag, such as de or pt-BR';

/** Checks that the card has text in the language of the page. */
export function lang({ element }: Scene): Finding {
  const page = languageOf(element);
  const form = element.shadowRoot?.querySelector('form');
  if (!form) return ok('lang', 'The card is not rendered yet.');
  if (!page) return warning('lang', 'The page does not declare its language.', `Set lang on <html>: ${TAG}.`);
  const tags = tagsOf(page);
  const shown = form.lang || 'en';
  // The partner's own words may have any tag.
  if ([page, ...tags].includes(shown)) return ok('lang', `The card is in "${shown}".`);
  const message = `The page is in "${page.slice(0, 99)}", but the card is in "${shown}".`;
  const file = tags.find((tag) => FILES.includes(tag));
  if (file) return warning('lang', message, `Load locales/${file}.js or locales/auto.js before the element.`);
  return warning('lang', message, `Add words in that language with WiseLink.localize. If it is not a language, set lang to ${TAG}.`);
}
