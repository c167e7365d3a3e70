import type { Queryable } from './database.js';
import { LIVE } from './live-link.js';

/**
 * SQL that links the rows of `verified`: replaces older tokens, which Wise revoked with the new authorization, and ends the
 * customer's links to other profiles of the same Wise user. A running refresh of them loses its lease. `link` is empty if
 * another customer has linked the profile.
 */
export const STORED = `link as (
    insert into wise_link (profile_hash, user_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, linked_at)
    select profile_hash, user_hash, customer_id, profile_type, display_name, profile_ref, sealed_tokens, wise_link_now() from verified
    on conflict (profile_hash) do update set user_hash = excluded.user_hash, display_name = excluded.display_name,
      profile_ref = excluded.profile_ref, sealed_tokens = excluded.sealed_tokens, linked_at = excluded.linked_at,
      ended_at = null, refreshed_at = null, refresh_lease = null, refresh_lease_until = null
    where wise_link.customer_id = excluded.customer_id
    returning profile_hash, user_hash, customer_id
  ), superseded as (
    update wise_link set sealed_tokens = null, ended_at = wise_link_now(), refresh_lease = null, refresh_lease_until = null
    from link where wise_link.customer_id = link.customer_id and wise_link.user_hash = link.user_hash
      and wise_link.profile_hash <> link.profile_hash and ${LIVE}
  )`;

/**
 * VERIFIED → LINKED. The customer's links to other profiles of the same Wise user end, because Wise has revoked their
 * refresh tokens. Returns false and changes nothing if another customer has linked the profile in the meantime.
 */
export async function storeLink(tx: Queryable, attemptId: string): Promise<boolean> {
  const sql = `with verified as (select * from attempt where id = $1 and status = 'VERIFIED' for update), ${STORED}
    update attempt set status = 'LINKED', sealed_tokens = null, sealed_session = null, ended_at = wise_link_now()
    where id = $1 and exists (select 1 from link) returning id`;
  return (await tx.query(sql, [attemptId])).rows.length > 0;
}
