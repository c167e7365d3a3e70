import { describe, expect, it } from 'vitest';
import { spellingsOf } from '../../../src/server/identity/letters.js';
import { sameName } from '../../../src/server/identity/same-name.js';
import { wordsOf } from '../../../src/server/identity/words.js';
import names from './names.json' with { type: 'json' };

describe('two names', () => {
  it.each(names)('$bank.given $bank.family and $wise.firstName $wise.lastName: $same ($why)', ({ bank, wise, same }) => {
    const other = { given: wise.firstName, family: wise.lastName };
    expect([sameName(bank, other), sameName(other, bank)]).toEqual([same, same]);
  });
});

describe('the spellings of a word', () => {
  it('are limited, so that a long text of umlauts costs little', () => {
    expect(spellingsOf('ö'.repeat(2000)).size).toBeLessThanOrEqual(256);
    expect(['ö'.repeat(8), 'ö'.repeat(9)].map((word) => spellingsOf(word).size)).toEqual([256, 256]);
  });

  it.each([
    ['ä', 'a ae'], ['ö', 'o oe'], ['ü', 'u ue'], ['å', 'a aa'], ['ø', 'o oe'], ['æ', 'ae'], ['œ', 'oe'], ['ß', 'ss'], ['þ', 'th'], ['ð', 'd'], ['đ', 'd dj'], ['ł', 'l'],
    ['ħ', 'h'], ['ŧ', 't'], ['ı', 'i'], ['ŋ', 'n ng'], ['ə', 'e a'], ['ɓ', 'b'], ['ɖ', 'd'], ['ɗ', 'd'], ['ƙ', 'k'], ['ƴ', 'y'], ['ɛ', 'e'], ['ɔ', 'o'], ['ς', 'σ'], ['ǿ', 'o'],
  ])('of one letter, %s: %s', (letter, spellings) => {
    expect([...spellingsOf(letter)]).toEqual(spellings.split(' '));
  });
});

describe('the words of a name', () => {
  it.each([
    ['Anne-Marie', ['anne-marie']],
    ['O’Brien', ['o-brien']],
    ['Anne- Marie', ['anne', 'marie']],
    ['Anne -- Marie', ['anne', 'marie']],
    ["''Anne''", ['anne']],
    ['S--', ['s']],
    ['Anne,  Marie', ['anne', 'marie']],
    ['-', []],
    ['', []],
  ])('%s: %j', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});
