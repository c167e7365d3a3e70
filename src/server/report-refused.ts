/** Reports of access tokens that Wise has refused. */
import { z } from 'zod';
import { select } from './database.js';
import { unsealGrant } from './grant.js';
import { LIVE } from './live-link.js';
import { randomToken } from './random.js';
import type { Services } from './services.js';

const linkRow = z.object({ profileHash: z.string(), sealedTokens: z.string() });

/**
 * Notes that Wise has refused an access token before its time, so that the next call refreshes it. A lease without an end time says
 * that the stored token may be revoked. Does nothing for a token that has been replaced since, or while it is refreshed.
 */
export async function reportRefused({ database, vault }: Services, customerId: string, token: string): Promise<void> {
  const links = await select(
    database,
    linkRow,
    `select profile_hash as "profileHash", sealed_tokens as "sealedTokens" from wise_link
     where customer_id = $1 and ${LIVE} and refresh_lease is null`,
    [customerId],
  );
  for (const { profileHash, sealedTokens } of links) {
    if ((await unsealGrant(vault, customerId, sealedTokens)).accessToken !== token) continue;
    await database.query('update wise_link set refresh_lease = $3 where profile_hash = $1 and sealed_tokens = $2 and refresh_lease is null', [
      profileHash,
      sealedTokens,
      randomToken(),
    ]);
  }
}
