import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';

const linkTokens = z.object({
  profileHash: z.string(),
  sealedTokens: z.string(),
  /** When the access token was received. */
  receivedAt: z.date(),
  /** The lease of a running refresh. A lease without an end time marks a refresh whose outcome is unknown. */
  lease: z.string().nullable(),
});

/** The tokens of a link, as they were read. */
export type LinkTokens = z.output<typeof linkTokens>;

/** The right to replace the tokens of a link. */
export interface RefreshLease {
  profileHash: string;
  lease: string;
}

/** Reads the tokens of the customer's newest link that has not ended. */
export async function findLinkTokens(on: Queryable, customerId: string): Promise<LinkTokens | null> {
  const sql = `select profile_hash as "profileHash", sealed_tokens as "sealedTokens",
      coalesce(refreshed_at, linked_at) as "receivedAt", refresh_lease as "lease"
    from wise_link where customer_id = $1 and ended_at is null order by linked_at desc, profile_hash limit 1`;
  return (await select(on, linkTokens, sql, [customerId]))[0] ?? null;
}

/**
 * Takes the lease to refresh the tokens that were read. One UPDATE decides, so one of several processes wins, and no
 * lock is held while Wise is called. Returns false if another refresh is running or has ended, or the link has changed.
 */
export async function takeRefreshLease(
  on: Queryable,
  seen: LinkTokens,
  lease: string,
  now: Date,
  until: Date,
): Promise<boolean> {
  const sql = `update wise_link set refresh_lease = $4, refresh_lease_until = $6
    where profile_hash = $1 and sealed_tokens = $2 and refresh_lease is not distinct from $3
      and (refresh_lease_until is null or refresh_lease_until <= $5) returning profile_hash`;
  const values = [seen.profileHash, seen.sealedTokens, seen.lease, lease, now, until];
  return (await on.query(sql, values)).rows.length > 0;
}

/** Stores the refreshed tokens. Returns false and changes nothing if the lease was lost. */
export async function storeRefreshed(on: Queryable, by: RefreshLease, sealed: string, now: Date): Promise<boolean> {
  const sets = 'sealed_tokens = $3, refreshed_at = $4, refresh_lease = null, refresh_lease_until = null';
  return underLease(on, by, sets, [sealed, now]);
}

/** Ends a link whose refresh token Wise no longer accepts, and deletes its tokens. Returns false if the lease was lost. */
export async function endLink(on: Queryable, by: RefreshLease, now: Date): Promise<boolean> {
  const sets = 'sealed_tokens = null, ended_at = $3, refresh_lease = null, refresh_lease_until = null';
  return underLease(on, by, sets, [now]);
}

/** Ends the lease so that another process can refresh. If the outcome is unknown, the lease stays without an end time. */
export async function releaseLease(on: Queryable, by: RefreshLease, inDoubt: boolean): Promise<void> {
  await underLease(on, by, `${inDoubt ? '' : 'refresh_lease = null, '}refresh_lease_until = null`, []);
}

async function underLease(
  on: Queryable,
  { profileHash, lease }: RefreshLease,
  sets: string,
  values: unknown[],
): Promise<boolean> {
  const sql = `update wise_link set ${sets} where profile_hash = $1 and refresh_lease = $2 returning profile_hash`;
  return (await on.query(sql, [profileHash, lease, ...values])).rows.length > 0;
}
