// Tests how the element finds and watches the page’s language.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { languageOf, watchLanguage } from '../src/language.js';

let over: AbortController;
let outer: HTMLElement;
let element: HTMLElement;

beforeEach(() => {
  over = new AbortController();
  outer = document.body.appendChild(document.createElement('div'));
  element = outer.appendChild(document.createElement('div')).attachShadow({ mode: 'open' }).appendChild(document.createElement('b'));
});
afterEach(() => {
  over.abort();
  outer.remove();
  document.documentElement.lang = 'en';
});

test.each([
  ['the page', () => document.documentElement],
  ['the parent of its shadow host', () => outer],
  ['the element', () => element],
])('reads the language of %s', (_, place) => {
  place().lang = 'de-AT';
  expect(languageOf(element)).toBe('de-AT');
});

test('the nearest lang attribute counts, also if it is empty', () => {
  outer.lang = 'de';
  element.lang = '';
  expect(languageOf(element)).toBe('');
});

describe('a change of lang', () => {
  test.each([
    ['on the page', () => document.documentElement],
    ['on the parent of its shadow host', () => outer],
    ['on the element', () => element],
  ])('%s calls the listener, until the signal aborts', async (_, place) => {
    const changed = vi.fn<() => void>();
    watchLanguage(element, changed, over.signal);
    place().lang = 'fr';
    await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
    over.abort();
    place().lang = 'it';
    await Promise.resolve();
    expect(changed).toHaveBeenCalledOnce();
  });

  test('calls the listeners of all elements, also after one is removed', async () => {
    const [remaining, removed] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const removal = new AbortController();
    watchLanguage(element, remaining, over.signal);
    watchLanguage(outer, removed, removal.signal);
    removal.abort();
    outer.lang = 'fr';
    await vi.waitFor(() => expect(remaining).toHaveBeenCalledOnce());
    expect(removed).not.toHaveBeenCalled();
  });
});
