import { tagsOf } from '../language.js';
import { en, type Plural, type Words } from './en.js';
import { fill } from './fill.js';

/** All words of a language, in the order of the English ones: a third smaller than with keys. */
export type Catalogue = readonly (string | Plural)[];

/** Fetches a catalogue by the tags that fit (BCP 47), best first. Returns undefined if there is none. */
export type Loader = (tags: readonly string[]) => Promise<Words | Catalogue> | undefined;

/** The partner's own words, instead of ours. `{partner}` stands for the partner's name. */
export type Messages = Partial<Words>;

/** Sentences that have another form with the partner's name. */
const NAMED = ['popup', 'email', 'linked', 'safety'] as const;

/** The catalogues that are loaded, and those that are loading. */
export class Catalogues {
  readonly #known = new Map<string, Words>([[en.lang, en]]);
  /** By requested language: whether its catalogue is still loading. */
  readonly #requested = new Map<string, boolean>();
  readonly #changed: () => void;
  #load: Loader | undefined;

  /** Calls `changed` when there are new words, or when a catalogue could not be loaded. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Adds a catalogue, or a function that fetches one when it is needed. */
  add(source: Words | Catalogue | Loader): void {
    if (typeof source === 'function') this.#load = source;
    else {
      const keys = Object.keys(en);
      // A list of another version would put its sentences in the wrong places, so it counts as empty. An object may lack sentences, which stay English.
      const messages = Array.isArray(source) ? Object.fromEntries(keys.map((key, place) => [key, keys.length === source.length && source[place]])) : source;
      const words = personal(en, '', messages);
      this.#known.set(words.lang, words);
    }
    this.#changed();
  }

  /** The words of a language, regional before base. Undefined if there are none; `isComing` is true while they load. */
  find(lang: string): Words | undefined {
    const exact = this.#known.get(lang);
    if (exact) return exact; // parsing a tag on each render is slow
    const tags = tagsOf(lang);
    const words = tags.map((tag) => this.#known.get(tag)).find(Boolean);
    // Times follow the region of the page, also if the words do not: Austria formats them differently from Germany.
    if (words) return { ...words, lang: tags.find((tag) => tag.split('-')[0] === words.lang.split('-')[0]) ?? words.lang };
    const coming = this.#requested.has(lang) ? undefined : this.#load?.(tags);
    if (coming) {
      this.#requested.set(lang, true);
      void coming.catch(() => {}).then((loaded) => {
        this.#requested.set(lang, false);
        if (loaded) this.add(loaded);
        else this.#changed();
      });
    }
    return undefined;
  }

  /** Whether the catalogue of a language is still loading. */
  isComing(lang: string): boolean {
    return !!this.#requested.get(lang);
  }
}

/** The words with the partner's name and own messages in them. A message that is not one of our sentences is left out. */
export function personal(words: Words, partnerName?: unknown, messages?: unknown): Words {
  const partner = typeof partnerName === 'string' && partnerName ? partnerName : undefined;
  const named = partner ? NAMED.map((key) => [key, words[`${key}For`]] as const) : [];
  const own = Object.entries(messages ?? {}).filter(([key, text]) => isLike(words[key as keyof Words], text));
  const filled = [...named, ...own].map(([key, text]) => [key, typeof text === 'string' ? fill(text, { partner }) : text]);
  return { ...words, ...Object.fromEntries(filled) };
}

/** Whether a value can replace one of our sentences: a framework may set a property to anything. */
export const isLike = (ours: unknown, given: unknown): boolean =>
  typeof ours === 'string' ? typeof given === 'string' : typeof ours === 'object' && typeof Object(given).other === 'string';
