/**
 * The number of tests that run at once. Each worker has its own servers, because a bank and a simulator have shared state. One more
 * than the processors of a small machine, because pages wait for seconds by design.
 */
export const WORKERS = 3;

const first = Number(process.env.E2E_PORT ?? 4110);
const own = first + Number(process.env.TEST_PARALLEL_INDEX ?? 0);

/** The ports of a worker's servers, different from those of a running demo. */
export const portsOf = (worker: number): { PORT: string; WISE_PORT: string } => ({
  PORT: `${first + worker}`,
  WISE_PORT: `${first + worker + 100}`,
});

/** The servers of this worker. */
export const PORTS = portsOf(own - first);

/** The bank's origin in the tests. */
export const BANK = `http://localhost:${own}`;
/** The simulator's origin in the tests. */
export const WISE = `http://127.0.0.1:${own + 100}`;
