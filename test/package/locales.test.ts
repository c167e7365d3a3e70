// Checks the catalogs of all languages.
import { describe, expect, test } from 'vitest';
import { en, type Plural, type Words } from '../../src/locales/en.js';
import { catalog, languageOf, NAMES } from './words/catalogs.js';

/** Numbers of tries that can be left: the backend decides how many it allows. */
const TRIES = Array.from({ length: 100 }, (_, place) => place + 1);

const english: Partial<Record<string, string>> = Object.fromEntries(Object.entries(en).filter(([, text]) => typeof text === 'string') as [string, string][]);

/** The placeholders of a pattern, sorted. */
const gaps = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test('there are 27 languages', () => {
  expect(NAMES.filter((name) => name === languageOf(name)).toSorted()).toEqual(
    'ar cs da de en es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant'.split(' ').toSorted(),
  );
});

test('five languages have a second, informal catalog', () => {
  expect(NAMES.filter((name) => name !== languageOf(name)).toSorted()).toEqual('de es hu nl ro'.split(' ').map((name) => `${name}-informal`));
});

describe.each(NAMES)('the catalog %s', async (name) => {
  const words = await catalog(name);
  const lang = languageOf(name);
  const texts = Object.entries(words).filter((entry): entry is [keyof Words, string] => typeof entry[1] === 'string');

  test('E16 says which code to enter, and never to share it, in its own language', () => {
    // Two sentences: which code to enter, and never to share it. Thai has no full stop.
    const sentences = name === 'th' ? /^\S.{15,} \S.{10,}$/u : /^.{15,}[.。۔] ?.{10,}[.。۔]$/u;
    for (const safety of [words.safety, words.safetyFor]) expect(safety).toMatch(sentences);
    if (name !== 'en') expect(words.safety).not.toBe(en.safety);
  });

  test('has a language tag that Intl supports', () => {
    expect(words.lang).toBe(lang);
    expect(Intl.getCanonicalLocales(lang)).toEqual([lang]);
    expect(Intl.PluralRules.supportedLocalesOf(lang)).toEqual([lang]);
  });

  test('has the keys of English, in the same order, with the same placeholders', () => {
    expect(Object.keys(words)).toEqual(Object.keys(en));
    for (const [key, text] of texts) expect(gaps(text), key).toEqual(gaps(english[key] ?? ''));
  });

  test('has exactly the plural forms that it needs for the tries left', () => {
    const forms: Plural = words.triesLeft;
    const rules = new Intl.PluralRules(lang);
    expect(Object.keys(forms).toSorted()).toEqual([...new Set([...TRIES.map((count) => rules.select(count)), 'other'])].toSorted());
    // A form for several numbers, such as 1 and 21 in Russian, must contain the number.
    for (const [form, text] of Object.entries(forms)) {
      const isOne = TRIES.filter((count) => rules.select(count) === form).length === 1;
      expect(isOne ? [[], ['{count}']] : [['{count}']], form).toContainEqual(gaps(text));
    }
  });

  test('is complete: no sentence is empty, has two spaces, or is in English', () => {
    // The word for "Reference" is the same in Danish.
    const same = texts.filter(([key, text]) => name !== 'en' && text === en[key] && !['lang', 'between', 'reference'].includes(key));
    expect(same).toEqual([]);
    for (const [key, text] of texts) if (key !== 'between') expect(text, key).toMatch(/^\S(?!.*\s\s).*\S$/u);
    expect(words.between).toBe(/^(ja|zh)/.test(name) ? '' : ' ');
  });
});

test('E16 the English warning says: only a code that you requested here, just now; and never share it', () => {
  expect(en.safety).toBe('Only enter a code you asked for here, just now. Never share it with anyone, even someone who says they work for us or Wise.');
});
