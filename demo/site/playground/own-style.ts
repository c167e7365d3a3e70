/** The style sheet of a theme from the theme maker, which the fragment of the URL describes. */
import { cssOf } from '../maker/css.js';
import { fieldsOf, queryOf, wishOf, type Fields } from '../maker/wish.js';
import { THEMES } from '../themes.js';

/** The name of that style sheet among the playground's. */
export const OWN = 'own';

/**
 * The style sheet of a name. A link carries no CSS: colors, a font of the list and a radius are read from the fragment, anything
 * else counts as the default, and the style sheet is made from them.
 */
export const styleOf = (name: string, fragment: string): string =>
  name === OWN ? cssOf(wishOf(fieldsOf(new URLSearchParams(fragment.slice(1))))) : (THEMES[name] ?? '');

/** The address of the playground with the theme of these fields. */
export const playgroundWith = (fields: Fields): string => `/?style=${OWN}#${queryOf(fields).slice(1)}`;
