import { afterEach, describe, expect, test } from 'vitest';
import { appearance, lang, theme } from '../../../src/diagnose/looks.js';
import { sceneOf, type Scene } from '../../../src/diagnose/scene.js';
import { wiseLink } from '../../support/element.js';

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
  test.each([
    ['en-GB', 'ok', 'The card speaks "en-GB".', ''],
    ['eo', 'warning', 'The page is in "eo", and the card speaks "en".', 'Load locales/auto.js or locales/eo.js before the element, or give it words by WiseLink.localize.'],
    ['', 'warning', 'The page does not say which language it is in.', 'Set lang on <html>.'],
  ])('"%s": %s', async (tag, level, message, fix) => {
    document.documentElement.lang = tag;
    expect(lang(await sceneWith({}))).toEqual({ check: 'lang', level, message, fix });
  });
});
