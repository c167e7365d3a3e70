// Checks what customers read in each language, as far as a rule can see it. `npm run language-pages` is for the rest: native readers.
import { describe, expect, test } from 'vitest';
import { en, type Words } from '../../src/locales/en.js';
import { catalog, glossary, languageOf, NAMES, redirectPage, TERMS } from './words/catalogs.js';
import { CHECKS, faultsOf, pageFaultsOf } from './words/faults.js';
import { FORBIDDEN, NEVER } from './words/forbidden.js';

const terms = glossary();
const none = Object.fromEntries(Object.keys(CHECKS).map((check) => [check, []]));

describe.each(NAMES)('the words in %s', async (name) => {
  const words = await catalog(name);

  test('have no fault that a rule can find', () => {
    expect(faultsOf(name, words, terms.get(languageOf(name)))).toEqual(none);
  });

  test('have a list of forbidden words, a word for "never", and a row in the glossary', () => {
    expect([FORBIDDEN[languageOf(name)]?.length, NEVER[languageOf(name)]]).toEqual([expect.any(Number), expect.any(RegExp)]);
    for (const term of TERMS) expect(terms.get(languageOf(name))?.[term].join(''), term).not.toBe('');
  });
});

describe('the redirect page', () => {
  test.each([...redirectPage()])('has no fault that a rule can find in %s', (lang, paragraphs) => {
    expect(paragraphs).toHaveLength(4);
    expect(pageFaultsOf(lang, paragraphs)).toEqual([]);
  });

  test('would be found to have one', () => {
    expect(pageFaultsOf('fr', [['back', 'Tout se poursuit sur cette page.']])).toEqual(['back: Tout se poursuit']);
    expect(pageFaultsOf('de', [['done', 'Du kannst dieses Fenster schließen.']])).toEqual(['done: Du']);
  });
});

describe('the rules find', async () => {
  const [de, deInformal, hu, uk, fr, th, he] = await Promise.all(['de', 'de-informal', 'hu', 'uk', 'fr', 'th', 'he'].map((name) => catalog(name)));

  test.each<[fault: string, name: string, words: Words | undefined, change: Partial<Words>, check: keyof typeof CHECKS]>([
    ['a word that a reader marked', 'de', de, { busy: 'Das hat nicht geklappt. Bitte versuchen Sie es erneut.' }, 'forbidden word'],
    ['a word that a reader marked, in English', 'en', en, { ended: 'Your link to Wise has ended.' }, 'forbidden word'],
    ['a name after a preposition', 'uk', uk, { linkedFor: 'Ваш рахунок Wise під’єднано до {partner}.' }, 'placeholder that would be inflected'],
    ['a name with a suffix', 'hu', hu, { linkedFor: 'A Wise-fiókja össze van kapcsolva: {partner}-vel.' }, 'placeholder that would be inflected'],
    ['a name with an ending', 'de', de, { popupFor: '{partner}s Konto' }, 'placeholder that would be inflected'],
    ['a label of three lines', 'de', de, { instead: 'Stattdessen bei Wise anmelden und dort das Konto mit diesem hier verbinden' }, 'button too long'],
    ['a word that fits in no line', 'de', de, { copy: 'Verknüpfungsadressenzwischenablagenkopie' }, 'button too long'],
    ['one text for two buttons', 'de', de, { retry: de?.restart ?? '' }, 'same text for two meanings'],
    ['two failures that begin alike', 'fr', fr, { busy: 'Ce code est incorrect. Veuillez réessayer.' }, 'same text for two meanings'],
    ['a warning without "never"', 'de', de, { safety: 'Geben Sie nur einen Code ein, den Sie gerade selbst hier angefordert haben.' }, 'no "never"'],
    ['an informal word in a formal catalog', 'de', de, { next: 'Du kannst das Konto trennen.' }, 'other register'],
    ['a formal word in an informal catalog', 'de-informal', deInformal, { next: 'Sie können das Konto trennen.' }, 'other register'],
    ['a demand to try again beside a wait', 'de', de, { busy: `${de?.busy} ${de?.tryAgain}` }, 'tells to try again beside a wait'],
    ['a time without the word for the hour', 'th', th, { until: 'กรอกได้ถึงเวลา {time}' }, 'time of day'],
    ['a hyphen at which a line breaks', 'he', he, { toWise: 'חזרה ל-Wise' }, 'hyphen that breaks'],
    ['a space at which a line breaks before a question mark', 'fr', fr, { confirming: 'Est‑ce votre compte Wise ?' }, 'space that breaks before a mark'],
    ['another word for the account', 'de', de, { linked: 'Ihr Wise-Profil ist verbunden.' }, 'not the term of the glossary'],
    ['the word for a URL in a sentence about the account', 'de', de, { next: 'Sie können den Link zu Wise trennen.' }, 'not the term of the glossary'],
  ])('%s', (_, name, words, change, check) => {
    const found = faultsOf(name, { ...(words ?? en), ...change }, terms.get(languageOf(name)));
    expect(found[check]).not.toEqual([]);
  });

  test('a language without a row in the glossary', () => {
    expect(faultsOf('eo', en, undefined)['not the term of the glossary']).toEqual(['no glossary for eo']);
  });
});
