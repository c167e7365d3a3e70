import { describe, expect, test } from 'vitest';
import { readTypedCode } from '../../../src/oauth/typed-code.js';

describe('readTypedCode', () => {
  test.each([
    ['E1 white space around', '  G2s8EJ\n', 'G2s8EJ'],
    ['E1 case', 'aBcDeF', 'aBcDeF'],
    ['E2 zero-width and no-break spaces, byte order mark, soft hyphen around', '\u200B\u00A0\uFEFFG2s8EJ\u00AD\u2060', 'G2s8EJ'],
    ['E4 any length', 'a'.repeat(200), 'a'.repeat(200)],
    ['E4 characters that no code has had so far', 'a-b_c.d~e', 'a-b_c.d~e'],
  ])('keeps %s', (_, text, code) => {
    expect(readTypedCode(text)).toBe(code);
  });

  test.each([
    ['E2 an invisible character inside', 'G2s\u200B8EJ'],
    ['a space inside', 'G2s 8EJ'],
    ['E6 a text far longer than any code', 'a'.repeat(513)],
  ])('refuses %s', (_, text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_unreadable', characters: '' }));
  });

  test.each(['', ' \u200B '])('says of nothing ("%s") that it is missing', (text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_missing' }));
  });

  test.each([
    ['a Cyrillic one', 'G2s8ЕJ', 'Е'],
    ['full-width ones, each once', 'Ｇ2Ｇ8EJ', 'Ｇ'],
    ['one with its accent apart', 'G2s8E\u0301J', '\u0301'],
    ['three at most', 'αβγδ', 'α β γ'],
    ['none that stand beyond any code', `${' '.repeat(600)}Е`, ''],
  ])('E2 points look-alikes out, and changes nothing: %s', (_, text, characters) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_unreadable', characters }));
  });

  test.each([
    ['with its scheme', 'https://bank.example/wise-callback.html?code=G2s8EJ&state=x'],
    ['without it', 'bank.example/cb?code=G2s8EJ'],
    ['or a piece of one', 'code=G2s8EJ'],
    ['or one with look-alikes in it', 'https://bank.example/cb?code=G2s8ЕJ'],
  ])('E3 refuses a link %s as what it is', (_, text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_is_link' }));
  });
});

test.each(['G2s8EJ', ' G2s8EJ ', 'https://bank.example/cb?code=G2s8EJ', 'G2s8ЕJ'])('E15 %s is not left behind where every script of the page can read it', (text) => {
  try {
    readTypedCode(text);
  } catch {
    // It is no code.
  }
  expect(['input', '$1', 'lastMatch', 'leftContext', 'rightContext'].map((name) => Reflect.get(RegExp, name))).toEqual(['', '', '', '', '']);
});
