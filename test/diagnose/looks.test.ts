// Tests the findings about theme, appearance and language.
import { afterEach, describe, expect, test } from 'vitest';
import { appearance, FILES, lang, theme } from '../../src/diagnose/looks.js';
import { sceneOf, type Scene } from '../../src/diagnose/scene.js';
import { wiseLink } from '../support/element.js';

const sceneWith = async (attributes: Record<string, string>): Promise<Scene> => sceneOf(await wiseLink(attributes));

afterEach(() => {
  document.documentElement.lang = 'en';
});

describe('theme and appearance', () => {
  test('report a value that has no effect, with the valid values', async () => {
    const scene = await sceneWith({ theme: 'drak', appearance: 'Button' });
    expect([theme(scene), appearance(scene)]).toEqual([
      { check: 'theme', level: 'warning', message: 'theme="drak" has no effect.', fix: 'Write light or dark or auto.' },
      { check: 'appearance', level: 'warning', message: 'appearance="Button" has no effect.', fix: 'Write card or button.' },
    ]);
  });

  test.each([{}, { theme: 'dark', appearance: 'button' }])('%o is ok', async (attributes: Record<string, string>) => {
    const scene = await sceneWith(attributes);
    expect([theme(scene).level, appearance(scene).level]).toEqual(['ok', 'ok']);
  });
});

describe('the language of the page', () => {
  const TAG = 'a BCP 47 tag, such as de or pt-BR';
  const load = (file: string): string => `Load locales/${file}.js or locales/auto.js before the element.`;
  const localize = `Add words in that language with WiseLink.localize. If it is not a language, set lang to ${TAG}.`;

  test.each([
    ['en-GB', 'ok', 'The card is in "en-GB".', ''],
    ['en_US', 'ok', 'The card is in "en-US".', ''],
    ['', 'warning', 'The page does not declare its language.', `Set lang on <html>: ${TAG}.`],
    ['eo', 'warning', 'The page is in "eo", but the card is in "en".', localize],
    ['-', 'warning', 'The page is in "-", but the card is in "en".', localize],
    ['fr_FR', 'warning', 'The page is in "fr_FR", but the card is in "en".', load('fr')],
    ['pt_BR', 'warning', 'The page is in "pt_BR", but the card is in "en".', load('pt-BR')],
    ['pt', 'warning', 'The page is in "pt", but the card is in "en".', load('pt')],
    ['pt-AO', 'warning', 'The page is in "pt-AO", but the card is in "en".', load('pt')],
    ['zh', 'warning', 'The page is in "zh", but the card is in "en".', load('zh-Hans')],
    ['zh-HK', 'warning', 'The page is in "zh-HK", but the card is in "en".', load('zh-Hant')],
    ['nn', 'warning', 'The page is in "nn", but the card is in "en".', load('nb')],
    ['iw', 'warning', 'The page is in "iw", but the card is in "en".', load('he')],
  ])('"%s": %s', async (tag, level, message, fix) => {
    document.documentElement.lang = tag;
    const scene = await sceneWith({});
    const form = scene.element.shadowRoot?.querySelector('form');
    // Another test on this page may have loaded a catalogue.
    if (form && level === 'warning') form.lang = 'en';
    expect(lang(scene)).toEqual({ check: 'lang', level, message, fix });
  });

  test('the list of languages matches the files', () => {
    const files = Object.keys(import.meta.glob('../../src/locales/*.ts')).map((file) => file.replace(/.*\/|\.ts$/g, ''));
    expect(FILES).toEqual(files.filter((name) => !/^(auto|catalogues|en|fill|.*-informal)$/.test(name)).toSorted());
  });
});
