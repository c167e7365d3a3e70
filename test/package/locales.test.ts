// Checks the catalogs of all languages.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en, type Plural, type Words } from '../../src/locales/en.js';

const folder = new URL('../../src/locales/', import.meta.url);
const names = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !['auto', 'catalogues', 'fill'].includes(name));

/** The numbers of tries that can be left while another try is possible. */
const TRIES = [1, 2, 3, 4];

const english: Partial<Record<string, string>> = Object.fromEntries(Object.entries(en).filter(([, text]) => typeof text === 'string') as [string, string][]);

/** The placeholders of a pattern, sorted. */
const gaps = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

const catalogue = async (name: string): Promise<Words> => {
  const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, Words>;
  const [words] = Object.values(module);
  if (!words) throw new Error(`${name}.ts has no words`);
  return words;
};

test('there are 27 languages', () => {
  expect(names.toSorted()).toEqual(
    'ar cs da de en es fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant'.split(' ').toSorted(),
  );
});

describe.each(names)('the catalog %s', async (name) => {
  const words = await catalogue(name);
  const texts = Object.entries(words).filter((entry): entry is [keyof Words, string] => typeof entry[1] === 'string');

  test('E16 says which code to enter, and never to share it, in its own language', () => {
    // Two sentences: which code to enter, and never to share it. Thai has no full stop.
    const sentences = name === 'th' ? /^\S.{15,} \S.{10,}$/u : /^.{15,}[.。۔] ?.{10,}[.。۔]$/u;
    for (const safety of [words.safety, words.safetyFor]) expect(safety).toMatch(sentences);
    if (name !== 'en') expect(words.safety).not.toBe(en.safety);
  });

  test('has a language tag that Intl supports', () => {
    expect(words.lang).toBe(name);
    expect(Intl.getCanonicalLocales(name)).toEqual([name]);
    expect(Intl.PluralRules.supportedLocalesOf(name)).toEqual([name]);
  });

  test('has the keys of English, in the same order, with the same placeholders', () => {
    expect(Object.keys(words)).toEqual(Object.keys(en));
    for (const [key, text] of texts) expect(gaps(text), key).toEqual(gaps(english[key] ?? ''));
  });

  test('has exactly the plural forms that it needs for the tries left', () => {
    const forms: Plural = words.triesLeft;
    const rules = new Intl.PluralRules(name);
    expect(Object.keys(forms).toSorted()).toEqual([...new Set([...TRIES.map((count) => rules.select(count)), 'other'])].toSorted());
    for (const text of Object.values(forms)) expect([[], ['{count}']]).toContainEqual(gaps(text));
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
