// The tables of the comparison, as Markdown.
import { markdownTable } from '../support/docs-table.js';

/** A figure in the table. */
export interface Figure {
  name: string;
  unit: string;
  digits: number;
}

/** The middle value. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/**
 * The median of a candidate's ratios to the product, each of one round, so that a busy moment of the machine is in both. Undefined
 * where a round of the product measured nothing.
 */
export function ratio(values: readonly number[], ofProduct: readonly number[]): number | undefined {
  const result = median(values.flatMap((value, round) => (ofProduct[round] ? [value / ofProduct[round]] : [])));
  return Number.isFinite(result) ? result : undefined;
}

/** A row for each figure: the product's median, and for each peer the ratio to it and its own median. `found` is by candidate and figure. */
export function figuresTable(names: readonly string[], figures: readonly Figure[], found: (name: string, figure: string) => readonly number[]): string {
  const [product = ''] = names;
  const rows = figures.map(({ name: figure, unit, digits }) => [
    figure,
    ...names.map((name) => {
      const middle = median(found(name, figure));
      const value = `${middle.toFixed(digits)} ${unit}`;
      if (middle === 0) return 'none';
      const times = name === product ? undefined : ratio(found(name, figure), found(product, figure));
      return times === undefined ? value : `**${times.toFixed(times < 0.1 ? 2 : 1)} ×** (${value})`;
    }),
  ]);
  return markdownTable(['', ...names], rows);
}

/** A row for each trouble, with what was observed of each candidate. */
export function troublesTable(names: readonly string[], troubles: readonly string[], seen: (name: string, trouble: string) => string): string {
  return markdownTable(['trouble', ...names], troubles.map((trouble) => [trouble, ...names.map((name) => seen(name, trouble))]));
}
