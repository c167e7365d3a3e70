// Fuzzes typed codes.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTypedCode } from '../../src/oauth/typed-code.js';
import { read } from './outcome.js';
import { patience, runs } from './runs.js';
import { mostly } from './weighted.js';

const RUNS = runs('FUZZ_TYPED_CODES', 50_000);

const CODES = fc.constantFrom('G2s8EJ', 'aBcDeF', '000000', 'a-b_c.d~e', '<b>', 'x'.repeat(512), '__proto__', '"', "'); --");

/** Spaces and invisible characters that mail programs, chat programs and keyboards add to a code. */
const HIDDEN = fc.constantFrom(
  ' ', '\n', '\r\n', '\t', '\v\f', '\0', '\x7F', '\x85', '\u00A0', '\u00AD', '\u061C', '\u180E', '\u2000\u200A', '\u200B', '\u200B\u200C\u200D',
  '\u200E\u200F', '\u2028\u2029', '\u202A\u202E', '\u2060\u2064', '\u2066\u2069', '\u3000', '\uFEFF', '\uE000', '\uD800', '\uDC00',
  '\u{E0041}', '\u{10FFFF}', ' '.repeat(99),
);

/** Texts that are not part of a code. */
const FOREIGN = fc.constantFrom(
  'Е', 'ｃ', 'é', 'e\u0301', '😀', '\u034F', '\u115F', '\u2800', '\u3164', '\uFE0F', '“', '…', 'code=', 'CODE=', '&state=', '?', '/', '=',
  'https://wise.com/', 'https://bank.example/cb?code=G2s8EJ&state=x', 'bank.example/cb?code=G2s8EJ', 'Your code: ', 'y'.repeat(513),
);

const around = fc.oneof(fc.constant(''), HIDDEN);
const beside = mostly(fc.constant(''), 4, fc.oneof(CODES, HIDDEN, FOREIGN, fc.string({ maxLength: 5, unit: 'binary' })));

const texts = fc.tuple(around, around, beside, CODES, beside, beside, around).map((pieces) => pieces.join(''));

/** The visible characters of a text, without differences in width. */
const visible = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => wide.normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');

test(`of ${RUNS.numRuns} pasted texts, each gives all of its visible characters in order, or an error`, { timeout: patience(RUNS) }, () => {
  let taken = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const { value: code, error } = read(() => readTypedCode(text));
      if (error) {
        // The look-alikes that the error names are not part of a code.
        const { code: refusal, message, characters = '' } = error;
        assert.match(refusal, /^code_(unreadable|is_link|ambiguous)$/);
        assert.equal(message, refusal);
        assert.doesNotMatch(characters, /[!-~]/);
        assert(characters.length < 9);
        return;
      }
      taken += 1;
      // Letters, marks, numbers, punctuation and symbols are visible. A full stop may end a sentence.
      const shown = visible(text);
      assert(shown === code || (shown.length === code.length + 1 && /^[.。]$/.test(shown.slice(code.length)) && shown.startsWith(code)), 'a changed code');
      assert(code.length > 0, 'an empty code');
      assert.equal(text.split(/[\n-\r\u2028\u2029]/).filter(visible).length, 1, 'two lines joined');
      for (const sign of code) assert(sign > ' ' && sign < '\x7F', 'a hidden or foreign character');
      assert.doesNotMatch(text, /:\/\/|code=/i);
    }),
    RUNS,
  );
  expect(taken / RUNS.numRuns).toBeGreaterThan(0.1);
});

const LONG = 100_000;

test.each([
  ['letters', 'a'.repeat(LONG)],
  ['spaces', ' '.repeat(LONG)],
  ['invisible characters', '\u200B'.repeat(LONG)],
  ['spaces between two letters', `a${' '.repeat(LONG)}a`],
  ['invisible characters between two letters', `a${'\u200B'.repeat(LONG)}a`],
  ['spaces after a letter', `a${' '.repeat(LONG)}`],
  ['spaces before a letter', `${' '.repeat(LONG)}a`],
  ['alternating letters and spaces', 'a '.repeat(LONG / 2)],
  ['lone surrogates', '\uD800'.repeat(LONG)],
  ['lone surrogates between two letters', `a${'\uDC00'.repeat(LONG)}a`],
  ['parts of links', 'code=/?&'.repeat(LONG / 8)],
  ['lines', 'a\n'.repeat(LONG / 2)],
  ['full-width letters', '\uFF27'.repeat(LONG)],
  ['full stops', '.'.repeat(LONG)],
])('%s, 100,000 of them, are read quickly', (_, text) => {
  const before = performance.now();
  read(() => readTypedCode(text));
  expect(performance.now() - before).toBeLessThan(1000);
});
