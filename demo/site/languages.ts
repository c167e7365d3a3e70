/** The languages of the element's catalogs, English first (BCP 47). */
export const LANGUAGES = 'en ar cs da de es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant'.split(' ');

/** The name of a language in English. */
export const languageName = (tag: string): string => new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;

/** The direction in which a language is written. */
export const directionOf = (tag: string): 'ltr' | 'rtl' => (/^(ar|he)\b/.test(tag) ? 'rtl' : 'ltr');
