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

/** Whether another customer has a link to this profile. */
export async function isLinkedElsewhere(on: Queryable, profileHash: string, customerId: string): Promise<boolean> {
  const sql = 'select 1 from wise_link where profile_hash = $1 and customer_id <> $2';
  return (await on.query(sql, [profileHash, customerId])).rows.length > 0;
}

/**
 * VERIFIED → LINKED: moves the tokens from the attempt to the link and replaces older ones, which Wise revoked with the
 * new authorization. A running refresh of the older ones loses its lease. Returns false and changes nothing if another
 * customer has linked the profile in the meantime.
 */
export async function storeLink(tx: Queryable, attemptId: string, now: Date): Promise<boolean> {
  const stored = await tx.query(
    `insert into wise_link
       (profile_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, linked_at)
     select profile_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, $2::timestamptz
     from attempt where id = $1 and status = 'VERIFIED'
     on conflict (profile_hash) do update set display_name = excluded.display_name,
       profile_ref = excluded.profile_ref, sealed_tokens = excluded.sealed_tokens, linked_at = excluded.linked_at,
       ended_at = null, refreshed_at = null, refresh_lease = null, refresh_lease_until = null
     where wise_link.customer_id = excluded.customer_id
     returning profile_hash`,
    [attemptId, now],
  );
  if (stored.rows.length === 0) return false;
  const sql = `update attempt set status = 'LINKED', sealed_tokens = null, sealed_session = null, ended_at = $2 where id = $1`;
  await tx.query(sql, [attemptId, now]);
  return true;
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
    `update attempt set profile_hash = null, profile_type = null, display_name = null, profile_ref = null
     where customer_id = $1 and status = 'LINKED'`,
    [customerId],
  );
  await tx.query(
    `update exchange_request set answer_status = null, answer_body = null
     where customer_id = $1 and attempt_id in (select id from attempt where customer_id = $1 and status = 'LINKED')`,
    [customerId],
  );
}
