import { z } from 'zod';
import type { Attempt } from './attempt.js';
import { select } from './database.js';
import type { Queryable } from './database.js';
import type { MaskedLink } from './masked-link.js';

export type { MaskedLink } from './masked-link.js';

/** A link as it is stored. */
export interface Link extends MaskedLink {
  /** Keyed hash of the profile id. Finds the same profile under another customer without revealing the id. */
  profileHash: string;
  /** Keyed hash of the Wise user's id; null if Wise sent none. */
  userHash: string | null;
  sealedTokens: string;
}

/** The masked link of a verified attempt; null if it is not verified, or its link was deleted. */
export function maskedLinkOf({ displayName, profileType, profileRef }: Attempt): MaskedLink | null {
  if (displayName === null || profileType === null || profileRef === null) return null;
  return { displayName, profileType, profileRef };
}

/** Picks the fields of a link that may leave this backend. */
export function onlyMasked({ displayName, profileType, profileRef }: MaskedLink): MaskedLink {
  return { displayName, profileType, profileRef };
}

const linkRow = z.object({
  displayName: z.string(),
  profileType: z.enum(['personal', 'business']),
  profileRef: z.string(),
  linkedAt: z.date(),
  endedAt: z.date().nullable(),
});

/** Lists the customer's links, newest first. */
export async function listLinks(on: Queryable, customerId: string): Promise<z.output<typeof linkRow>[]> {
  return select(
    on,
    linkRow,
    `select display_name as "displayName", profile_type as "profileType", profile_ref as "profileRef",
       linked_at as "linkedAt", ended_at as "endedAt"
     from wise_link where customer_id = $1 order by linked_at desc`,
    [customerId],
  );
}

/** Deletes the customer's links and their tokens. Wise has no call to revoke them: only the customer can, at Wise. */
export async function deleteLinks(tx: Queryable, customerId: string): Promise<void> {
  await tx.query('delete from wise_link where customer_id = $1', [customerId]);
  // A replay must not answer "linked" or show the masked name after that.
  await tx.query(
    `with attempts as (
       update attempt set profile_hash = null, user_hash = null, profile_type = null, display_name = null, profile_ref = null
       where customer_id = $1 and status = 'LINKED' returning id)
     update exchange_request set answer_status = null, answer_body = null
     from attempts where exchange_request.attempt_id = attempts.id`,
    [customerId],
  );
}
