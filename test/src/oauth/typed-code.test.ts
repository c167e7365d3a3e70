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
    ['nothing', ' \u200B '],
    ['E2 a Cyrillic look-alike', 'G2s8ЕJ'],
    ['E2 an invisible character inside', 'G2s\u200B8EJ'],
    ['a space inside', 'G2s 8EJ'],
    ['E3 a link', 'https://bank.example/wise-callback.html?code=G2s8EJ&state=x'],
    ['E3 a link without its scheme', 'bank.example/cb?code=G2s8EJ'],
    ['E3 a piece of a link', 'code=G2s8EJ'],
    ['a text far longer than any code', 'a'.repeat(513)],
  ])('refuses %s', (_, text) => {
    expect(() => readTypedCode(text)).toThrow(expect.objectContaining({ code: 'code_unreadable' }));
  });
});
