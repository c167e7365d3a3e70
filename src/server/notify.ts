import { describeError } from './log.js';
import type { Job } from './services.js';

/**
 * Delivers the event of a new link at once, instead of with the next poll. An error is only logged, because the link exists and the
 * event is stored.
 */
export async function announce({ services, correlationId }: Job, customerId: string): Promise<void> {
  try {
    await services.notify(customerId);
  } catch (error) {
    services.log({ level: 'error', event: 'notify_failed', correlationId, customerId, ...describeError(error) });
  }
}
