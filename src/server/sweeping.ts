/** Sweeps once a minute. */
import { describeError } from './log.js';
import type { Services } from './services.js';
import { sweep } from './sweep.js';

const MINUTE_MS = 60_000;

/** Sweeps once a minute, in this process, until the returned function is called. It waits for a sweep that is running. */
export function startSweeping({ database, limits, log }: Pick<Services, 'database' | 'limits' | 'log'>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = sweep(database, limits).catch((error: unknown) => {
      log({ level: 'error', event: 'sweep_failed', correlationId: crypto.randomUUID(), ...describeError(error) });
    });
  }, MINUTE_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
