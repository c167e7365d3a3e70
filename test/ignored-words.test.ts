// Tests what the development build says about words that the element cannot use.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ignoredKeys, isOfOtherVersion, warnOfIgnoredWords } from '../src/ignored-words.js';
import type { Catalogue, Loader } from '../src/locales/catalogues.js';
import { de } from '../src/locales/de.js';
import { en, type Words } from '../src/locales/en.js';

const catalogues = import.meta.glob<Record<string, Words>>(['../src/locales/*.ts', '!**/{auto,catalogues,fill}.ts'], { eager: true });
const list = (words: Words = de): (Catalogue[number] | undefined)[] => Object.values(words);
const place = (key: keyof Words): number => Object.keys(en).indexOf(key);

describe('the keys that the element ignores', () => {
  test.each<[what: string, messages: unknown, keys: string[]]>([
    ['none of the element’s own', { connect: 'Connect', triesLeft: { other: '{count} left' } }, []],
    ['none without a value, as frameworks set them', { connect: undefined }, []],
    ['a key with a typing error', { conect: 'Connect', cancel: 'Not now' }, ['conect']],
    ['a key of every object', { constructor: 'x', toString: 'x' }, ['constructor', 'toString']],
    ['a value that is not a text', { connect: 7, cancel: null }, ['connect', 'cancel']],
    ['a text instead of plural forms', { triesLeft: 'some' }, ['triesLeft']],
    ['none if nothing is set', undefined, []],
    ['none if it is null', null, []],
    ['none in a text, which is reported as such', 'text', []],
  ])('%s', (_, messages, keys) => {
    expect(ignoredKeys(messages)).toEqual(keys);
  });
});

describe('a list of words', () => {
  test.each(Object.entries(catalogues).flatMap(([file, module]) => Object.values(module).map((words): [string, Words] => [file, words])))('of this version is not reported: %s', (_, words) => {
    expect(isOfOtherVersion(list(words) as Catalogue)).toBe(false);
  });

  test.each<[how: string, words: unknown[]]>([
    ['has one sentence less', list().slice(0, -1)],
    ['has one sentence more', [...list(), 'new']],
    ['has a sentence at another place', list().toSpliced(place('wait'), 2, de.label, de.wait)],
    ['has a sentence in place of plural forms', list().with(place('triesLeft'), de.tryAgain)],
    ['is empty', []],
  ])('of another version is found if it %s', (_, words) => {
    expect(isOfOtherVersion(words as unknown as Catalogue)).toBe(true);
  });
});

describe('the development build', () => {
  let warnings: string[];
  let Fake: ReturnType<typeof fake>;

  /** A class like the element's, with the accessor on a base class. The warnings would stay on the real one. */
  const fake = () => {
    class Base {
      #messages: unknown;
      get messages(): unknown {
        return this.#messages;
      }
      set messages(value: unknown) {
        this.#messages = value;
      }
    }
    return class extends Base {
      static readonly added: (Words | Catalogue | Loader)[] = [];
      static localize(source: Words | Catalogue | Loader): void {
        this.added.push(source);
      }
    };
  };

  beforeEach(() => {
    warnings = [];
    vi.spyOn(console, 'warn').mockImplementation((text: string) => warnings.push(text));
    Fake = fake();
    warnOfIgnoredWords(Fake);
  });

  test('names each key of messages that the element ignores, once, and sets messages all the same', () => {
    const element = new Fake();
    const messages = { conect: 'Connect', cancel: 'Not now' };
    for (let times = 0; times < 2; times += 1) element.messages = messages;
    expect(warnings).toEqual(['<wise-link> ignores in messages: conect. docs/languages.md has the link to all keys.']);
    expect(element.messages).toBe(messages);
  });

  test('reports a list of words of another version, also one that was fetched', async () => {
    const old = list().slice(0, -1) as Catalogue;
    const other = [...list({ ...de, lang: 'fr' }), 'new'] as Catalogue;
    Fake.localize(old);
    Fake.localize(old);
    Fake.localize(() => Promise.resolve(other));
    const [, , loader] = Fake.added as [Catalogue, Catalogue, Loader];
    await expect(loader(['fr'])).resolves.toBe(other);
    expect(warnings).toEqual(['de', 'fr'].map((lang) => `<wise-link> got words in "${lang}" of another version. Load the language file of the same version as the element.`));
  });

  test('says nothing about words of this version', () => {
    Fake.localize(de);
    Fake.localize(list() as Catalogue);
    expect([warnings, Fake.added]).toEqual([[], [de, list()]]);
  });
});
