// The origins of the example tests.
const port = Number(process.env['EXAMPLE_PORT'] ?? 4390);

/** The bank's origin in the tests. */
export const BANK = `http://localhost:${port}`;
/** The simulator's origin. */
export const WISE = `http://127.0.0.1:${port + 1}`;
