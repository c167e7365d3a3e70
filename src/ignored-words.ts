/** Finds words that the element cannot use. For developers: no file that customers load has this. */
import { isLike, type Catalogue, type Loader } from './locales/catalogues.js';
import { en, type Words } from './locales/en.js';

/** The placeholders of a sentence, in one order. */
const placeholders = (text: string): string => (text.match(/\{\w+\}/g) ?? []).toSorted().join('');

/** The keys of `messages` that the element ignores: it has no such sentence, or the value cannot replace it. */
export function ignoredKeys(messages: unknown): string[] {
  if (typeof messages !== 'object') return [];
  const isUsed = (key: string, text: unknown): boolean => Object.hasOwn(en, key) && isLike(en[key as keyof Words], text);
  return Object.entries(messages ?? {}).flatMap(([key, text]) => (text === undefined || isUsed(key, text) ? [] : [key]));
}

/** Whether a list of words is of another version: it has another number of sentences, or other placeholders in one of them. */
export function isOfOtherVersion(words: Catalogue): boolean {
  const ours = Object.values(en);
  const fits = (own: unknown, given: unknown): boolean =>
    isLike(own, given) && (typeof own !== 'string' || typeof given !== 'string' || placeholders(own) === placeholders(given));
  return words.length !== ours.length || !ours.every((own, place) => fits(own, words[place]));
}

/** The element's class, as far as it takes words. */
interface Localizable {
  readonly prototype: object;
  localize(source: Words | Catalogue | Loader): void;
}

/** The accessor of `messages`. Lit defines it, on a base class, when the element is defined. */
const accessorOf = (prototype: object | null): PropertyDescriptor | undefined =>
  prototype ? (Object.getOwnPropertyDescriptor(prototype, 'messages') ?? accessorOf(Object.getPrototypeOf(prototype) as object | null)) : undefined;

/** Warns the developer, once for each text, of keys in `messages` that the element ignores, and of words of another version. */
export function warnOfIgnoredWords(element: Localizable): void {
  const warnings = new Set<string>();
  const warn = (text: string): void => {
    // oxlint-disable-next-line no-console -- only the development build calls this
    if (!warnings.has(text)) console.warn(text);
    warnings.add(text);
  };
  const checked = <Given>(given: Given): Given => {
    if (Array.isArray(given) && isOfOtherVersion(given)) {
      warn(`<wise-link> got words in "${String(given[0])}" of another version. Load the language file of the same version as the element.`);
    }
    return given;
  };
  const localize = element.localize.bind(element);
  element.localize = (source) => localize(typeof source === 'function' ? (tags) => source(tags)?.then(checked) : checked(source));

  const accessor = accessorOf(element.prototype);
  if (!accessor?.set) return; // another copy of the package defined the element
  Object.defineProperty(element.prototype, 'messages', {
    ...accessor,
    set(this: unknown, messages: unknown) {
      const keys = ignoredKeys(messages);
      if (keys.length > 0) warn(`<wise-link> ignores in messages: ${keys.join(', ')}. docs/languages.md has the link to all keys.`);
      accessor.set?.call(this, messages);
    },
  });
}
