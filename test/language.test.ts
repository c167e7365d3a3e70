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
  ['what stands around its shadow root', () => outer],
  ['itself', () => element],
])('the language is that of %s', (_, place) => {
  place().lang = 'de-AT';
  expect(languageOf(element)).toBe('de-AT');
});

test('the nearest counts, also where it says that nothing is known', () => {
  outer.lang = 'de';
  element.lang = '';
  expect(languageOf(element)).toBe('');
});

describe('a change', () => {
  test.each([
    ['on the page', () => document.documentElement],
    ['around its shadow root', () => outer],
    ['of itself', () => element],
  ])('%s is told, until the signal aborts', async (_, place) => {
    const told = vi.fn<() => void>();
    watchLanguage(element, told, over.signal);
    place().lang = 'fr';
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    over.abort();
    place().lang = 'it';
    await Promise.resolve();
    expect(told).toHaveBeenCalledOnce();
  });

  test('is told to every element, and one that goes takes nothing from the others', async () => {
    const [stays, goes] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const gone = new AbortController();
    watchLanguage(element, stays, over.signal);
    watchLanguage(outer, goes, gone.signal);
    gone.abort();
    outer.lang = 'fr';
    await vi.waitFor(() => expect(stays).toHaveBeenCalledOnce());
    expect(goes).not.toHaveBeenCalled();
  });
});
