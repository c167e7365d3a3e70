// Tests the placeholders of a pattern.
import { describe, expect, test } from 'vitest';
import { fill } from '../../src/locales/fill.js';

describe('a pattern', () => {
  test.each([
    ['You have {count} attempts left.', { count: 3 }, 'You have 3 attempts left.'],
    ['{label} (opens a new window)', { label: 'Open Wise' }, 'Open Wise (opens a new window)'],
    ['no placeholder', { count: 3 }, 'no placeholder'],
    ['{a} {a}', { a: 'twice' }, 'twice twice'],
    ['{unknown} stays', { a: 'b' }, '{unknown} stays'],
    // A value is not a pattern.
    ['{a}', { a: '{b} $& $1', b: 'no' }, '{b} $& $1'],
    ['{a}', { a: '' }, ''],
    // The card shows each sentence in its own line.
    ['Share with {a}. Log in.', { a: 'St. George' }, 'Share with St.\u2060 George. Log in.'],
  ])('%s with %o', (pattern, values, expected) => {
    expect(fill(pattern, values as Record<string, string | number>)).toBe(expected);
  });

  test.each([
    ['a Latin name among Arabic words', 'الحساب {name}', 'Wise'],
    ['an Arabic name among Latin words', 'The account of {name}', 'سارة'],
    ['a Hebrew name', '{name}: yours', 'שרה'],
  ])('isolates %s, so that the text directions do not mix', (_, pattern, name) => {
    expect(fill(pattern, { name })).toBe(pattern.replace('{name}', `\u2068${name}\u2069`));
  });
});
