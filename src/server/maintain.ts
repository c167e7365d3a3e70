import { z } from 'zod';
import { accessTokenOf } from './access.js';
import { select } from './database.js';
import { describeError } from './log.js';
import { NoAccess } from './no-access.js';
import type { Services } from './services.js';

/** When a link is checked again, and when after a failure, in seconds. */
const DAY = 24 * 3600;
const SOON = 600;

/** After so many failures in a row Wise is probably down, and the rest waits for the next run. */
const FAILURES = 3;

const dueLink = z.object({ profileHash: z.string(), customerId: z.string() });

// Puts off the next check before this one, so that no other process checks the link at the same time.
const TAKE = `update wise_link set next_check_at = wise_link_now() + make_interval(secs => ${DAY})
  where profile_hash = (select profile_hash from wise_link where ended_at is null and next_check_at <= wise_link_now()
    order by next_check_at limit 1 for update skip locked)
  returning profile_hash as "profileHash", customer_id as "customerId"`;

const AGAIN = `update wise_link set next_check_at = wise_link_now() + make_interval(secs => ${SOON}) where profile_hash = $1`;

/**
 * Checks the links that nobody has asked for in a day: refreshes the tokens that are due. Stops when all are checked, when Wise seems to be
 * down, or when told. The outcome is in the log and in the hooks.
 */
export async function maintain(services: Services, isStopped: () => boolean = () => false): Promise<void> {
  const { database } = services;
  for (let failures = 0; failures < FAILURES && !isStopped(); ) {
    const [due] = await select(database, dueLink, TAKE);
    if (due === undefined) return;
    if (await isAnswered(services, due)) {
      failures = 0;
    } else {
      failures += 1;
      await database.query(AGAIN, [due.profileHash]);
    }
  }
}

/** Whether Wise has said something about the tokens: that they are good, or that they are not. */
async function isAnswered(services: Services, { profileHash, customerId }: { profileHash: string; customerId: string }): Promise<boolean> {
  const correlationId = crypto.randomUUID();
  try {
    await accessTokenOf({ services, correlationId }, customerId, profileHash);
    return true;
  } catch (error) {
    if (error instanceof NoAccess) return error.reason !== 'wise_unavailable';
    // One row that cannot be unsealed, for example, must not stop the others.
    services.log({ level: 'error', event: 'internal_error', correlationId, customerId, ...describeError(error) });
    return true;
  }
}
