/** An sRGB color: red, green and blue from 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

export const BLACK: Color = [0, 0, 0];
export const WHITE: Color = [255, 255, 255];

/** The color of `#rgb` or `#rrggbb`; undefined for any other text. */
export function parseColor(text: string): Color | undefined {
  const [, digits] = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const all = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  const part = (at: number): number => Number.parseInt(all.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** The color as `#rrggbb`. */
export const hexOf = (color: Color): string => `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** A mix of two colors, with this share of the second, from 0 to 1. */
export const mixed = (one: Color, other: Color, share: number): Color => {
  const part = (at: 0 | 1 | 2): number => Math.round(one[at] + (other[at] - one[at]) * share);
  return [part(0), part(1), part(2)];
};
