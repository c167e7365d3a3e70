/** How often a property is tried, as `npm test` does it, or as often as the variable says; with `SEED` again. */
export const runs = (variable: string, usual: number): { numRuns: number; seed?: number } => ({
  numRuns: Number(process.env[variable] ?? usual),
  ...(process.env.SEED && { seed: Number(process.env.SEED) }),
});

/** A vitest timeout in which so many runs end on a slow machine. */
export const patience = ({ numRuns }: { numRuns: number }): number => 60_000 + numRuns * 5;
