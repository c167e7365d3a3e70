/**
 * Letters of names that have no Unicode decomposition, and letters that are also written with two, in lower case. The
 * first spelling is the plain one. No transliteration library is right for names: each changes other letters as well.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  ä: ['a', 'ae'],
  ö: ['o', 'oe'],
  ü: ['u', 'ue'],
  å: ['a', 'aa'],
  ø: ['o', 'oe'],
  æ: ['ae'],
  œ: ['oe'],
  ß: ['ss'],
  þ: ['th'],
  ð: ['d'],
  đ: ['d', 'dj'],
  ł: ['l'],
  ħ: ['h'],
  ŧ: ['t'],
  ı: ['i'],
  ŋ: ['n', 'ng'],
  ə: ['e', 'a'],
  ɓ: ['b'],
  ɖ: ['d'],
  ɗ: ['d'],
  ƙ: ['k'],
  ƴ: ['y'],
  ɛ: ['e'],
  ɔ: ['o'],
  // A sigma at the end of a word is the same letter.
  ς: ['σ'],
};

// In other scripts a mark can be a vowel or change the letter: राम and रमा are two names.
const MARKS_ASIDE = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}+/gu;

/** A name has few letters with two spellings. The limit bounds the work for a text that consists of them. */
const MOST_SPELLINGS = 256;

/** Every usual spelling of a word that is in lower case and NFC. */
export function spellingsOf(word: string): ReadonlySet<string> {
  let spellings = [''];
  for (const letter of word.match(/\P{M}\p{M}*/gu) ?? []) {
    const options = SPELLINGS[letter] ?? [withoutMarks(letter)];
    const wanted = spellings.length * options.length > MOST_SPELLINGS ? options.slice(0, 1) : options;
    spellings = spellings.flatMap((start) => wanted.map((end) => start + end));
  }
  return new Set(spellings);
}

function withoutMarks(letter: string): string {
  const plain = letter.normalize('NFD').replaceAll(MARKS_ASIDE, (found) => found.replaceAll(/\p{M}/gu, ''));
  // "ǿ" becomes "ø" only now.
  return SPELLINGS[plain]?.[0] ?? plain.normalize('NFC');
}
