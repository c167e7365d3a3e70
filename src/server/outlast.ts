import { setTimeout as delay } from 'node:timers/promises';
import { isDatabaseUnavailable } from './database.js';

/** Between two tries, in milliseconds. */
const PAUSE_MS = 200;

/**
 * Repeats work while the database is away, for at most so many seconds. For what must not be lost, and may be done twice. `close` waits
 * for it, because its process holds the only copy.
 */
export async function outlast<T>(work: () => Promise<T>, seconds: number): Promise<T> {
  let late: AbortSignal | undefined;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || late?.aborted === true) throw error;
    }
    late ??= AbortSignal.timeout(seconds * 1000);
    // Once the time is over, the pause ends and a last try follows.
    await delay(PAUSE_MS, undefined, { signal: late }).catch(() => {});
  }
}
