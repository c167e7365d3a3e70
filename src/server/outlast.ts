import { setTimeout as delay } from 'node:timers/promises';
import { isDatabaseUnavailable } from './database.js';

/** Between two tries, in milliseconds. */
const PAUSE_MS = 200;

/** Repeats work while the database is away, for at most so many seconds. For what must not be lost, and may be done twice. */
export async function outlast(work: () => Promise<void>, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() >= end) throw error;
    }
    await delay(PAUSE_MS);
  }
}
