import { afterEach, describe, expect, test } from 'vitest';
import { appearance, FILES, lang, theme } from '../../src/diagnose/looks.js';
import { sceneOf, type Scene } from '../../src/diagnose/scene.js';
import { wiseLink } from '../support/element.js';

const sceneWith = async (attributes: Record<string, string>): Promise<Scene> => sceneOf(await wiseLink(attributes));

afterEach(() => {
  document.documentElement.lang = 'en';
});

describe('a word that the style sheet does not know', () => {
  test('changes nothing, and what can be written is said', async () => {
    const scene = await sceneWith({ theme: 'drak', appearance: 'Button' });
    expect([theme(scene), appearance(scene)]).toEqual([
      { check: 'theme', level: 'warning', message: 'theme="drak" changes nothing.', fix: 'Write light or dark or auto.' },
      { check: 'appearance', level: 'warning', message: 'appearance="Button" changes nothing.', fix: 'Write card or button.' },
    ]);
  });

  test.each([{}, { theme: 'dark', appearance: 'button' }])('is none of %o', async (attributes: Record<string, string>) => {
    const scene = await sceneWith(attributes);
    expect([theme(scene).level, appearance(scene).level]).toEqual(['ok', 'ok']);
  });
});

describe('the language of the page', () => {
  const TAG = 'a tag of BCP 47, such as de or pt-BR';
  const load = (file: string): string => `Load locales/${file}.js or locales/auto.js before the element.`;
  const localize = `Give it words in that language by WiseLink.localize. If it is none, set lang to ${TAG}.`;

  test.each([
    ['en-GB', 'ok', 'The card speaks "en-GB".', ''],
    ['en_US', 'ok', 'The card speaks "en-US".', ''],
    ['', 'warning', 'The page does not say which language it is in.', `Set lang on <html>: ${TAG}.`],
    ['eo', 'warning', 'The page is in "eo", and the card speaks "en".', localize],
    ['-', 'warning', 'The page is in "-", and the card speaks "en".', localize],
    ['fr_FR', 'warning', 'The page is in "fr_FR", and the card speaks "en".', load('fr')],
    ['pt_BR', 'warning', 'The page is in "pt_BR", and the card speaks "en".', load('pt-BR')],
    ['pt', 'warning', 'The page is in "pt", and the card speaks "en".', load('pt')],
    ['pt-AO', 'warning', 'The page is in "pt-AO", and the card speaks "en".', load('pt')],
    ['zh', 'warning', 'The page is in "zh", and the card speaks "en".', load('zh-Hans')],
    ['zh-HK', 'warning', 'The page is in "zh-HK", and the card speaks "en".', load('zh-Hant')],
    ['nn', 'warning', 'The page is in "nn", and the card speaks "en".', load('nb')],
    ['iw', 'warning', 'The page is in "iw", and the card speaks "en".', load('he')],
  ])('"%s": %s', async (tag, level, message, fix) => {
    document.documentElement.lang = tag;
    const scene = await sceneWith({});
    const form = scene.element.shadowRoot?.querySelector('form');
    // As if no other test on this page had brought a catalogue.
    if (form && level === 'warning') form.lang = 'en';
    expect(lang(scene)).toEqual({ check: 'lang', level, message, fix });
  });

  test('has a file for each that is named, and each file is named', () => {
    const files = Object.keys(import.meta.glob('../../src/locales/*.ts')).map((file) => file.replace(/.*\/|\.ts$/g, ''));
    expect(FILES).toEqual(files.filter((name) => !/^(auto|catalogues|en|fill)$/.test(name)).toSorted());
  });
});
