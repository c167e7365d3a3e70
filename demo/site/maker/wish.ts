import { parseColor, WHITE, type Color } from './color.js';
import { FONTS, type Wish } from './css.js';

/** What the page asks for, as texts: the parameters of its URL. */
export type Fields = Readonly<Record<'accent' | 'surface' | 'font' | 'radius', string>>;

const FIRST: Fields = { accent: '#0f5364', surface: '#ffffff', font: 'The page’s', radius: '14' };

/** Wishes to start from. */
export const STARTS: Readonly<Record<string, Fields>> = {
  Meridian: FIRST,
  Forest: { accent: '#163300', surface: '#ffffff', font: 'Humanist', radius: '24' },
  Ledger: { accent: '#14305c', surface: '#fbfaf6', font: 'Serif', radius: '2' },
  Neon: { accent: '#4dffd2', surface: '#120a26', font: 'Geometric', radius: '18' },
};

/** The main color of `FIRST`. */
const TEAL: Color = [15, 83, 100];

/** The largest radius, in pixels. */
export const MOST = 40;

/** The fields of a query; those of the first theme if it has none. */
export const fieldsOf = (query: URLSearchParams): Fields => {
  const field = (name: keyof Fields): string => query.get(name) ?? FIRST[name];
  return { accent: field('accent'), surface: field('surface'), font: field('font'), radius: field('radius') };
};

/** The wish of the fields. What is no color, font or number counts as the default. */
export function wishOf({ accent, surface, font, radius }: Fields): Wish {
  const pixels = Math.round(Number(radius));
  return {
    accent: parseColor(accent) ?? TEAL,
    surface: parseColor(surface) ?? WHITE,
    font: Object.hasOwn(FONTS, font) ? (FONTS[font] ?? '') : '',
    radius: pixels >= 0 && pixels <= MOST ? pixels : 14,
  };
}

/** The names of the fields that are no color. */
export const wrongOf = (fields: Fields): ('accent' | 'surface')[] => (['accent', 'surface'] as const).filter((name) => !parseColor(fields[name]));

/** The query of the fields. */
export const queryOf = (fields: Fields): string => `?${new URLSearchParams(fields)}`;
