/**
 * How often a property is tried: as `npm test` does it, with the same inputs each time, or as often as the variable says,
 * with the inputs that `SEED` gives.
 */
export const runs = (variable: string, usual: number): { numRuns: number; seed: number } => ({
  numRuns: Number(process.env[variable] ?? usual),
  seed: Number(process.env.SEED ?? 1),
});

/** A vitest timeout in which so many runs end on a slow machine. */
export const patience = ({ numRuns }: { numRuns: number }): number => 60_000 + numRuns * 5;
