import { BLACK, mixed, WHITE, type Color } from './color.js';

/** The contrast that text needs, and controls and icons (WCAG 2.2, 1.4.3 and 1.4.11). */
export const TEXT = 4.5;
export const CONTROL = 3;

/** WCAG 2.2, "relative luminance". */
function luminanceOf(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of two colors, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(one: Color, other: Color): number {
  const [first, second] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Black or white: the one that can be read better on a color. */
export const extremeOn = (ground: Color): Color => (contrastOf(BLACK, ground) >= contrastOf(WHITE, ground) ? BLACK : WHITE);

const STEPS = 100;

/** The color nearest to this one that has the contrast on all grounds, darker or lighter; black or white if none has. */
export function readable(color: Color, grounds: readonly Color[], least: number): Color {
  const passes = (one: Color): boolean => grounds.every((ground) => contrastOf(one, ground) >= least);
  const [towards = WHITE] = [BLACK, WHITE].toSorted((one, other) => worst(other, grounds) - worst(one, grounds));
  for (let step = 0; step <= STEPS; step += 1) {
    // The other direction may be nearer.
    for (const end of [BLACK, WHITE]) {
      const candidate = mixed(color, end, step / STEPS);
      if (passes(candidate)) return candidate;
    }
  }
  return towards;
}

const worst = (color: Color, grounds: readonly Color[]): number => Math.min(...grounds.map((ground) => contrastOf(color, ground)));
