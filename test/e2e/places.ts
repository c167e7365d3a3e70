const port = Number(process.env.E2E_PORT ?? 4110);

/** Where the servers of the tests listen: beside a demo that somebody has open. */
export const PORTS = { PORT: `${port}`, WISE_PORT: `${port + 100}` };

/** The bank's site, while the tests run. */
export const BANK = `http://localhost:${port}`;
/** Wise, while the tests run. */
export const WISE = `http://127.0.0.1:${port + 100}`;
