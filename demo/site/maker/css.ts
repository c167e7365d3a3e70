import { BLACK, hexOf, type Color } from './color.js';
import { extremeOn } from './contrast.js';
import { counterpartOf, NAMES, paletteOf, type Palette } from './palette.js';

/** What a theme is made from. */
export interface Wish {
  accent: Color;
  surface: Color;
  /** A font family as in CSS; empty: the page's. */
  font: string;
  /** The radius of the card's corners, in pixels. */
  radius: number;
}

/** The palettes of a theme. The one with the wished colors is `light` or `dark` by the color of the card. */
export function palettesOf({ accent, surface }: Wish): Record<'light' | 'dark', Palette> {
  const [own, other] = [paletteOf(accent, surface), counterpartOf(accent, surface)];
  return extremeOn(surface) === BLACK ? { light: own, dark: other } : { light: other, dark: own };
}

/** The style sheet of a theme: documented custom properties only. */
export function cssOf(wish: Wish): string {
  const { light, dark } = palettesOf(wish);
  const colors = NAMES.map((name) => `  --wise-link-${name}: light-dark(${hexOf(light[name])}, ${hexOf(dark[name])});`);
  const font = wish.font && `  --wise-link-font: ${wish.font};`;
  return ['wise-link {', ...colors, font, `  --wise-link-radius: ${wish.radius}px;`, '}', ''].filter((line, index, all) => line || index === all.length - 1).join('\n');
}

/** The fonts to choose from: families that need no download. The empty one is the page's. */
export const FONTS: Readonly<Record<string, string>> = {
  'The page’s': '',
  'System': 'system-ui, sans-serif',
  'Humanist': "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, sans-serif",
  'Geometric': "Avenir, Montserrat, Corbel, 'URW Gothic', sans-serif",
  'Rounded': "ui-rounded, 'Hiragino Maru Gothic ProN', Quicksand, sans-serif",
  'Serif': "Charter, 'Bitstream Charter', Cambria, Georgia, serif",
  'Slab': "Rockwell, 'Rockwell Nova', 'Roboto Slab', serif",
  'Monospaced': 'ui-monospace, Consolas, monospace',
};
