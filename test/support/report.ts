const began = performance.now();

/** Prints what was done, and after how many seconds. */
export const report = (step: string): unknown => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}\n`);
