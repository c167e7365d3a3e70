/** Marks each sentence of a catalog with its key, so that a card that was made from it tells which sentence stands where. */
import type { Words } from '../../src/locales/en.js';

/** Private-use characters: no catalog has them. */
const [OPEN, MIDDLE, CLOSE] = ['\uE000', '\uE001', '\uE002'];

/** A part of a text: a sentence with its key, or the space between two. */
export interface Part {
  key?: string;
  text: string;
}

const mark = (key: string, text: string): string => `${OPEN}${key}${MIDDLE}${text}${CLOSE}`;

/** The words with marks. The language and the separator stay as they are. */
export function marked(words: Words): Words {
  const entries = Object.entries(words).map(([key, text]) => {
    if (key === 'lang' || key === 'between') return [key, text];
    if (typeof text === 'string') return [key, mark(key, text)];
    return [key, Object.fromEntries(Object.entries(text).map(([form, sentence]) => [form, mark(`${key}.${form}`, sentence)]))];
  });
  return Object.fromEntries(entries) as Words;
}

/** The sentences of a text that was made from marked words. */
export function partsOf(text: string): Part[] {
  return text.split(new RegExp(`(${OPEN}[^${CLOSE}]*${CLOSE})`, 'u')).filter(Boolean).map((part) => {
    const [, key, sentence] = new RegExp(`^${OPEN}(.*)${MIDDLE}([^]*)${CLOSE}$`, 'u').exec(part) ?? [];
    return key === undefined ? { text: part } : { key, text: sentence ?? '' };
  });
}
