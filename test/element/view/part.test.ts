// Tests how the card shows each sentence in a line of its own.
import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../../src/element/view/part.js';
import { fill } from '../../../src/locales/fill.js';
import { en } from '../../../src/locales/en.js';
import { ja } from '../../../src/locales/ja.js';

/** The lines of a text. */
function linesOf(text: string): string[] {
  const element = Object.assign(document.createElement('p'), { textContent: text });
  splitSentences(element);
  expect(element.textContent).toBe(text);
  return Array.from(element.children, ({ textContent }) => textContent ?? '');
}

describe('a text is split', () => {
  test.each([
    ['one sentence', 'Is this your Wise account?', ['Is this your Wise account?']],
    ['two sentences', 'Did you close it? If not, continue.', ['Did you close it? ', 'If not, continue.']],
    ['no full stop', 'Enter the code', ['Enter the code']],
    ['a question in Arabic', 'هل أغلقت نافذة Wise؟ إذا كانت مفتوحة', ['هل أغلقت نافذة Wise؟ ', 'إذا كانت مفتوحة']],
    ['no space between sentences, as in Japanese', ja.declined, ja.declined.split(/(?<=。)/)],
    ['the two sides of a dot, so that the dot can be hidden', 'S••• J••• · personal profile •••5282', ['S••• J•••', ' · ', 'personal profile •••5282']],
    ['two lines of a partner', 'One\ntwo. Three.', ['One\ntwo. ', 'Three.']],
    ['nothing', '', []],
  ])('%s', (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  test.each([
    ['an address', fill(en.sentTo, { address: 's•••@e•••.com' }), 2],
    ['a partner whose name has a full stop', fill(en.popupFor, { partner: 'St. George Bank' }), 2],
  ])('not within %s', (_, text, count) => {
    expect(linesOf(text)).toHaveLength(count);
  });
});
