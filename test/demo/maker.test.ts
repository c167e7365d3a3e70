// Tests that the theme maker makes readable themes, of documented custom properties only.
import { describe, expect, test } from 'vitest';
import { BLACK, hexOf, parseColor, WHITE, type Color } from '../../demo/site/maker/color.js';
import { contrastOf, readable } from '../../demo/site/maker/contrast.js';
import { cssOf, FONTS, palettesOf } from '../../demo/site/maker/css.js';
import { checksOf, passingAccent, type Check } from '../../demo/site/maker/palette.js';
import { fieldsOf, queryOf, STARTS, wishOf, wrongOf } from '../../demo/site/maker/wish.js';
import { readFileSync } from 'node:fs';
import { root } from '../docs/pages.js';

const failed = (accent: Color, surface: Color): Check[] => Object.values(palettesOf({ accent, surface, font: '', radius: 12 })).flatMap(checksOf).filter(({ ratio, least }) => ratio < least);
const gray: Color = [119, 119, 119];

test.each<[string, Color | undefined]>([
  ['#0f5364', [15, 83, 100]], ['0F5364', [15, 83, 100]], ['#fff', WHITE], [' #000000 ', BLACK],
  ['#12345', undefined], ['red', undefined], ['', undefined], ['#0f5364;}', undefined],
])('the color "%s" is %j', (text, color) => {
  expect(parseColor(text)).toEqual(color);
  if (color) expect(parseColor(hexOf(color))).toEqual(color);
});

test.each([[BLACK, WHITE, 21], [WHITE, WHITE, 1], [gray, WHITE, 4.48], [[0, 0, 255], WHITE, 8.59]] as const)('the contrast of %j on %j is %d', (one, other, ratio) => {
  expect(contrastOf(one, other)).toBeCloseTo(ratio, 2);
  expect(contrastOf(other, one)).toBeCloseTo(ratio, 2);
});

describe('a color that must be readable', () => {
  test('stays as it is if it is', () => expect(readable(BLACK, [WHITE], 4.5)).toEqual(BLACK));
  test('becomes a little darker, or lighter', () => {
    expect(hexOf(readable(gray, [WHITE], 4.5))).toBe('#767676');
    expect(contrastOf(readable(gray, [BLACK], 7), BLACK)).toBeCloseTo(7, 0);
  });
  test('is black or white if nothing has the contrast', () => expect([BLACK, WHITE]).toContainEqual(readable(gray, [gray], 7)));
});

const levels = [0, 51, 128, 204, 255];
const colors: Color[] = levels.flatMap((red) => levels.flatMap((green) => levels.map((blue): Color => [red, green, blue])));

test.each([WHITE, BLACK, [251, 250, 246], [18, 10, 38]] as Color[])('on a card of %j all contrasts pass for any main color, after the offered fix', (...surface) => {
  for (const accent of colors) {
    const fixed = passingAccent(accent, surface);
    expect(failed(fixed, surface).map(({ what }) => `${hexOf(accent)}, fixed ${hexOf(fixed)}: ${what}`)).toEqual([]);
  }
});

test('a main color that cannot be seen on the card fails, and no other color does', () => {
  expect(failed([255, 255, 0], WHITE).map(({ what }) => what)).toEqual(['The main button and links on the card', 'The icon on its background']);
});

test('the style sheet has only documented custom properties, for light and dark, and the wished colors', () => {
  const documented = [...readFileSync(`${root}docs/theming.md`, 'utf8').matchAll(/^\| `(--wise-link-[\w-]+)`/gm)].map(([, name]) => name);
  const css = cssOf({ accent: [91, 31, 209], surface: [246, 241, 255], font: FONTS['Serif'] ?? '', radius: 18 });
  const named = [...css.matchAll(/^ {2}(--[\w-]+):/gm)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !documented.includes(name))).toEqual([]);
  expect(css).toMatch(/--wise-link-accent: light-dark\(#5b1fd1, #\w{6}\);/);
  expect(css).toMatch(/--wise-link-surface: light-dark\(#f6f1ff, #\w{6}\);/);
  expect(css).toContain("--wise-link-font: Charter, 'Bitstream Charter', Cambria, Georgia, serif;\n  --wise-link-radius: 18px;\n}\n");
});

test('a dark card is the card of the dark scheme', () => {
  expect(cssOf({ accent: [77, 255, 210], surface: [18, 10, 38], font: '', radius: 0 })).toMatch(/--wise-link-surface: light-dark\(#\w{6}, #120a26\);/);
});

test.each(Object.entries(STARTS))('the theme "%s" to start from passes all checks', (_, fields) => {
  const { accent, surface } = wishOf(fields);
  expect(failed(accent, surface)).toEqual([]);
  expect(Object.keys(FONTS)).toContain(fields.font);
});

test('a URL holds the fields, and a text that is no color, font or number cannot get into the style sheet', () => {
  const fields = { accent: 'x;}', surface: '</style>', font: 'constructor', radius: '1e9' };
  expect(fieldsOf(new URLSearchParams(queryOf(fields)))).toEqual(fields);
  expect(wrongOf(fields)).toEqual(['accent', 'surface']);
  expect(cssOf(wishOf(fields))).toBe(cssOf(wishOf(fieldsOf(new URLSearchParams()))));
});
