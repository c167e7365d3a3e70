import { spread } from '../bench-server/spread.js';

/** What one row compares: measures each side once, in any unit. */
export type Sides = Readonly<Record<'product' | 'other', () => Promise<number>>>;

/** A row of the table. */
export interface Row {
  name: string;
  /** What the product is compared with. */
  other: string;
  unit: string;
  target: number;
  sides: Sides;
  /** How many rounds, if not as many as the others. */
  rounds?: number;
}

/** Measures both sides of a row in turn, the order by lot, so that a busy moment of the machine hits each. Returns a line of the table. */
export async function measured({ name, other, unit, target, sides, rounds: own }: Row, all: number): Promise<string> {
  const found = { product: [] as number[], other: [] as number[] };
  const rounds = own ?? all;
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1) {
    const order: (keyof Sides)[] = Math.random() < 0.5 ? ['product', 'other'] : ['other', 'product'];
    for (const side of order) {
      const value = await sides[side]();
      if (round >= 0) found[side].push(value);
    }
  }
  const ratios = found.product.map((value, round) => value / (found.other[round] ?? NaN));
  return `| ${[name, other, `${spread(found.product, 2)} ${unit}`, `${spread(found.other, 2)} ${unit}`, spread(ratios, 2), `≤ ${target}`].join(' | ')} |`;
}
