// Tests the pages on which native readers correct the words.
import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/locales/en.js';
import { languagePage } from '../language-pages/page.js';
import { catalog, NAMES } from './words/catalogs.js';

/** Opens a page, and runs its script. */
function open(html: string): Window {
  const window = new Window({ settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true } });
  window.document.write(html);
  return window;
}

const keysOf = (words: object): string[] =>
  Object.entries(words).flatMap(([key, text]) => {
    if (key === 'lang' || key === 'between') return [];
    return typeof text === 'string' ? [key] : Object.keys(text as object).map((form) => `${key}.${form}`);
  });

describe.each(NAMES)('the page of %s', async (name) => {
  const words = await catalog(name);
  const { document } = open(languagePage(name, words));
  const shown = [...document.querySelectorAll('[data-key]')].map((one) => one.getAttribute('data-key') ?? '');

  test('shows every sentence of the catalog in a card', () => {
    // Fractions of a try do not exist, so the form for them is never shown.
    const unseen = keysOf(words).filter((key) => !shown.includes(key) && !(key === 'triesLeft.other' && /^(pl|ru|uk)$/.test(name)));
    expect(unseen).toEqual([]);
  });

  test('is in that language, without a mark or a placeholder left', () => {
    expect(document.documentElement.lang).toBe(words.lang);
    expect(document.querySelector('main')?.textContent).not.toMatch(/[\uE000-\uE002]|\{(?!partner)\w+\}/u);
  });
});

describe('a correction', () => {
  const copied = ({ document }: Window): string | undefined => {
    (document.querySelector('header button') as { click(): void } | null)?.click();
    return (document.querySelector('textarea') as { value: string } | null)?.value;
  };

  test('is copied with its key, the old text and the new one, once', () => {
    const window = open(languagePage('en', en));
    for (const one of window.document.querySelectorAll('[data-key="safety"]')) one.textContent = 'Never share the code.';
    expect(copied(window)).toBe(`wise-link: en\nsafety: ${en.safety}\n  -> Never share the code.`);
  });

  test('is marked while it is typed, until the text is the old one again', () => {
    const { document, Event } = open(languagePage('en', en));
    const one = document.querySelector('[data-key="connect"]');
    const type = (text: string): void => {
      if (one) one.textContent = text;
      one?.dispatchEvent(new Event('input', { bubbles: true }));
    };
    type('Link');
    expect(one?.className).toBe('changed');
    type(en.connect);
    expect(one?.className).toBe('');
  });

  test('is empty without a change', () => {
    expect(copied(open(languagePage('en', en)))).toBe('wise-link: en');
  });
});

test('a text is shown as text, not as markup', () => {
  const { document } = open(languagePage('en', { ...en, connect: '<img src="x"> & "more"' }));
  expect(document.querySelector('img')).toBeNull();
  expect(document.querySelector('[data-key="connect"]')?.textContent).toBe('<img src="x"> & "more"');
});
