import { tagsOf } from '../language.js';
import { en, type Plural, type Words } from './en.js';
import { fill } from './fill.js';

/** All words of a language in the order of the English ones: a third smaller than with their keys. */
export type Catalogue = readonly (string | Plural)[];

/** Fetches a catalogue, by the tags that would do (BCP 47), best first. Undefined where there is none. */
export type Loader = (tags: readonly string[]) => Promise<Words | Catalogue> | undefined;

/** Words of the partner's own, in place of ours. `{partner}` stands for the partner's name. */
export type Messages = Partial<Words>;

/** Sentences that have another form where the partner's name is known. */
const NAMED = ['popup', 'email', 'linked', 'safety'] as const;

/** The catalogues that have come to this page, and those on their way. */
export class Catalogues {
  readonly #known = new Map<string, Words>([[en.lang, en]]);
  /** By the language for which one was asked: whether it is still on its way. */
  readonly #asked = new Map<string, boolean>();
  readonly #told: () => void;
  #load: Loader | undefined;

  /** `told` hears when there are other words, or when some that were waited for do not come. */
  constructor(told: () => void) {
    this.#told = told;
  }

  /** Takes a catalogue, or somebody who fetches one when it is needed. */
  add(source: Words | Catalogue | Loader): void {
    if (typeof source === 'function') this.#load = source;
    else {
      const given = Array.isArray(source) ? Object.fromEntries(Object.keys(en).map((key, place) => [key, source[place]])) : source;
      // What it lacks, as that of another version may, is in English.
      const words = personal(en, '', given);
      this.#known.set(words.lang, words);
    }
    this.#told();
  }

  /** The words of a language, regional before base. Undefined if there are none; `isComing` says whether to wait for them. */
  find(lang: string): Words | undefined {
    const exact = this.#known.get(lang);
    if (exact) return exact; // told anew for every drawing, and taking a tag apart takes long
    const tags = tagsOf(lang);
    const words = tags.map((tag) => this.#known.get(tag)).find(Boolean);
    // Times are written as on the page: an Austrian one has its own.
    if (words) return { ...words, lang: tags.find((tag) => tag.split('-')[0] === words.lang.split('-')[0]) ?? words.lang };
    const coming = this.#asked.has(lang) ? undefined : this.#load?.(tags);
    if (coming) {
      this.#asked.set(lang, true);
      void coming.catch(() => {}).then((came) => {
        this.#asked.set(lang, false);
        if (came) this.add(came);
        else this.#told();
      });
    }
    return undefined;
  }

  isComing(lang: string): boolean {
    return !!this.#asked.get(lang);
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
const isLike = (ours: unknown, given: unknown): boolean =>
  typeof ours === 'string' ? typeof given === 'string' : typeof ours === 'object' && typeof Object(given).other === 'string';
