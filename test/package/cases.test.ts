// Checks that every named case has a test.
import { describe, expect, test } from 'vitest';
import { CASES, LATER, NOT_APPLICABLE } from '../cases.js';
import { testTitles, titlesIn } from './test-titles.js';

const counted = Object.entries(CASES).flatMap(([letter, count]) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`));
const all = [...counted, ...LATER];

/** The cases at the start of a title: one (`L1`), several (`C3 C4`) or a range (`P1–P10`). */
function casesIn(title: string): string[] {
  const cases: string[] = [];
  for (const word of title.split(/[ ,]+/)) {
    const [, letter = '', from = '', to = from] = /^([A-Z])(\d+)(?:[–-][A-Z]?(\d+))?$/.exec(word) ?? [];
    if (!letter) break;
    for (let number = Number(from); number <= Number(to); number += 1) cases.push(letter + number);
  }
  return cases;
}

const shown = new Map<string, Set<string>>();
for (const { file, text } of testTitles()) {
  for (const name of casesIn(text)) shown.set(name, (shown.get(name) ?? new Set()).add(file));
}

describe('the named cases', () => {
  test('each is at the start of a test title, or is listed as not applicable with a reason', () => {
    const missing = Object.keys(CASES).map((letter) => {
      const names = all.filter((name) => name.startsWith(letter) && !shown.has(name) && !Object.hasOwn(NOT_APPLICABLE, name));
      return names.length ? `${letter}: ${names.join(' ')}` : '';
    });
    expect(missing.filter(Boolean), 'cases without a test').toEqual([]);
  });

  test('none has a test and is listed as not applicable', () => {
    const both = Object.keys(NOT_APPLICABLE).flatMap((name) => (shown.has(name) ? [`${name}: ${[...(shown.get(name) ?? [])].join(', ')}`] : []));
    expect(both, 'cases that are listed as not applicable, and have tests in these files').toEqual([]);
  });

  test.each(Object.entries(NOT_APPLICABLE))('the reason for %s is a sentence, and the case exists', (name, reason) => {
    expect(all).toContain(name);
    expect(reason).toMatch(/^[A-Z].{20,}\.$/s);
  });

  test('no title names an unknown case', () => {
    const unknown = [...shown].filter(([name]) => Object.hasOwn(CASES, name.charAt(0)) && !all.includes(name));
    expect(unknown.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([]);
  });
});

describe('the search for cases', () => {
  test.each([
    ['L1 opens', ['L1']],
    ['C3 C4 refuses', ['C3', 'C4']],
    ['D1, G6 nothing is left', ['D1', 'G6']],
    ['P8–P10 arrives', ['P8', 'P9', 'P10']],
    ['N1–3 N5 refuses', ['N1', 'N2', 'N3', 'N5']],
    ['S4', ['S4']],
    ['opens L1', []],
    ['L1st opens', []],
    ['A PC2 opens', []],
    ['I-2 hands over', []],
  ])('in "%s"', (title, names) => {
    expect(casesIn(title)).toEqual(names);
  });

  test.each([
    ["test('L1 a', () => {});", ['L1 a']],
    ["it.only('L1 a', () => {});", ['L1 a']],
    ['test(`P1 ${name} b`, () => {});', ['P1 ']],
    ["test.each([['x', 1], ['y', 2]])('L1 %s', () => {});", ['L1 %s']],
    ["test.each([['L1 x', 1], ['L2 y', 2]])('%s', () => {});", ['%s', 'L1 x', 'L2 y']],
    ["test.each([['x', 'L1 y']])('%s', () => {});", ['%s', 'x']],
    ["test.each(['L1 x', 'L2 y'])('%s', () => {});", ['%s', 'L1 x', 'L2 y']],
    ["const rows: [string, number][] = [['L1 x', 1]]; for (const [name] of rows) test(name, () => {});", ['L1 x']],
    ["describe('L1 a', () => {}); // test('L2 b')\nconst text = \"test('L3 c')\";", []],
    ["test.describe('L1 a', () => {}); test.use({}); regex.test('L2 b');", []],
  ])('finds in %s', (source, titles) => {
    expect(titlesIn('x.test.ts', source).map(({ text }) => text)).toEqual(titles);
  });
});
