import { spread } from '../bench-server/spread.js';

/** A side of a row: this build, what it is compared with, or an earlier build. */
export type Side = 'product' | 'other' | 'before';

/** What one row compares: measures each side once, in any unit. Without `before`, there is no earlier build. */
export type Sides = Readonly<Record<'product' | 'other', () => Promise<number>>> & { readonly before?: (() => Promise<number>) | undefined };

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

/** Measures the sides of a row in turn, the order by lot, so that a busy moment of the machine hits each. Returns a line of the table. */
export async function measured({ name, other, unit, target, sides, rounds: own }: Row, all: number): Promise<string> {
  const found: Record<Side, number[]> = { product: [], other: [], before: [] };
  const present = (['product', 'other', 'before'] as const).filter((side) => sides[side]);
  const rounds = own ?? all;
  // The first round warms up.
  for (let round = -1; round < rounds; round += 1) {
    for (const side of inRandomOrder(present)) {
      const value = await sides[side]?.();
      if (round >= 0 && value !== undefined) found[side].push(value);
    }
  }
  const ratios = (side: Side): string => spread(found[side].map((value, round) => value / (found.other[round] ?? NaN)), 2);
  const before = sides.before ? [ratios('before')] : [];
  return `| ${[name, other, `${spread(found.product, 2)} ${unit}`, `${spread(found.other, 2)} ${unit}`, ratios('product'), `≤ ${target}`, ...before].join(' | ')} |`;
}

function inRandomOrder(sides: readonly Side[]): Side[] {
  const drawn = sides.map((side) => ({ side, at: Math.random() }));
  return drawn.toSorted((one, other) => one.at - other.at).map(({ side }) => side);
}
