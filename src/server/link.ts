import { z } from 'zod';
import type { Attempt } from './attempt.js';
import { select } from './database.js';
import type { Queryable } from './database.js';

/** A link as the customer may see it: enough to know the account again. */
export interface MaskedLink {
  displayName: string;
  profileType: 'personal' | 'business';
  profileRef: string;
}

/** A link as it is stored. */
export interface Link extends MaskedLink {
  /** Keyed hash of the profile id: finds the same profile under another customer, tells nobody which it is. */
  profileHash: string;
  sealedTokens: string;
}

/** The link that a verified attempt leads to; null for an attempt that is not verified, or was forgotten. */
export function maskedLinkOf({ displayName, profileType, profileRef }: Attempt): MaskedLink | null {
  if (displayName === null || profileType === null || profileRef === null) return null;
  return { displayName, profileType, profileRef };
}

/** What of a link may leave this backend. */
export function onlyMasked({ displayName, profileType, profileRef }: MaskedLink): MaskedLink {
  return { displayName, profileType, profileRef };
}

/** Whether another customer holds a link to this profile. */
export async function isLinkedElsewhere(on: Queryable, profileHash: string, customerId: string): Promise<boolean> {
  const sql = 'select 1 from wise_link where profile_hash = $1 and customer_id <> $2';
  return (await on.query(sql, [profileHash, customerId])).rows.length > 0;
}

/**
 * VERIFIED → LINKED: the tokens move from the attempt to the link and take the place of older ones, which Wise has
 * ended by the new authorization; a refresh of those that is under way finds its lease gone. False, and nothing is done, if the profile is another customer's by now.
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
  const sql = `update attempt set status = 'LINKED', sealed_tokens = null, ended_at = $2 where id = $1`;
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

/** The customer's links, newest first. */
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

/** Forgets the customer's links and their tokens. Wise has no call to revoke them: that is for the customer, at Wise. */
export async function forgetLinks(tx: Queryable, customerId: string): Promise<void> {
  await tx.query('delete from wise_link where customer_id = $1', [customerId]);
  // Nor may a replay go on saying "linked", or show the masked name.
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
