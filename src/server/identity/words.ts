import { spellingsOf } from './letters.js';

// The apostrophes that keyboards and Wise write, and ʻ and ʼ, which are letters to Unicode.
const JOINS = /[\p{Pd}'’‘‛`´′＇ʹʻʼʽʾʿˈ]/gu;
const JOIN = '-';

/** The words of a name in lower case. A word that an apostrophe or a hyphen joins counts as one: "Anne-Marie". */
export function wordsOf(name: string): string[] {
  const text = name
    .replaceAll(JOINS, JOIN)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    // Characters that are not seen, such as a soft hyphen or a direction mark.
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}-]/gu, ' ')
    .replaceAll(/-+(?= |$)|(?<=^| )-+/gu, '');
  return text.split(' ').filter((word) => word !== '');
}

/** All spellings of several words, written as one: "o brien" and "o-brien" are "obrien". */
export function joined(words: readonly string[]): ReadonlySet<string> {
  return spellingsOf(words.join('').replaceAll(JOIN, ''));
}

/** Whether two sets of spellings have one in common. Nothing equals nothing. */
export function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((spelling) => spelling !== '' && other.has(spelling));
}
