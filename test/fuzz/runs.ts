/**
 * The number of runs of a property: by default the same inputs each time, as in `npm test`; or the number in the environment
 * variable, with inputs from `SEED`.
 */
export const runs = (variable: string, usual: number): { numRuns: number; seed: number } => ({
  numRuns: Number(process.env[variable] ?? usual),
  seed: Number(process.env.SEED ?? 1),
});

/** A Vitest timeout for this many runs on a slow machine. */
export const patience = ({ numRuns }: { numRuns: number }): number => 60_000 + numRuns * 5;
