import type { MaskedLink } from './link.js';
import { describeError } from './log.js';
import type { Job } from './services.js';

/** Notifies the bank of a new link. An error is only logged, because the link exists either way. */
export async function announce({ services, correlationId }: Job, customerId: string, link: MaskedLink): Promise<void> {
  try {
    await services.notify({ customerId, link });
  } catch (error) {
    services.log({ level: 'error', event: 'notify_failed', correlationId, customerId, ...describeError(error) });
  }
}
