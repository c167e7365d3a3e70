import { OVERDUE } from './attempt.js';
import type { Attempt } from './attempt.js';
import type { Queryable } from './database.js';

/** SQL that ends an attempt without a link: deletes its tokens and its profile. */
export const ENDED_WITHOUT_LINK = `ended_at = wise_link_now(), lease = null, lease_until = null, sealed_tokens = null, sealed_session = null, profile_hash = null,
  user_hash = null, profile_type = null, display_name = null, profile_ref = null`;

/** How an attempt ended without a link. The reason is not sent to the customer. */
export interface End {
  status: 'MISMATCH' | 'BURNT' | 'CANCELLED';
  reason: string;
}

/** Ends an attempt without a link. */
export async function endAttempt(on: Queryable, id: string, { status, reason }: End): Promise<void> {
  await on.query(`update attempt set status = $2, reason = $3, ${ENDED_WITHOUT_LINK} where id = $1`, [id, status, reason]);
}

/**
 * Writes down that an overdue attempt has ended, and deletes its tokens. Returns the attempt as it is then. Not inside a
 * transaction that a refusal rolls back. The attempts of other customers are left to the sweep.
 */
export async function expireIfOverdue(on: Queryable, attempt: Attempt): Promise<Attempt> {
  if (!attempt.isOverdue) return attempt;
  await on.query(`update attempt set status = 'EXPIRED', ${ENDED_WITHOUT_LINK} where id = $1 and ${OVERDUE}`, [attempt.id]);
  const nothing = { profileHash: null, profileType: null, displayName: null, profileRef: null };
  return { ...attempt, ...nothing, status: 'EXPIRED', isOverdue: false };
}
