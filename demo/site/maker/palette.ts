import { BLACK, mixed, WHITE, type Color } from './color.js';
import { CONTROL, contrastOf, extremeOn, readable, TEXT } from './contrast.js';

/** The colors of a card in one color scheme, named as its custom properties. */
export type Palette = Readonly<Record<(typeof NAMES)[number], Color>>;

/** The custom properties that a palette sets, without `--wise-link-`. */
export const NAMES = ['accent', 'on-accent', 'text', 'muted', 'surface', 'tint', 'danger', 'border', 'focus'] as const;

const RED: Color = [179, 38, 30];

/** The palette for the color of the main button and that of the card. Both stay as they are; all others are made readable on them. */
export function paletteOf(accent: Color, surface: Color): Palette {
  const tint = mixed(surface, accent, 0.1);
  const text = readable(mixed(extremeOn(surface), accent, 0.12), [surface, tint], 7);
  return {
    accent,
    'on-accent': extremeOn(accent),
    text,
    muted: readable(mixed(text, surface, 0.3), [surface], TEXT),
    surface,
    tint,
    danger: readable(RED, [surface], TEXT),
    // Not a control: the borders of the field and of buttons have the color `muted`.
    border: mixed(surface, text, 0.18),
    focus: readable(accent, [surface], CONTROL),
  };
}

/** The palette of the other color scheme, for the same accent: it becomes lighter or darker where it cannot be seen. */
export function counterpartOf(accent: Color, surface: Color): Palette {
  const isLight = extremeOn(surface) === BLACK;
  const ground = mixed(isLight ? [18, 22, 20] : WHITE, accent, isLight ? 0.08 : 0.02);
  return paletteOf(readable(accent, [ground], TEXT), ground);
}

/** One check of a palette: two colors, and the contrast that they need. */
export interface Check {
  what: string;
  ratio: number;
  least: number;
}

const PAIRS: readonly [what: string, front: keyof Palette, ground: keyof Palette, least: number][] = [
  ['Text on the card', 'text', 'surface', TEXT],
  ['Secondary text on the card', 'muted', 'surface', TEXT],
  ['Errors on the card', 'danger', 'surface', TEXT],
  ['Text on the main button', 'on-accent', 'accent', TEXT],
  ['The main button and links on the card', 'accent', 'surface', TEXT],
  ['The icon on its background', 'accent', 'tint', CONTROL],
  ['Borders of buttons and of the field', 'muted', 'surface', CONTROL],
  ['The focus ring on the card', 'focus', 'surface', CONTROL],
];

/** The contrast of all pairs of colors that are side by side in the card. */
export const checksOf = (palette: Palette): readonly Check[] =>
  PAIRS.map(([what, front, ground, least]) => ({ what, ratio: contrastOf(palette[front], palette[ground]), least }));

/** The nearest accent with which all checks pass on this card. */
export const passingAccent = (accent: Color, surface: Color): Color => readable(accent, [surface, mixed(surface, accent, 0.1)], TEXT);
