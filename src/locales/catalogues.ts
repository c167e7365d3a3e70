import { tagsOf } from '../language.js';
import { en, type Plural, type Words } from './en.js';
import { fill } from './fill.js';

/** All words of a language as an array in the order of the English words. A third smaller than an object with keys. */
export type Catalogue = readonly (string | Plural)[];

/** Loads a catalog for the first supported BCP 47 tag, best first. Undefined if none is supported. */
export type Loader = (tags: readonly string[]) => Promise<Words | Catalogue> | undefined;

/** The partner's replacements for single words. `{partner}` is a placeholder for the partner's name. */
export type Messages = Partial<Words>;

/** Sentences that have a variant with the partner's name. */
const NAMED = ['popup', 'email', 'linked', 'safety'] as const;

/** The catalogs that are loaded or loading on this page. */
export class Catalogues {
  readonly #loaded = new Map<string, Words>([[en.lang, en]]);
  /** Whether a requested language is still loading. */
  readonly #requested = new Map<string, boolean>();
  readonly #onChange: () => void;
  #load: Loader | undefined;

  /** Calls `onChange` when a catalog was added, or when loading one failed. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Adds a catalog, or sets the function that loads catalogs on demand. */
  add(source: Words | Catalogue | Loader): void {
    if (typeof source === 'function') this.#load = source;
    else {
      const given = Array.isArray(source) ? Object.fromEntries(Object.keys(en).map((key, place) => [key, source[place]])) : source;
      // English for missing words, because the catalog may be of another version.
      const words = personal(en, '', given);
      this.#loaded.set(words.lang, words);
    }
    this.#onChange();
  }

  /** The words of a language, regional before base. Undefined if there are none; `isComing` tells whether they are loading. */
  find(lang: string): Words | undefined {
    const exact = this.#loaded.get(lang);
    if (exact) return exact; // every render calls this, and parsing a tag is slow
    const tags = tagsOf(lang);
    const words = tags.map((tag) => this.#loaded.get(tag)).find(Boolean);
    // Times use the locale of the page: de-AT formats them differently from de.
    if (words) return { ...words, lang: tags.find((tag) => tag.split('-')[0] === words.lang.split('-')[0]) ?? words.lang };
    const loading = this.#requested.has(lang) ? undefined : this.#load?.(tags);
    if (loading) {
      this.#requested.set(lang, true);
      void loading.catch(() => {}).then((catalog) => {
        this.#requested.set(lang, false);
        if (catalog) this.add(catalog);
        else this.#onChange();
      });
    }
    return undefined;
  }

  /** Whether the words of a language are still loading. */
  isComing(lang: string): boolean {
    return !!this.#requested.get(lang);
  }
}

/** A catalog with the partner's name and replacements. Ignores replacements with an unknown key or of another type. */
export function personal(words: Words, partner?: unknown, messages?: unknown): Words {
  const own = Object.entries(messages ?? {}).filter(([key, text]) => hasTypeOf(words[key as keyof Words], text));
  if (typeof partner !== 'string' || !partner) return { ...words, ...Object.fromEntries(own) };
  const named = [...NAMED.map((key) => [key, words[`${key}For`]]), ...own].map(([key, text]) => [
    key,
    typeof text === 'string' ? fill(text, { partner }) : text,
  ]);
  return { ...words, ...Object.fromEntries(named) };
}

/** Whether a replacement has the type of the original. A framework may set the property to any value. */
const hasTypeOf = (original: unknown, given: unknown): boolean =>
  typeof original === 'string' ? typeof given === 'string' : typeof original === 'object' && typeof Object(given).other === 'string';
