const port = Number(process.env['EXAMPLE_PORT'] ?? 4390);

/** Where the bank is, while the tests run. */
export const BANK = `http://localhost:${port}`;
/** Where the simulator is. */
export const WISE = `http://127.0.0.1:${port + 1}`;
