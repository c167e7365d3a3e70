import { describeError } from './log.js';
import type { Job } from './services.js';

/** How long an answer waits for the hooks, in milliseconds. They go on, and the poll repeats what fails. */
const ANNOUNCE_MS = 1000;

/**
 * Delivers the event of a new link at once, instead of with the next poll. An error is only logged, because the link exists and the
 * event is stored.
 */
export async function announce({ services, correlationId }: Job, customerId: string): Promise<void> {
  try {
    await within(ANNOUNCE_MS, services.notify(customerId));
  } catch (error) {
    services.log({ level: 'error', event: 'notify_failed', correlationId, customerId, ...describeError(error) });
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
