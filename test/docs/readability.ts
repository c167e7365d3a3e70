// Measures how easy the prose of a page is to read.
import { flesch } from 'flesch';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** The measures of a text. Undefined ones have no value without a sentence. */
export interface Readability {
  sentences: number;
  words: number;
  /** Flesch reading ease: 0 is hardest, 100 easiest; 60 to 70 is plain English (Flesch 1948). */
  ease: number;
  /** Flesch-Kincaid grade: the years of school that a reader needs (Kincaid et al. 1975). */
  grade: number;
}

const NOT_PROSE = /^( *)```.*?^\1```$|<!--.*?-->|^#+ [^\n]*$|^\|[-| :]+\|$/gms;

/**
 * The sentences of a page in Markdown: paragraphs, list items and table cells, without headings and code blocks. An inline code
 * counts as one short word, and a cell with fewer than five words as a label, which is left out.
 */
export function sentencesOf(markdown: string): string[] {
  const text = markdown
    .replaceAll(NOT_PROSE, '')
    .replaceAll(/!\[[^\]]*\]\([^)]*\)|<[^>\n]*>/g, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/`[^`\n]*`/g, 'name')
    .replaceAll(/[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}/g, '');
  const blocks = text.split(/\n\s*\n|^ *(?:[-*]|\d+\.) |^\||(?<!\\)\|/m).map((block) => block.replaceAll(/\s+/g, ' ').trim());
  const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
  return blocks.filter((block) => wordsOf(block).length >= 5).flatMap((block) => [...sentences.segment(block)].map(({ segment }) => segment.trim())).filter((sentence) => wordsOf(sentence).length > 0);
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

function wordsOf(text: string): string[] {
  return [...words.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** The readability of pages in Markdown, taken together. */
export function readabilityOf(...pages: string[]): Readability {
  const sentences = pages.flatMap(sentencesOf);
  const all = sentences.flatMap(wordsOf);
  const counts = { sentence: sentences.length, word: all.length, syllable: all.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0) };
  return { sentences: counts.sentence, words: counts.word, ease: flesch(counts), grade: fleschKincaid(counts) };
}
