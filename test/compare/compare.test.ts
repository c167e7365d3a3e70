// Tests the parts of `npm run compare` that need no browser.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Calls } from './calls.js';
import { NAMES, packagesOf } from './candidates.js';
import { FIGURES } from './figures.js';
import { isStranded, together, wordsOf } from './outcome.js';
import type { Message, Observed } from './outcome.js';
import { pooled } from './pool.js';
import { figuresTable, median, ratio, troublesTable } from './table.js';
import { TROUBLES } from './troubles.js';

const message = (given: Partial<Message> = {}): Message => ({ kind: 'says', text: 'Popup closed', seconds: 1, isShown: true, ...given });
const observed = (given: Partial<Observed> = {}): Observed => ({ messages: [], watched: 75, isWindowOpen: false, ...given });

describe('an outcome in words', () => {
  test.each<[what: string, given: Partial<Observed>, words: string]>([
    ['a link', { messages: [message({ kind: 'linked' })] }, 'linked'],
    ['a link after a message', { messages: [message({ seconds: -1 }), message({ kind: 'linked' })] }, 'linked'],
    ['a link that only code of replaced content learns', { messages: [message({ kind: 'linked', isShown: false })] }, 'linked, as told to code whose content is gone'],
    ['an error after the consent', { messages: [message()] }, 'not linked: “Popup closed”'],
    ['an error while the customer is at the provider', { messages: [message({ seconds: -2 })] }, 'before the consent: “Popup closed”'],
    ['an error where no window opened', { messages: [message({ seconds: -2 })], isWindowOpen: undefined }, 'not linked: “Popup closed”'],
    ['an error that only code of replaced content learns', { messages: [message({ isShown: false })] }, 'not linked: “Popup closed”, told to code whose content is gone'],
    ['no message', {}, 'nothing in 75 seconds'],
    ['no message, with the window still there', { isWindowOpen: true }, 'nothing in 75 seconds; the window stays open'],
    ['a page that cannot start', { noButton: 'Access is denied' }, 'no button: “Access is denied”'],
    ['a page that says why it cannot start', { noButton: 'no error', messages: [message({ text: 'Open it in a tab' })], isWindowOpen: undefined }, 'not linked: “Open it in a tab”'],
    ['a text that would break the table', { messages: [message({ text: 'one | two\nthree' })] }, 'not linked: “one / two three”'],
    ['a text with a port', { messages: [message({ text: 'Cannot fetch https://127.0.0.1:45545/token' })] }, 'not linked: “Cannot fetch https://127.0.0.1/token”'],
    ['a long text', { messages: [message({ text: 'x'.repeat(500) })] }, `not linked: “${'x'.repeat(110)}…”`],
  ])('%s', (_, given, words) => {
    expect(wordsOf(observed(given))).toBe(words);
  });

  test.each([
    [['linked'], 'linked'],
    [['linked', 'linked'], 'both linked'],
    [['linked', 'nothing in 75 seconds'], 'linked; nothing in 75 seconds'],
  ])('of %j is "%s"', (given, words) => {
    expect(together(given)).toBe(words);
  });
});

test.each<[given: Partial<Observed>, expected: boolean]>([
  [{ messages: [message({ kind: 'linked' })] }, false],
  [{ messages: [message()] }, false],
  [{}, true],
  [{ noButton: 'Access is denied' }, true],
])('%j strands the customer: %j', (given, expected) => {
  expect(isStranded(wordsOf(observed(given)))).toBe(expected);
  for (const other of ['linked', wordsOf(observed(given))]) expect(isStranded(together([other, wordsOf(observed(given))]))).toBe(expected);
});

describe('the median', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
    [[], NaN],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('the ratio', () => {
  test('is the median of the ratios of each round, not the ratio of the medians', () => {
    expect(ratio([2, 30, 8], [1, 10, 2])).toBe(3);
  });

  test.each<[string, number[], number[]]>([['nothing of the product', [0], [1]], ['no rounds', [], []]])('does not exist for %s', (_, ofProduct, values) => {
    expect(ratio(values, ofProduct)).toBeUndefined();
  });
});

test('the table of figures has the product’s medians, and each peer’s ratios before its medians', () => {
  const found: Record<string, number[]> = { 'wise-link': [10, 20, 30], peer: [20, 40, 60], small: [0.5, 1, 1.5], nothing: [0, 0, 0] };
  const table = figuresTable(Object.keys(found), [{ name: 'bytes', unit: 'kB', digits: 1 }], (name) => found[name] ?? []);
  expect(table.split('\n')).toEqual(['|  | wise-link | peer | small | nothing |', '|---|---|---|---|---|', '| bytes | 20.0 kB | **2.0 ×** (40.0 kB) | **0.05 ×** (1.0 kB) | none |']);
});

test('the table of troubles has a row for each trouble', () => {
  expect(troublesTable(['wise-link', 'peer'], ['blocked'], (name, trouble) => `${name} ${trouble}`)).toContain('| blocked | wise-link blocked | peer blocked |');
});

test('every trouble and every figure has a name of its own', () => {
  for (const names of [TROUBLES.map(({ name }) => name), FIGURES.map(({ name }) => name)]) expect(names).toEqual([...new Set(names)]);
});

test.each(NAMES.slice(1))('%s is pinned to exact versions', (name) => {
  const versions = Object.values(packagesOf(name));
  expect(versions).not.toEqual([]);
  for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each(NAMES.slice(1))('the page names the version of %s that is compared', (name) => {
  const page = readFileSync('docs/compare.md', 'utf8');
  for (const [one, version] of Object.entries(packagesOf(name))) expect(page).toContain(`\`${one}\` ${version}`);
});

test('the page has a row for each figure and each trouble', () => {
  const page = readFileSync('docs/compare.md', 'utf8');
  for (const { name } of [...FIGURES, ...TROUBLES]) expect(page).toContain(`\n| ${name} |`);
});

test('requests are found by their names, also before they come', async () => {
  const calls = new Calls();
  const exchange = calls.next('exchange');
  calls.record('redirect');
  calls.record('exchange');
  expect(await exchange).toBe(calls.first('exchange'));
  expect(await calls.next('redirect')).toBe(calls.first('redirect'));
  calls.clear();
  expect(calls.first('redirect')).toBeNaN();
});

test('tasks run at the same time, but not more than allowed', async () => {
  let running = 0;
  let most = 0;
  const task = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await pooled([task, task, task, task, task], 2);
  expect([running, most]).toEqual([0, 2]);
});
