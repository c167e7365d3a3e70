/**
 * So many tests run at once, each against servers of its own: a bank and a Wise have one state. One more than a small
 * machine has processors: pages wait for seconds by design.
 */
export const WORKERS = 3;

const first = Number(process.env.E2E_PORT ?? 4110);
const own = first + Number(process.env.TEST_PARALLEL_INDEX ?? 0);

/** Where the servers of a worker listen: beside a demo that somebody has open. */
export const portsOf = (worker: number): { PORT: string; WISE_PORT: string } => ({
  PORT: `${first + worker}`,
  WISE_PORT: `${first + worker + 100}`,
});

/** The servers of this worker. */
export const PORTS = portsOf(own - first);

/** The bank's site, while the tests run. */
export const BANK = `http://localhost:${own}`;
/** Wise, while the tests run. */
export const WISE = `http://127.0.0.1:${own + 100}`;
