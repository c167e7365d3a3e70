// Tests that a link carries a theme into the playground, and never CSS.
import { expect, test } from 'vitest';
import { OWN, playgroundWith, styleOf } from '../../../demo/site/playground/own-style.js';

const FIELDS = { accent: '#5b1fd1', surface: '#f6f1ff', font: 'Serif', radius: '3' };

test('the address of a theme gives the style sheet with its colors, font and radius', () => {
  const { hash, searchParams } = new URL(playgroundWith(FIELDS), 'http://localhost');
  expect(searchParams.get('style')).toBe(OWN);
  const css = styleOf(OWN, hash);
  for (const part of ['--wise-link-accent: light-dark(#5b1fd1, ', '--wise-link-surface: light-dark(#f6f1ff, ', '--wise-link-font: Charter,', '--wise-link-radius: 3px;']) {
    expect(css).toContain(part);
  }
});

test.each(['accent', 'surface', 'font', 'radius'])('any text as %s is never part of the style sheet', (name) => {
  const usual = styleOf(OWN, '');
  for (const text of ['red; } body { display: none', 'url(//evil.example)', '1e999', '-1', '#12345g', 'constructor', '__proto__', '</style>']) {
    expect(styleOf(OWN, `#${new URLSearchParams({ [name]: text })}`)).toBe(usual);
  }
});

test('the fragment changes no other style sheet', () => {
  expect(styleOf('none', '#accent=%23ff0000')).toBe('');
  expect(styleOf('neon', '#accent=%23ff0000')).toBe(styleOf('neon', ''));
});
