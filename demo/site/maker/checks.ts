import { make } from '../make.js';
import { checksOf, type Palette } from './palette.js';

const shown = (ratio: number): string => `${(Math.floor(ratio * 100) / 100).toFixed(2)}:1`;

/** The rows of the table of contrasts: each check in both color schemes. */
export function rowsOf({ light, dark }: Record<'light' | 'dark', Palette>): HTMLElement[] {
  const inDark = checksOf(dark);
  return checksOf(light).map((check, index) => {
    const cells = [check, inDark[index] ?? check].map(({ ratio, least }) => {
      const passes = ratio >= least;
      return make('td', { className: passes ? 'passes' : 'fails' }, shown(ratio), make('b', {}, passes ? ' passes' : ' fails'));
    });
    return make('tr', {}, make('th', { scope: 'row' }, check.what, make('small', {}, `needs ${check.least}:1`)), ...cells);
  });
}

/** How many checks fail, in one sentence. */
export function verdictOf(palettes: Record<'light' | 'dark', Palette>): string {
  const failed = Object.values(palettes).flatMap(checksOf).filter(({ ratio, least }) => ratio < least).length;
  if (failed === 0) return 'All contrasts pass, in light and in dark.';
  return failed === 1 ? '1 contrast is too low.' : `${failed} contrasts are too low.`;
}
