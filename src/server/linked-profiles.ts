/** The profiles that a customer has linked. */
import { z } from 'zod';
import { select } from './database.js';
import { unsealGrant } from './grant.js';
import type { LinkedProfile } from './linked-profile.js';
import { LIVE } from './live-link.js';
import type { Services } from './services.js';

const row = z.object({
  sealedTokens: z.string(),
  displayName: z.string(),
  profileType: z.enum(['personal', 'business']),
  profileRef: z.string(),
  linkedAt: z.date(),
});

/** The profiles that the customer has linked and that have not ended, newest first. */
export async function linkedProfiles({ database, vault }: Services, customerId: string): Promise<LinkedProfile[]> {
  const sql = `select sealed_tokens as "sealedTokens", display_name as "displayName", profile_type as "profileType",
      profile_ref as "profileRef", linked_at as "linkedAt"
    from wise_link where customer_id = $1 and ${LIVE} order by linked_at desc, profile_hash`;
  const rows = await select(database, row, sql, [customerId]);
  const profiles = await Promise.all(
    rows.map(async ({ sealedTokens, ...link }) => {
      const { profileId } = await unsealGrant(vault, customerId, sealedTokens);
      return profileId === null ? [] : [{ profileId, ...link }];
    }),
  );
  return profiles.flat();
}
