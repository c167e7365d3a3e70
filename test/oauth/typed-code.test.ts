import { describe, expect, test } from 'vitest';
import { readTypedCode } from '../../src/oauth/typed-code.js';

describe('readTypedCode', () => {
  test.each([
    ['E1 white space around', '  G2s8EJ\n', 'G2s8EJ'],
    ['E1 case', 'aBcDeF', 'aBcDeF'],
    ['E2 zero-width and no-break spaces, byte order mark, soft hyphen around', '\u200B\u00A0\uFEFFG2s8EJ\u00AD\u2060', 'G2s8EJ'],
    ['E4 any length', 'a'.repeat(200), 'a'.repeat(200)],
    ['E4 characters that no known code has', 'a-b_c.d~e', 'a-b_c.d~e'],
    ['E4 a full stop within it', '.a.b', '.a.b'],
  ])('keeps %s', (_, text, code) => {
    expect(readTypedCode(text)).toBe(code);
  });

  test.each([
    ['typed in groups', 'G2s 8EJ'],
    ['dictated character by character', 'G 2 s 8 E J'],
    ['in groups with another space, or a tab', 'G2\u00A0s\u20098\tEJ'],
    ['with a final full stop', 'G2s8EJ.'],
    ['with a final full stop, and spaces around that', ' G2s8EJ . '],
    ['with the full stop of Chinese and Japanese', 'G2s8EJ。'],
    ['in full-width letters and digits', 'Ｇ２ｓ８ＥＪ'],
    ['in full-width groups, with a full-width full stop', 'Ｇ２ｓ　８ＥＪ．'],
    ['with an empty line before and after', '\n\nG2s8EJ\r\n \u200B\r\n'],
  ])('E20 reads a code %s', (_, text) => {
    expect(readTypedCode(text)).toBe('G2s8EJ');
  });

  test.each([
    ['line feeds', 'G2s8EJ\nABCDEF'],
    ['those of Windows', 'G2s8EJ\r\nABCDEF\r\n'],
    ['an empty line between them', 'G2s8EJ\n\n \nABCDEF'],
    ['the sign that the field keeps of a paste', 'G2s8EJ\u2028ABCDEF'],
    ['a sentence before it', 'Your code is\nG2s8EJ'],
  ])('E5 refuses two lines, which are two codes, and never joins them: %s', (_, text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_ambiguous' }));
  });

  test.each([
    ['E2 an invisible character inside', 'G2s\u200B8EJ'],
    ['E6 a text far longer than any code', 'a'.repeat(513)],
    ['E6 one that is too long without its spaces', 'a '.repeat(513)],
  ])('refuses %s', (_, text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_unreadable', characters: '' }));
  });

  test.each(['', ' \u200B '])('reports an empty text ("%s") as code_missing', (text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_missing' }));
  });

  test.each([
    ['a Cyrillic one', 'G2s8ЕJ', 'Е'],
    ['one in a text with a line feed after it', 'G2s8ЕJ\n', 'Е'],
    ['half-width ones of Japanese, each once', 'ｱ2ｱ8EJ', 'ｱ'],
    ['one with its accent apart', 'G2s8E\u0301J', '\u0301'],
    ['three at most', 'αβγδ', 'α β γ'],
    ['none beyond the longest code', `${' '.repeat(600)}Е`, ''],
  ])('E2 reports look-alike characters, and does not replace them: %s', (_, text, characters) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_unreadable', characters }));
  });

  test.each([
    ['with its scheme', 'https://bank.example/wise-callback.html?code=G2s8EJ&state=x'],
    ['without it', 'bank.example/cb?code=G2s8EJ'],
    ['or a piece of one', 'code=G2s8EJ'],
    ['or one with look-alikes in it', 'https://bank.example/cb?code=G2s8ЕJ'],
    ['or one in full-width signs', 'ｃｏｄｅ＝Ｇ２ｓ８ＥＪ'],
    ['or one in groups', 'code = G2s 8EJ'],
    ['or one with its code on a line of its own', 'https://bank.example/cb\nG2s8EJ'],
  ])('E3 refuses a link %s as code_is_link', (_, text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_is_link' }));
  });
});

test.each(['G2s8EJ', ' G2s8EJ ', 'G2s 8EJ', 'Ｇ２ｓ８ＥＪ', 'G2s8EJ\nABCDEF', 'https://bank.example/cb?code=G2s8EJ', 'G2s8ЕJ'])('E15 %s does not stay in RegExp, where every script of the page can read it', (text) => {
  try {
    readTypedCode(text);
  } catch {
    // Not a code.
  }
  expect(['input', '$1', 'lastMatch', 'leftContext', 'rightContext'].map((name) => Reflect.get(RegExp, name))).toEqual(['', '', '', '', '']);
});
