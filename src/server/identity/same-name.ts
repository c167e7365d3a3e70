import { joined, overlap, wordsOf } from './words.js';

/** A person's name in two parts. Either part may have several words. */
export interface PersonName {
  given: string;
  family: string;
}

/**
 * Whether two names belong to one person: the same family name and the same first given name, in any of their usual
 * spellings. Middle names do not count. The two parts may be swapped, as where the family name comes first.
 */
export function sameName(one: PersonName, other: PersonName): boolean {
  return sameParts(one, other) || sameParts(one, { given: other.family, family: other.given });
}

function sameParts(one: PersonName, other: PersonName): boolean {
  return overlap(joined(wordsOf(one.family)), joined(wordsOf(other.family))) && sameFirstName(wordsOf(one.given), wordsOf(other.given));
}

// "Anne-Marie" is one name, which is also written "Anne Marie". "Anne" is another: twins may be Jean-Pierre and Jean-Paul.
function sameFirstName(one: readonly string[], other: readonly string[]): boolean {
  const areEqual = !isInitials(one) && overlap(joined(one), joined(other));
  return areEqual || beginsWith(one, other) || beginsWith(other, one);
}

function beginsWith(words: readonly string[], other: readonly string[]): boolean {
  return other.some((_, index) => {
    const first = other.slice(0, index + 1);
    return !isInitials(first) && overlap(joined(words.slice(0, 1)), joined(first));
  });
}

// An initial cannot tell twins apart. A single character of a script without initials, such as 伟, is a name.
function isInitials(words: readonly string[]): boolean {
  return words.every((word) => /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*$/u.test(word));
}
