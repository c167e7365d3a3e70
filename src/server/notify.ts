import type { MaskedLink } from './link.js';
import { describeError } from './log.js';
import type { Job } from './services.js';

/** Tells the bank of a new link. It is linked whether or not that works, so a failure is only written down. */
export async function announce({ services, correlationId }: Job, customerId: string, link: MaskedLink): Promise<void> {
  try {
    await services.notify({ customerId, link });
  } catch (error) {
    services.log({ level: 'error', event: 'notify_failed', correlationId, customerId, ...describeError(error) });
  }
}
